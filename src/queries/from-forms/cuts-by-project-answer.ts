import { mark } from '@/rollups/forms/form-marks.ts'
import { speech } from '@/rollups/forms/forms-sql.ts'
import { yearsRunning } from '@/rollups/forms/years-running.ts'
import type { CutsChoice } from '../cuts-by-project.ts'
import { hasWords, type FormList } from './form-answer.ts'
import { budgetColumns, cutColumns, gather, gathered, markColumn, nameColumns, takenFrom } from './listed-forms.ts'

const absent = 2
const given: readonly number[] = [speech.none, speech.silent, speech.spoken].map((said) => (said === speech.none ? absent : Number(said === speech.spoken)))

export const cutsByProjectAnswer: FormList<CutsChoice> = async ({ cells, scope, marks: marksBy, reasons }, choice) => {
  const marks = marksBy(choice.selection, choice.minAmount)
  if (!marks || !hasWords(cells, choice.changeWords)) return null
  const previous = cells.previous()
  const order = cells.cuts()
  const { code, texts } = await reasons()
  const cuts = takenFrom(order, scope(choice.selection), { marks, mask: choice.maskedOnly ? mark.cut | mark.masked : mark.cut }).rows
  const rows = choice.minYearsRunning <= 1 ? cuts : cuts.filter((row) => yearsRunning(previous, marks, row) >= choice.minYearsRunning)
  return {
    count: rows.length,
    columns: {
      ...nameColumns(cells, rows, ['project_id', 'project', 'department', 'unit', 'region']),
      ...budgetColumns(cells, rows),
      ...cutColumns,
      masked_cut: markColumn(marks, rows, mark.masked),
      years_running: { kind: 'number', values: gathered(new Uint8Array(rows.length), rows, (row) => yearsRunning(previous, marks, row)) },
      reason_given: { kind: 'flag', flags: gathered(new Uint8Array(rows.length), rows, (row) => given[cells.speech[row] as number] as number) },
      reason: { kind: 'text', codes: gather(new Uint32Array(rows.length), rows, code), texts },
    },
  }
}
