import type { RepeatedIndicatorRow } from '../../standouts/repeated-indicator.ts'
import type { StandoutScope } from '../../standouts/standout.ts'
import type { FormAnswer } from '../form-answer.ts'
import { lastYear } from './last-year.ts'

/** A form is all that its project has in a year. */
export const repeatedIndicatorAnswer: FormAnswer<StandoutScope, RepeatedIndicatorRow> = async (source, { selection, ruleSet }) => {
  const { yearStarts, places, place } = source.cells
  const last = lastYear(source, selection)
  if (!last) return []
  const { level3 } = await source.kinds()
  const [indicators] = await source.indicators([last.year])
  if (!indicators) return null
  const { text, starts } = indicators
  const first = yearStarts[last.code] as number
  /** Each text of each form once: those of a form lie by their numbers. */
  const visit = (see: (code: number, row: number) => void) => {
    for (const { from, to } of last.runs) {
      for (let row = from; row < to; row += 1) {
        const [start, end] = [starts[row - first] as number, starts[row - first + 1] as number]
        for (let at = start; at < end; at += 1) if (at === start || text[at] !== text[at - 1]) see(text[at] as number, row)
      }
    }
  }
  const counts = new Uint32Array(level3.length)
  visit((code) => (counts[code] = (counts[code] as number) + 1))
  // Numbers are in the order of their texts.
  const projects = counts.reduce((most, count) => Math.max(most, count), 0)
  if (projects === 0 || projects < ruleSet.repeatedIndicator.projects) return []
  const found = counts.indexOf(projects)
  const departments = new Set<number>()
  visit((code, row) => code === found && departments.add(places.codes.department[place[row] as number] as number))
  return [{ level3: level3[found] ?? '', year: last.year, project_count: projects, department_count: departments.size }]
}
