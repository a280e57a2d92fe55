import type { Selection } from '@/domain/selection.ts'
import type { Reasons } from '@/rollups/forms/form-reasons.ts'
import type { createFormMarks } from '@/rollups/forms/form-marks.ts'
import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import type { FormScope } from '@/rollups/forms/form-scope.ts'
import type { IndicatorKinds } from '@/rollups/forms/indicator-kinds.ts'
import type { YearIndicators } from '@/rollups/forms/year-indicators.ts'
import type { RowColumns } from '@/rollups/row-columns.ts'

/** The forms of a dataset, ready to be asked. */
export interface FormsSource {
  readonly cells: FormsCells
  readonly scope: (selection: Selection) => FormScope
  readonly marks: ReturnType<typeof createFormMarks>
  readonly reasons: () => Promise<Reasons>
  readonly kinds: () => Promise<IndicatorKinds>
  readonly indicators: (years: readonly number[]) => Promise<readonly YearIndicators[]>
}

/** A question answered from the forms' cells, row for row as its SQL answers it; null for parameters that need SQL. */
export type FormAnswer<Params, Row> = (source: FormsSource, params: Params) => readonly Row[] | null | Promise<readonly Row[] | null>

/** The same of what can be long: its columns, named as the rows' fields. */
export type FormList<Params> = (source: FormsSource, params: Params) => Promise<RowColumns | null>

/** Whether the cells judged the reasons by these words. */
export function hasWords({ changeWords }: FormsCells, words: readonly string[]): boolean {
  const known = new Set(changeWords)
  return words.length > 0 && known.size === new Set(words).size && words.every((word) => known.has(word))
}
