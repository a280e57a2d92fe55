import type { AdditionsChoice } from '../additions.ts'
import type { FormList } from './form-answer.ts'
import { amountColumn, budgetColumns, gather, nameColumns, rowsAt, takenFrom } from './listed-forms.ts'

const kinds = ['addition', 'added'] as const

export const additionsAnswer: FormList<AdditionsChoice> = async ({ cells, scope, marks: marksBy }, { selection, minAmount }) => {
  const marks = marksBy(selection, minAmount)
  if (!marks) return null
  const order = cells.raises()
  const taken = takenFrom(order, scope(selection), { marks, mask: 0 })
  const rows = rowsAt(order, taken)
  const initial = gather(new Float64Array(rows.length), rows, cells.initial)
  const isAdded = (before: number) => Number.isNaN(before) || before === 0
  return {
    count: rows.length,
    columns: {
      ...nameColumns(cells, rows, ['project_id', 'project', 'department', 'unit', 'region']),
      kind: { kind: 'text', codes: Uint8Array.from(initial, (before) => Number(isAdded(before))), texts: kinds },
      ...budgetColumns(cells, rows),
      addition: amountColumn(gather(new Float64Array(taken.length), taken, order.amount)),
      addition_rate: { kind: 'share', part: 'addition', whole: 'initial_budget' },
    },
  }
}
