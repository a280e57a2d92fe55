import { plainAmount } from '@/rollups/forms/cell-text.ts'
import { cutTests } from '@/rollups/forms/cut-tests.ts'
import { speech } from '@/rollups/forms/forms-sql.ts'
import type { CutsSummaryRow } from '../cuts-summary.ts'
import type { CutChoice } from '../parts/cut-condition.ts'
import { yearsRunning } from './largest-forms.ts'
import { hasWords, type FormAnswer } from './form-answer.ts'

export const cutsSummaryAnswer: FormAnswer<CutChoice, CutsSummaryRow> = ({ cells, scope }, choice) => {
  const tests = cutTests(choice.selection, choice.minAmount)
  if (!tests || !hasWords(cells, choice.changeWords)) return null
  const counts = { form: 0, cut: 0, masked: 0, running: 0, explained: 0, addition: 0, added: 0 }
  const amounts = { cut: 0, masked: 0, addition: 0, added: 0 }
  for (const { year, ranges } of scope(choice.selection)) {
    for (const { from, to } of ranges) {
      counts.form += to - from
      for (let row = from; row < to; row += 1) {
        const [initial, full] = [year.initial[row] ?? Number.NaN, year.full[row] ?? Number.NaN]
        if (initial > full) {
          if (!tests.isCut(initial, full)) continue
          counts.cut += 1
          amounts.cut += initial - full
          if (year.speech[row] === speech.spoken) counts.explained += 1
          if ((year.previous()[row] ?? -1) >= 0 && yearsRunning(cells, { year, row }, tests) >= 2) counts.running += 1
          if (!tests.isMasked(initial, full, year.executed[row] ?? Number.NaN)) continue
          counts.masked += 1
          amounts.masked += initial - full
        } else if (full > initial && initial > 0) {
          counts.addition += 1
          amounts.addition += full - initial
        } else if (full > 0 && (initial === 0 || Number.isNaN(initial))) {
          counts.added += 1
          amounts.added += full
        }
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
