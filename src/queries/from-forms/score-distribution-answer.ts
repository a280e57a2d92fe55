import type { Selection } from '@/domain/selection.ts'
import { noScore } from '@/rollups/forms/forms-cells.ts'
import type { ScoreDistributionRow } from '../score-distribution.ts'
import type { FormAnswer } from './form-answer.ts'

export const scoreDistributionAnswer: FormAnswer<Selection, ScoreDistributionRow> = ({ scope }, selection) => {
  const forms = new Map<number, number>()
  for (const { year, ranges } of scope(selection)) {
    for (const { from, to } of ranges) {
      for (let row = from; row < to; row += 1) {
        const hundredths = year.score[row] ?? noScore
        if (hundredths === noScore) continue
        const point = Math.floor(hundredths / 100)
        forms.set(point, (forms.get(point) ?? 0) + 1)
      }
    }
  }
  return [...forms].toSorted(([a], [b]) => a - b).map(([score_point, form_count]) => ({ score_point, form_count }))
}
