import { amountText, plainAmount, shareOf } from '@/rollups/forms/cell-text.ts'
import { cutTests } from '@/rollups/forms/cut-tests.ts'
import { raiseAt } from '@/rollups/forms/forms-cells.ts'
import type { AdditionRow, AdditionsChoice } from '../additions.ts'
import type { FormAnswer } from './form-answer.ts'
import { formAmounts, formNames } from './form-texts.ts'
import { byRaise, largestForms } from './largest-forms.ts'

export const additionsAnswer: FormAnswer<AdditionsChoice, AdditionRow> = ({ cells, scope }, { selection, minAmount }) => {
  const least = cutTests(selection, minAmount)?.minCents
  if (least === undefined) return null
  return largestForms(cells, scope(selection), byRaise, (year, row) => raiseAt(year, row) >= least).map((at) => {
    const { initial, full, executed } = formAmounts(at)
    return {
      ...formNames(cells, at),
      kind: Number.isNaN(initial) || initial === 0 ? 'added' : 'addition',
      initial_budget: amountText(initial),
      full_year_budget: plainAmount(full),
      executed: amountText(executed),
      addition: plainAmount(raiseAt(at.year, at.row)),
      addition_rate: shareOf(full - initial, initial),
    }
  })
}
