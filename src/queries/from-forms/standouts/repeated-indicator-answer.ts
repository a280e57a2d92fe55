import type { RepeatedIndicatorRow } from '../../standouts/repeated-indicator.ts'
import type { StandoutScope } from '../../standouts/standout.ts'
import type { FormAnswer } from '../form-answer.ts'
import { lastYear } from './last-year.ts'

/** A form is all that its project has in a year. */
export const repeatedIndicatorAnswer: FormAnswer<StandoutScope, RepeatedIndicatorRow> = async (source, { selection, ruleSet }) => {
  const least = ruleSet.repeatedIndicator.projects
  // Texts that stand on one form alone are not kept.
  if (least < 2) return null
  const { yearStarts, places, place } = source.cells
  const last = lastYear(source, selection)
  if (!last) return []
  const { texts, codes, starts } = await source.indicators(last.year)
  const first = yearStarts[last.code] as number
  const counts = new Uint32Array(texts.length)
  for (const { from, to } of last.runs) {
    const end = starts[to - first] as number
    for (let at = starts[from - first] as number; at < end; at += 1) counts[codes[at] as number] = (counts[codes[at] as number] as number) + 1
  }
  // Codes are in the order of their texts.
  const projects = counts.reduce((most, count) => Math.max(most, count), 0)
  if (projects < least) return []
  const found = counts.indexOf(projects)
  const departments = new Set<number>()
  for (const { from, to } of last.runs) {
    for (let row = from; row < to; row += 1) {
      const end = starts[row - first + 1] as number
      for (let at = starts[row - first] as number; at < end; at += 1) if (codes[at] === found) departments.add(places.codes.department[place[row] as number] as number)
    }
  }
  return [{ level3: texts[found] ?? '', year: last.year, project_count: projects, department_count: departments.size }]
}
