import { plainAmount } from '@/rollups/forms/cell-text.ts'
import { noScore } from '@/rollups/forms/forms-cells.ts'
import type { SatisfactionDeductedRow } from '../../standouts/satisfaction-deducted.ts'
import type { StandoutScope } from '../../standouts/standout.ts'
import type { FormAnswer } from '../form-answer.ts'
import { lastYear } from './last-year.ts'

export const satisfactionDeductedAnswer: FormAnswer<StandoutScope, SatisfactionDeductedRow> = (source, { selection }) => {
  const { satisfaction } = source.cells
  const last = lastYear(source, selection)
  if (!last) return []
  let [forms, deducted, points] = [0, 0, 0]
  for (const { from, to } of last.runs) {
    for (let row = from; row < to; row += 1) {
      const taken = satisfaction[row] as number
      if (taken === noScore) continue
      forms += 1
      if (taken > 0) deducted += 1
      points += taken
    }
  }
  return deducted > 0 ? [{ year: last.year, form_count: forms, deducted_form_count: deducted, points: plainAmount(points) }] : []
}
