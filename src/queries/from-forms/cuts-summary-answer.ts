import { plainAmount } from '@/rollups/forms/cell-text.ts'
import { mark, type FormMarks } from '@/rollups/forms/form-marks.ts'
import type { Run } from '@/rollups/forms/form-scope.ts'
import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import { speech } from '@/rollups/forms/forms-sql.ts'
import type { CutsSummaryRow } from '../cuts-summary.ts'
import type { CutChoice } from '../parts/cut-condition.ts'
import { hasWords, type FormAnswer } from './form-answer.ts'
import { addedParts, partsOf } from './kept-years.ts'

const figures = ['forms', 'cuts', 'cut', 'masked', 'maskedCut', 'running', 'explained', 'additions', 'addition', 'added', 'addedBudget'] as const

/** The figures of runs of forms, amounts in cents, in their order. */
function summed({ initial, full, speech: said, previous }: FormsCells, { of }: FormMarks, runs: readonly Run[]): Float64Array {
  const before = previous()
  let [forms, cuts, cut, masked, maskedCut, running, explained, additions, addition, added, addedBudget] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (const { from, to } of runs) {
    forms += to - from
    for (let row = from; row < to; row += 1) {
      const found = of[row] as number
      if (found === 0) continue
      const change = (initial[row] as number) - (full[row] as number)
      if ((found & mark.cut) !== 0) {
        cuts += 1
        cut += change
        if (said[row] === speech.spoken) explained += 1
        const earlier = before[row] as number
        if (earlier >= 0 && ((of[earlier] as number) & mark.cut) !== 0) running += 1
        if ((found & mark.masked) === 0) continue
        masked += 1
        maskedCut += change
      } else if (found === mark.addition) {
        additions += 1
        addition -= change
      } else if (found === mark.added) {
        added += 1
        addedBudget += full[row] as number
      }
    }
  }
  return Float64Array.of(forms, cuts, cut, masked, maskedCut, running, explained, additions, addition, added, addedBudget)
}

export const cutsSummaryAnswer: FormAnswer<CutChoice, CutsSummaryRow> = ({ cells, scope, marks: marksBy }, choice) => {
  const marks = marksBy(choice.selection, choice.minAmount)
  if (!marks || !hasWords(cells, choice.changeWords)) return null
  const sums = addedParts(partsOf(marks, 'summary', cells, scope(choice.selection).runs, (runs) => summed(cells, marks, runs)), figures.length)
  const of = (figure: (typeof figures)[number]) => sums[figures.indexOf(figure)] ?? 0
  return [
    {
      form_count: of('forms'),
      cut_count: of('cuts'),
      cut: plainAmount(of('cut')),
      masked_count: of('masked'),
      masked_cut: plainAmount(of('maskedCut')),
      running_count: of('running'),
      explained_count: of('explained'),
      addition_count: of('additions'),
      addition: plainAmount(of('addition')),
      added_count: of('added'),
      added: plainAmount(of('addedBudget')),
    },
  ]
}
