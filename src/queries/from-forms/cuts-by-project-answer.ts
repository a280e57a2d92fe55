import { cutTests } from '@/rollups/forms/cut-tests.ts'
import { speech } from '@/rollups/forms/forms-sql.ts'
import { yearsRunning } from '@/rollups/forms/years-running.ts'
import { textColumn } from '@/rollups/row-columns.ts'
import type { CutsChoice } from '../cuts-by-project.ts'
import { hasWords, type FormList } from './form-answer.ts'
import { amountColumn, amountsOf, flagColumn, nameColumns, rowsAt, shareColumn, takenFrom } from './listed-forms.ts'

const absent = 2
const given: readonly number[] = [speech.none, speech.silent, speech.spoken].map((said) => (said === speech.none ? absent : Number(said === speech.spoken)))

export const cutsByProjectAnswer: FormList<CutsChoice> = async ({ cells, scope, reasons }, choice) => {
  const tests = cutTests(choice.selection, choice.minAmount)
  if (!tests || !hasWords(cells, choice.changeWords)) return null
  const order = cells.cuts()
  const rows = rowsAt(
    order,
    takenFrom(cells, order, scope(choice.selection), tests.minCents, (before, after, executed, row) => {
      if (!tests.isCut(before, after) || (choice.maskedOnly && !tests.isMasked(before, after, executed))) return false
      return choice.minYearsRunning <= 1 || yearsRunning(cells, row, tests) >= choice.minYearsRunning
    }),
  )
  const amounts = amountsOf(cells, rows)
  const cut = amounts.initial.map((before, at) => before - (amounts.full[at] as number))
  const { code, texts } = await reasons()
  return {
    count: rows.length,
    columns: {
      ...nameColumns(cells, rows, ['project_id', 'project', 'department', 'unit', 'region']),
      initial_budget: amountColumn(amounts.initial),
      full_year_budget: amountColumn(amounts.full),
      executed: amountColumn(amounts.executed),
      cut: amountColumn(cut),
      cut_rate: shareColumn((at) => cut[at] as number, amounts.initial),
      execution_rate: shareColumn((at) => amounts.executed[at] as number, amounts.full),
      execution_of_initial: shareColumn((at) => amounts.executed[at] as number, amounts.initial),
      masked_cut: flagColumn(rows.length, (at) => tests.isMasked(amounts.initial[at] as number, amounts.full[at] as number, amounts.executed[at] as number)),
      years_running: { kind: 'number', values: Uint8Array.from(rows, (each) => yearsRunning(cells, each, tests)) },
      reason_given: flagColumn(rows.length, (at) => given[cells.speech[rows[at] as number] as number] ?? absent),
      reason: textColumn(rows.map((each) => code[each] as number), texts),
    },
  }
}
