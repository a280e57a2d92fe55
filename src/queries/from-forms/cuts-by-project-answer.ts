import { plainAmount } from '@/rollups/forms/cell-text.ts'
import { cutTests } from '@/rollups/forms/cut-tests.ts'
import { speech } from '@/rollups/forms/forms-sql.ts'
import type { CutRow, CutsChoice } from '../cuts-by-project.ts'
import { byCut, largestForms, yearsRunning } from './largest-forms.ts'
import { hasWords, type FormAnswer } from './form-answer.ts'
import { formAmounts, formNames, formRates } from './form-texts.ts'

const given = { [speech.none]: null, [speech.silent]: false, [speech.spoken]: true } as const

export const cutsByProjectAnswer: FormAnswer<CutsChoice, CutRow> = ({ cells, scope, reason }, choice) => {
  const tests = cutTests(choice.selection, choice.minAmount)
  if (!tests || !hasWords(cells, choice.changeWords)) return null
  const { isCut, isMasked } = tests
  const found = largestForms(
    cells,
    scope(choice.selection),
    byCut,
    (year, row) => {
      const { initial, full, executed } = formAmounts({ year, row })
      if (!isCut(initial, full) || (choice.maskedOnly && !isMasked(initial, full, executed))) return false
      return choice.minYearsRunning <= 1 || yearsRunning(cells, { year, row }, tests) >= choice.minYearsRunning
    },
  )
  return found.map((at) => {
    const amounts = formAmounts(at)
    const { initial, full, executed } = amounts
    const rates = formRates(amounts)
    return {
      ...formNames(cells, at),
      initial_budget: plainAmount(initial),
      full_year_budget: plainAmount(full),
      cut: plainAmount(initial - full),
      ...rates,
      cut_rate: rates.cut_rate ?? Number.NaN,
      masked_cut: isMasked(initial, full, executed),
      years_running: yearsRunning(cells, at, tests),
      reason_given: given[(at.year.speech[at.row] ?? 0) as keyof typeof given],
      reason: reason(at.year.year, at.row),
    }
  })
}
