import { amountText, shareOf } from '@/rollups/forms/cell-text.ts'
import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import type { FormPlace } from './largest-forms.ts'

/** Whose form it is, as answers say it. */
export function formNames({ places }: FormsCells, { year, row }: FormPlace) {
  const place = year.place[row] ?? 0
  const text = (name: keyof typeof places.codes) => places.texts[name][places.codes[name][place] ?? 0] ?? null
  const id = text('project_id') ?? ''
  return { form_id: `${id}-${year.year}`, project_id: id, project: text('project') ?? '', department: text('department') ?? '', unit: text('unit'), region: text('region'), year: year.year }
}

/** A form's budgets in cents, NaN where absent. */
export function formAmounts({ year, row }: FormPlace) {
  return { initial: year.initial[row] ?? Number.NaN, full: year.full[row] ?? Number.NaN, executed: year.executed[row] ?? Number.NaN }
}

/** A form's rates, as answers say them. */
export function formRates({ initial, full, executed }: ReturnType<typeof formAmounts>) {
  return { executed: amountText(executed), cut_rate: shareOf(initial - full, initial), execution_rate: shareOf(executed, full), execution_of_initial: shareOf(executed, initial) }
}
