import { useColumns } from '@/composables/use-columns.ts'
import type { MoneyScale } from '@/composables/use-format.ts'

/** The columns that all tables of budgets share, in the order of the look: initial, full-year, executed, cut, both rates. */
export function useBudgetColumns() {
  const { money, share } = useColumns()
  return (scale: MoneyScale, minCut: number) => {
    const isBig = (row: { readonly cut_rate: number | null }) => row.cut_rate !== null && row.cut_rate >= minCut
    return [
      money('initial_budget', scale),
      money('full_year_budget', scale),
      money('executed', scale),
      money('cut', scale),
      share('cut_rate', { warn: isBig }),
      share('execution_rate'),
      share('execution_of_initial', { warn: (row) => row.execution_of_initial !== null && row.execution_of_initial <= 1 - minCut }),
    ] as const
  }
}
