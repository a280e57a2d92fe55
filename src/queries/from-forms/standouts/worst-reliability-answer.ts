import { plainAmount, quotientOf } from '@/rollups/forms/cell-text.ts'
import type { StandoutScope } from '../../standouts/standout.ts'
import { leastDistance, leastShare, type WorstReliabilityRow } from '../../standouts/worst-reliability.ts'
import type { FormAnswer } from '../form-answer.ts'
import { departmentSums, furthest } from './department-sums.ts'
import { lastYear } from './last-year.ts'

export const worstReliabilityAnswer: FormAnswer<StandoutScope, WorstReliabilityRow> = (source, { selection }) => {
  const { cells } = source
  const last = lastYear(source, selection)
  if (!last) return []
  const [initial, executed] = [departmentSums(cells, last.runs, cells.initial), departmentSums(cells, last.runs, cells.executed)]
  const found = furthest(executed, initial, { leastShare, distanceOf: (amount, base) => Math.abs(quotientOf(amount, base) - 1), isFar: (distance) => distance > leastDistance })
  if (found === null) return []
  const [amount, base] = [executed[found] as number, initial[found] as number]
  return [{ department: cells.places.texts.department[found] ?? '', year: last.year, initial_budget: plainAmount(base), executed: plainAmount(amount), outturn: quotientOf(amount, base) }]
}
