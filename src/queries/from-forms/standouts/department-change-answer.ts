import { plainAmount, quotientOf } from '@/rollups/forms/cell-text.ts'
import { leastChange, leastShare, type DepartmentChangeRow } from '../../standouts/department-change.ts'
import type { StandoutScope } from '../../standouts/standout.ts'
import type { FormAnswer } from '../form-answer.ts'
import { departmentSums, furthest } from './department-sums.ts'
import { lastYear } from './last-year.ts'

const changeOf = (amount: number, base: number) => quotientOf(amount - base, base)

/** The year before counts also where the selection begins after it. */
export const departmentChangeAnswer: FormAnswer<StandoutScope, DepartmentChangeRow> = (source, { selection }) => {
  const { cells, scope } = source
  const last = lastYear(source, selection)
  if (!last) return []
  const before = scope({ ...selection, from: last.year - 1, to: last.year - 1 }).runs
  const [now, then] = [departmentSums(cells, last.runs, cells.executed), departmentSums(cells, before, cells.executed)]
  const found = furthest(now, then, { leastShare, distanceOf: (amount, base) => Math.abs(changeOf(amount, base)), isFar: (change) => change >= leastChange })
  if (found === null) return []
  const [amount, base] = [now[found] as number, then[found] as number]
  return [{ department: cells.places.texts.department[found] ?? '', last_year: last.year - 1, this_year: last.year, last_executed: plainAmount(base), this_executed: plainAmount(amount), change_rate: changeOf(amount, base) }]
}
