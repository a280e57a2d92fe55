import type { PlaceColumn } from '@/rollups/forms/forms-cells.ts'
import type { FacetRow } from '../facets.ts'
import type { FormAnswer } from './form-answer.ts'

/** The texts that the forms name stand in DuckDB's order already. */
export const facetsAnswer: FormAnswer<null, FacetRow> = ({ cells: { places, years } }) => {
  const texts = (facet: FacetRow['facet'] & PlaceColumn) => places.texts[facet].flatMap((value) => (value === null ? [] : [{ facet, value }]))
  return [...texts('department'), ...texts('region'), ...texts('unit'), ...years.map((year) => ({ facet: 'year' as const, value: String(year) }))]
}
