import { arrivedText, lowerText } from '@/rollups/lower-text.ts'
import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import { mostHits, type SearchedText, type SearchRow } from '../search.ts'
import type { FormAnswer } from './form-answer.ts'

/** A hit before its texts are looked up: codes of its name and, of a project, its id and its department. */
interface Hit {
  readonly name: number
  readonly key: number
  readonly note: number
  readonly times: number
  readonly isStart: boolean
}

const starts = new WeakMap<FormsCells, Uint32Array>()

/** How many forms each place has, over all years. */
function formsAt(cells: FormsCells): Uint32Array {
  const known = starts.get(cells) ?? new Uint32Array(cells.places.count)
  if (!starts.has(cells)) for (const place of cells.place) known[place] = (known[place] as number) + 1
  starts.set(cells, known)
  return known
}

/** For each text where in it another is, whatever their case, as DuckDB sees it; -1 where it is not. */
function placesIn(texts: readonly (string | null)[], lower: string): Int32Array {
  return Int32Array.from(texts, (text) => (text === null ? -1 : lowerText(text).indexOf(lower)))
}

/** The best of hits, which are looked at one after the other. */
function best(hits: Iterable<Hit>, compareKeys: (a: number, b: number) => number): readonly Hit[] {
  const compare = (a: Hit, b: Hit) => Number(b.isStart) - Number(a.isStart) || b.times - a.times || a.name - b.name || compareKeys(a.key, b.key)
  const found: Hit[] = []
  for (const hit of hits) {
    const last = found[mostHits - 1]
    if (last && compare(hit, last) > 0) continue
    const at = found.findIndex((other) => compare(hit, other) < 0)
    found.splice(at < 0 ? found.length : at, 0, hit)
    found.length = Math.min(found.length, mostHits)
  }
  return found
}

function* departmentHits({ places: { count, codes, texts } }: FormsCells, times: Uint32Array, lower: string): Iterable<Hit> {
  const at = placesIn(texts.department, lower)
  const sums = new Uint32Array(at.length)
  for (let place = 0; place < count; place += 1) sums[codes.department[place] as number] = (sums[codes.department[place] as number] as number) + (times[place] as number)
  for (let code = 0; code < at.length; code += 1) if ((at[code] as number) >= 0) yield { name: code, key: code, note: code, times: sums[code] as number, isStart: at[code] === 0 }
}

/** A project has the first of its names that hold the text, and the first department of those forms. */
function* projectHits({ places: { count, codes, texts } }: FormsCells, times: Uint32Array, lower: string): Iterable<Hit> {
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
  const textOf = (list: readonly (string | null)[], code: number) => list[code] ?? ''
  const departments = best(departmentHits(cells, times, lower), (a, b) => a - b).map(({ name, times: found }): SearchRow => ({ kind: 'department', name: textOf(texts.department, name), key: textOf(texts.department, name), note: '', times: found }))
  const projects = best(projectHits(cells, times, lower), cells.compareProjects()).map(({ name, key, note, times: found }): SearchRow => ({ kind: 'project', name: textOf(texts.project, name), key: textOf(texts.project_id, key), note: textOf(texts.department, note), times: found }))
  return [...departments, ...projects]
}
