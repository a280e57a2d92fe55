import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import type { ScopedYear } from '@/rollups/forms/form-scope.ts'
import type { Selection } from '@/domain/selection.ts'

/** The forms of a dataset, ready to be asked. */
export interface FormsSource {
  readonly cells: FormsCells
  readonly scope: (selection: Selection) => readonly ScopedYear[]
  /** What was said of a cut, by year and row; null where nothing was. */
  readonly reason: (year: number, row: number) => string | null
}

/** A question answered from the forms' cells, row for row as its SQL answers it; null for parameters that need SQL. */
export type FormAnswer<Params, Row> = (source: FormsSource, params: Params) => readonly Row[] | null

/** Whether the cells judged the reasons by these words. */
export function hasWords({ changeWords }: FormsCells, words: readonly string[]): boolean {
  const known = new Set(changeWords)
  return words.length > 0 && known.size === new Set(words).size && words.every((word) => known.has(word))
}
