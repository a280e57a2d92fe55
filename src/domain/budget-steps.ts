import { addDecimals, parseDecimal, toPlainText, toScale } from './decimal.ts'

/** Exact yuan of one form; absent is null. */
export interface BudgetAmounts {
  readonly initial_budget: string | null
  readonly full_year_budget: string | null
  readonly executed: string | null
}

export type BudgetStepName = 'initial' | 'cut' | 'addition' | 'full' | 'unspent' | 'overspent' | 'executed'

/** A bar of the waterfall: what stands there, or what a step adds. Null where it can't be told. */
export interface BudgetStep {
  readonly step: BudgetStepName
  readonly amount: string | null
}

function difference(left: string | null, right: string | null): string | null {
  const [whole, taken] = [parseDecimal(left ?? ''), parseDecimal(right ?? '')]
  return whole && taken ? toPlainText(toScale(addDecimals(whole, { ...taken, digits: -taken.digits }), 2)) : null
}

/** Initial, cut or addition, full-year, unspent or overspent, executed: the steps add up to the cent. */
export function budgetSteps({ initial_budget, full_year_budget, executed }: BudgetAmounts): readonly BudgetStep[] {
  const [change, rest] = [difference(full_year_budget, initial_budget), difference(executed, full_year_budget)]
  return [
    { step: 'initial', amount: initial_budget },
    { step: Number(change ?? 0) > 0 ? 'addition' : 'cut', amount: change },
    { step: 'full', amount: full_year_budget },
    { step: Number(rest ?? 0) > 0 ? 'overspent' : 'unspent', amount: rest },
    { step: 'executed', amount: executed },
  ]
}
