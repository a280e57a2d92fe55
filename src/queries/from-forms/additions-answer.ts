import { cutTests } from '@/rollups/forms/cut-tests.ts'
import type { AdditionsChoice } from '../additions.ts'
import type { FormList } from './form-answer.ts'
import { amountColumn, amountsOf, nameColumns, rowsAt, shareColumn, takenFrom } from './listed-forms.ts'

const kinds = ['addition', 'added'] as const

export const additionsAnswer: FormList<AdditionsChoice> = async ({ cells, scope }, { selection, minAmount }) => {
  const tests = cutTests(selection, minAmount)
  if (!tests) return null
  const order = cells.raises()
  const taken = takenFrom(cells, order, scope(selection), tests.minCents, () => true)
  const rows = rowsAt(order, taken)
  const { initial, full, executed } = amountsOf(cells, rows)
  const isAdded = (before: number) => Number.isNaN(before) || before === 0
  return {
    count: rows.length,
    columns: {
      ...nameColumns(cells, rows, ['project_id', 'project', 'department', 'unit', 'region']),
      kind: { kind: 'text', codes: Uint32Array.from(initial, (before) => Number(isAdded(before))), texts: kinds },
      initial_budget: amountColumn(initial),
      full_year_budget: amountColumn(full),
      executed: amountColumn(executed),
      addition: amountColumn(Float64Array.from(taken, (at) => order.amount[at] as number)),
      addition_rate: shareColumn((at) => (full[at] as number) - (initial[at] as number), initial),
    },
  }
}
