import { arrivedText, lowerText } from '@/rollups/lower-text.ts'
import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import { bestHits, type Hit } from '../parts/best-hits.ts'
import type { SearchedText, SearchRow } from '../search.ts'
import type { FormAnswer } from './form-answer.ts'

/** A hit before its texts are looked up: codes of its name and, of a project, its id and its department. */
interface CodedHit extends Hit {
  readonly name: number
  readonly key: number
  readonly note: number
}

const counted = new WeakMap<FormsCells, Uint32Array>()

/** How many forms each place has, over all years. */
function formsAt(cells: FormsCells): Uint32Array {
  const known = counted.get(cells)
  if (known) return known
  const counts = new Uint32Array(cells.places.count)
  for (const place of cells.place) counts[place] = (counts[place] as number) + 1
  counted.set(cells, counts)
  return counts
}

/** For each text where in it another is, whatever their case, as DuckDB sees it; -1 where it is not. */
function placesIn(texts: readonly (string | null)[], lower: string): Int32Array {
  return Int32Array.from(texts, (text) => (text === null ? -1 : lowerText(text).indexOf(lower)))
}

function* departmentHits({ places: { count, codes, texts } }: FormsCells, times: Uint32Array, lower: string): Iterable<CodedHit> {
  const at = placesIn(texts.department, lower)
  const sums = new Uint32Array(at.length)
  for (let place = 0; place < count; place += 1) sums[codes.department[place] as number] = (sums[codes.department[place] as number] as number) + (times[place] as number)
  for (let code = 0; code < at.length; code += 1) if ((at[code] as number) >= 0) yield { name: code, key: code, note: code, times: sums[code] as number, isStart: at[code] === 0 }
}

/** A project has the first of its names that hold the text, and the first department of those forms. */
function* projectHits({ places: { count, codes, texts } }: FormsCells, times: Uint32Array, lower: string): Iterable<CodedHit> {
  const at = placesIn(texts.project, lower)
  const projects = texts.project_id.length
  const [sums, names, departments] = [new Uint32Array(projects), new Uint32Array(projects).fill(0xffff_ffff), new Uint32Array(projects).fill(0xffff_ffff)]
  for (let place = 0; place < count; place += 1) {
    const [name, project, department] = [codes.project[place] as number, codes.project_id[place] as number, codes.department[place] as number]
    if ((at[name] as number) < 0) continue
    sums[project] = (sums[project] as number) + (times[place] as number)
    if (name < (names[project] as number)) names[project] = name
    if (department < (departments[project] as number)) departments[project] = department
  }
  for (let project = 0; project < projects; project += 1) {
    const name = names[project] as number
    if (name !== 0xffff_ffff) yield { name, key: project, note: departments[project] as number, times: sums[project] as number, isStart: at[name] === 0 }
  }
}

export const searchAnswer: FormAnswer<SearchedText, SearchRow> = ({ cells }, { text }) => {
  const lower = lowerText(arrivedText(text))
  const { texts } = cells.places
  const times = formsAt(cells)
  const compareIds = cells.compareProjects()
  const textOf = (list: readonly (string | null)[], code: number) => list[code] ?? ''
  const departments = bestHits(departmentHits(cells, times, lower), (a, b) => a.name - b.name).map(({ name, times: found }): SearchRow => ({ kind: 'department', name: textOf(texts.department, name), key: textOf(texts.department, name), note: '', times: found }))
  const projects = bestHits(projectHits(cells, times, lower), (a, b) => a.name - b.name || compareIds(a.key, b.key)).map(({ name, key, note, times: found }): SearchRow => ({ kind: 'project', name: textOf(texts.project, name), key: textOf(texts.project_id, key), note: textOf(texts.department, note), times: found }))
  return [...departments, ...projects]
}
