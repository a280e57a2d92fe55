import { cutTests } from '@/rollups/forms/cut-tests.ts'
import type { CutsScatterChoice } from '../cuts-scatter.ts'
import type { FormList } from './form-answer.ts'
import { amountColumn, amountsOf, flagColumn, nameColumns, shareColumn } from './listed-forms.ts'
import { keepTop } from './top-forms.ts'

export const cutsScatterAnswer: FormList<CutsScatterChoice> = async ({ cells, scope }, choice) => {
  const tests = cutTests(choice.selection, choice.minAmount)
  if (!tests) return null
  const { initial: before, full: after } = cells
  const [past, others] = [keepTop(cells, before, choice.limit), keepTop(cells, before, choice.limit)]
  for (const { from, to } of scope(choice.selection).runs) {
    for (let row = from; row < to; row += 1) {
      if (!((before[row] as number) > 0 && (after[row] as number) >= 0)) continue
      if (tests.isCut(before[row] as number, after[row] as number)) past.add(row)
      else others.add(row)
    }
  }
  const found = past.take()
  const rows = Uint32Array.from([...found, ...others.take()].slice(0, choice.limit))
  const { initial, full, executed } = amountsOf(cells, rows)
  const cut = initial.map((amount, at) => amount - (full[at] as number))
  return {
    count: rows.length,
    columns: {
      ...nameColumns(cells, rows, ['project_id', 'project', 'department']),
      initial_budget: amountColumn(initial),
      full_year_budget: amountColumn(full),
      executed: amountColumn(executed),
      cut: amountColumn(cut),
      cut_rate: shareColumn((at) => cut[at] as number, initial),
      execution_rate: shareColumn((at) => executed[at] as number, full),
      execution_of_initial: shareColumn((at) => executed[at] as number, initial),
      past_thresholds: flagColumn(rows.length, (at) => at < found.length),
      masked_cut: flagColumn(rows.length, (at) => tests.isMasked(initial[at] as number, full[at] as number, executed[at] as number)),
    },
  }
}
