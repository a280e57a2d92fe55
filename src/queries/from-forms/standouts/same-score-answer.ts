import { plainAmount } from '@/rollups/forms/cell-text.ts'
import { noScore } from '@/rollups/forms/forms-cells.ts'
import type { SameScoreRow } from '../../standouts/same-score.ts'
import type { StandoutScope } from '../../standouts/standout.ts'
import type { FormAnswer } from '../form-answer.ts'
import { lastYear } from './last-year.ts'

export const sameScoreAnswer: FormAnswer<StandoutScope, SameScoreRow> = (source, { selection, ruleSet }) => {
  const { score } = source.cells
  const last = lastYear(source, selection)
  if (!last) return []
  const counts = new Map<number, number>()
  let scored = 0
  for (const { from, to } of last.runs) {
    for (let row = from; row < to; row += 1) {
      const points = score[row] as number
      if (points === noScore) continue
      counts.set(points, (counts.get(points) ?? 0) + 1)
      scored += 1
    }
  }
  const shared = [...counts].filter(([, forms]) => forms >= ruleSet.flatScores.projects && 2 * forms >= scored)
  const [most] = shared.toSorted(([a, formsOfA], [b, formsOfB]) => formsOfB - formsOfA || b - a)
  return most ? [{ year: last.year, total_score: plainAmount(most[0]), form_count: most[1], scored_form_count: scored }] : []
}
