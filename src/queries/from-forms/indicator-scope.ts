import type { Selection } from '@/domain/selection.ts'
import type { IndicatorScope } from '@/rollups/forms/indicators-open-cells.ts'
import { codesHolding, type FormScope } from '@/rollups/forms/form-scope.ts'
import type { FormsSource } from './form-answer.ts'

/** The years that a selection's indicators are of, the code of the first, and which of theirs it asks about. */
export interface ScopedIndicators {
  readonly years: readonly number[]
  readonly first: number
  readonly scope: IndicatorScope
}

/**
 * As `indicatorFilter` has it, a text is looked for in the indicator as in its form; where one indicator is asked for by its
 * whole text, in its form alone.
 */
export async function indicatorScope({ cells, scope, kinds }: FormsSource, selection: Selection, level3: string | null | undefined): Promise<ScopedIndicators> {
  const { q } = selection
  const scoped = ({ runs, firstYear, endYear }: FormScope, places: Uint8Array | null, texts: Uint8Array | null): ScopedIndicators => ({ years: cells.years.slice(firstYear, endYear), first: firstYear, scope: { runs, places, texts } })
  if (level3 !== undefined) return scoped(scope(selection), null, Uint8Array.from((await kinds()).level3, (text) => Number(text === level3)))
  if (q === null) return scoped(scope(selection), null, null)
  const { places } = scope(selection)
  return scoped(scope({ ...selection, q: null }), places, codesHolding((await kinds()).level3, q))
}
