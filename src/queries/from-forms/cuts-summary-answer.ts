import { plainAmount } from '@/rollups/forms/cell-text.ts'
import { cutTests } from '@/rollups/forms/cut-tests.ts'
import { speech } from '@/rollups/forms/forms-sql.ts'
import type { CutsSummaryRow } from '../cuts-summary.ts'
import type { CutChoice } from '../parts/cut-condition.ts'
import { hasWords, type FormAnswer } from './form-answer.ts'

export const cutsSummaryAnswer: FormAnswer<CutChoice, CutsSummaryRow> = ({ cells, scope }, choice) => {
  const tests = cutTests(choice.selection, choice.minAmount)
  if (!tests || !hasWords(cells, choice.changeWords)) return null
  const counts = { form: 0, cut: 0, masked: 0, running: 0, explained: 0, addition: 0, added: 0 }
  const amounts = { cut: 0, masked: 0, addition: 0, added: 0 }
  const { initial, full, executed, speech: said, previous } = cells
  const before = previous()
  for (const { from, to } of scope(choice.selection).runs) {
    counts.form += to - from
    for (let row = from; row < to; row += 1) {
      const [first, last] = [initial[row] as number, full[row] as number]
      if (first > last) {
        if (!tests.isCut(first, last)) continue
        counts.cut += 1
        amounts.cut += first - last
        if (said[row] === speech.spoken) counts.explained += 1
        const earlier = before[row] as number
        if (earlier >= 0 && tests.isCut(initial[earlier] as number, full[earlier] as number)) counts.running += 1
        if (!tests.isMasked(first, last, executed[row] as number)) continue
        counts.masked += 1
        amounts.masked += first - last
      } else if (last > first && first > 0) {
        counts.addition += 1
        amounts.addition += last - first
      } else if (last > 0 && (first === 0 || Number.isNaN(first))) {
        counts.added += 1
        amounts.added += last
      }
    }
  }
  return [
    {
      form_count: counts.form,
      cut_count: counts.cut,
      cut: plainAmount(amounts.cut),
      masked_count: counts.masked,
      masked_cut: plainAmount(amounts.masked),
      running_count: counts.running,
      explained_count: counts.explained,
      addition_count: counts.addition,
      addition: plainAmount(amounts.addition),
      added_count: counts.added,
      added: plainAmount(amounts.added),
    },
  ]
}
