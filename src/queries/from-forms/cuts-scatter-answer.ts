import { mark, type FormMarks } from '@/rollups/forms/form-marks.ts'
import type { Run } from '@/rollups/forms/form-scope.ts'
import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import type { CutsScatterChoice } from '../cuts-scatter.ts'
import type { FormList } from './form-answer.ts'
import { budgetColumns, cutColumns, markColumn, nameColumns } from './listed-forms.ts'
import { partsOf } from './kept-years.ts'
import { inOrder, topForms } from './top-forms.ts'

/** The forms with both budgets of runs, the largest initial budgets first: those past the thresholds and the others. */
function points(cells: FormsCells, { of }: FormMarks, runs: readonly Run[], limit: number): { readonly past: readonly number[]; readonly others: readonly number[] } {
  const { initial, full } = cells
  const [past, others] = [topForms(cells, initial, limit), topForms(cells, initial, limit)]
  const isPast = (row: number) => ((of[row] as number) & mark.cut) !== 0
  const isPoint = (row: number) => (initial[row] as number) > 0 && (full[row] as number) >= 0
  for (const { from, to } of runs) {
    for (let row = from; row < to; row += 1) {
      if (!isPoint(row)) continue
      if (isPast(row)) past.count(row)
      else others.count(row)
    }
  }
  for (const { from, to } of runs) {
    for (let row = from; row < to; row += 1) {
      if (!isPoint(row)) continue
      if (isPast(row)) past.offer(row)
      else others.offer(row)
    }
  }
  return { past: past.take(), others: others.take() }
}

/** The first of lists that are in order each. */
function firstOf(cells: FormsCells, lists: readonly (readonly number[])[], most: number): readonly number[] {
  const [only, ...more] = lists
  return more.length === 0 ? (only ?? []).slice(0, most) : inOrder(cells, cells.initial, lists.flat()).slice(0, most)
}

export const cutsScatterAnswer: FormList<CutsScatterChoice> = async ({ cells, scope, marks: marksBy }, choice) => {
  const marks = marksBy(choice.selection, choice.minAmount)
  if (!marks) return null
  const parts = partsOf(marks, `points ${choice.limit}`, cells, scope(choice.selection).runs, (runs) => points(cells, marks, runs, choice.limit))
  const past = firstOf(cells, parts.map((part) => part.past), choice.limit)
  const others = firstOf(cells, parts.map((part) => part.others), choice.limit - past.length)
  const rows = Uint32Array.of(...past, ...others)
  return {
    count: rows.length,
    columns: {
      ...nameColumns(cells, rows, ['project_id', 'project', 'department']),
      ...budgetColumns(cells, rows),
      ...cutColumns,
      past_thresholds: markColumn(marks, rows, mark.cut),
      masked_cut: markColumn(marks, rows, mark.masked),
    },
  }
}
