import type { AdditionsChoice } from '../additions.ts'
import type { FormList } from './form-answer.ts'
import { amountColumn, budgetColumns, gather, gathered, nameColumns, takenFrom } from './listed-forms.ts'

const kinds = ['addition', 'added'] as const

export const additionsAnswer: FormList<AdditionsChoice> = async ({ cells, scope, marks: marksBy }, { selection, minAmount }) => {
  const marks = marksBy(selection, minAmount)
  if (!marks) return null
  const order = cells.raises()
  const { places, rows } = takenFrom(order, scope(selection), { marks, mask: 0 })
  const isAdded = (before: number) => Number.isNaN(before) || before === 0
  return {
    count: rows.length,
    columns: {
      ...nameColumns(cells, rows, ['project_id', 'project', 'department', 'unit', 'region']),
      kind: { kind: 'text', codes: gathered(new Uint8Array(rows.length), rows, (row) => Number(isAdded(cells.initial[row] as number))), texts: kinds },
      ...budgetColumns(cells, rows),
      addition: amountColumn(gather(new Float64Array(places.length), places, order.amount)),
      addition_rate: { kind: 'share', part: 'addition', whole: 'initial_budget' },
    },
  }
}
