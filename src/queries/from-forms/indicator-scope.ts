import type { Selection } from '@/domain/selection.ts'
import type { IndicatorScope } from '@/rollups/forms/indicators-open-cells.ts'
import { arrivedText, lowerText } from '@/rollups/lower-text.ts'
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
  const isOne = level3 !== undefined
  const { places } = scope(selection)
  const { runs, firstYear, endYear } = scope(isOne ? selection : { ...selection, q: null })
  const asked = { years: cells.years.slice(firstYear, endYear), first: firstYear }
  if (!isOne && q === null) return { ...asked, scope: { runs, places: null, texts: null } }
  const lower = q === null ? '' : lowerText(arrivedText(q))
  const texts = (await kinds()).level3
  const marked = isOne ? Uint8Array.from(texts, (text) => Number(text === level3)) : Uint8Array.from(texts, (text) => Number(text !== null && lowerText(text).includes(lower)))
  return { ...asked, scope: { runs, places: isOne ? null : places, texts: marked } }
}
