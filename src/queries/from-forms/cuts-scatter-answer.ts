import { plainAmount } from '@/rollups/forms/cell-text.ts'
import { cutTests } from '@/rollups/forms/cut-tests.ts'
import type { CutsScatterChoice, CutsScatterRow } from '../cuts-scatter.ts'
import type { FormAnswer } from './form-answer.ts'
import { formAmounts, formNames, formRates } from './form-texts.ts'
import { keepTop } from './top-forms.ts'

export const cutsScatterAnswer: FormAnswer<CutsScatterChoice, CutsScatterRow> = ({ cells, scope }, choice) => {
  const tests = cutTests(choice.selection, choice.minAmount)
  if (!tests) return null
  const [past, others] = [keepTop(cells, choice.limit), keepTop(cells, choice.limit)]
  for (const { year, ranges } of scope(choice.selection)) {
    const { initial, full } = year
    for (const { from, to } of ranges) {
      for (let row = from; row < to; row += 1) {
        const [before, after] = [initial[row] ?? Number.NaN, full[row] ?? Number.NaN]
        if (before > 0 && after >= 0) (tests.isCut(before, after) ? past : others).add(year, row, before)
      }
    }
  }
  const found = past.take()
  const all = [...found.map((at) => ({ at, isPast: true })), ...others.take().map((at) => ({ at, isPast: false }))]
  return all.slice(0, choice.limit).map(({ at, isPast }) => {
    const amounts = formAmounts(at)
    const { initial, full, executed } = amounts
    const { form_id, project_id, project, department, year } = formNames(cells, at)
    const rates = formRates(amounts)
    return { form_id, project_id, project, department, year, initial_budget: plainAmount(initial), full_year_budget: plainAmount(full), cut: plainAmount(initial - full), ...rates, cut_rate: rates.cut_rate ?? Number.NaN, past_thresholds: isPast, masked_cut: tests.isMasked(initial, full, executed) }
  })
}
