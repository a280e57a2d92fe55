import type { AdditionsChoice } from '../additions.ts'
import type { FormList } from './form-answer.ts'
import { amountColumn, budgetColumns, gather, nameColumns, takenFrom } from './listed-forms.ts'

const kinds = ['addition', 'added'] as const

/** Whether a form had no budget before, as a code into `kinds`. */
function kindCodes(initial: Float64Array): Uint8Array {
  const codes = new Uint8Array(initial.length)
  for (let at = 0; at < codes.length; at += 1) {
    const before = initial[at] as number
    codes[at] = Number.isNaN(before) || before === 0 ? 1 : 0
  }
  return codes
}

export const additionsAnswer: FormList<AdditionsChoice> = async ({ cells, scope, marks: marksBy }, { selection, minAmount }) => {
  const marks = marksBy(selection, minAmount)
  if (!marks) return null
  const order = cells.raises()
  const { places, rows } = takenFrom(order, scope(selection), { marks, mask: 0 })
  const budgets = budgetColumns(cells, rows)
  return {
    count: rows.length,
    columns: {
      ...nameColumns(cells, rows, ['project_id', 'project', 'department', 'unit', 'region']),
      kind: { kind: 'text', codes: kindCodes(budgets.initial_budget.cents), texts: kinds },
      ...budgets,
      addition: amountColumn(gather(new Float64Array(places.length), places, order.amount)),
      addition_rate: { kind: 'share', part: 'addition', whole: 'initial_budget' },
    },
  }
}
