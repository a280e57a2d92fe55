import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import type { Query } from './query.ts'

const row = z.strictObject({ facet: z.enum(['year', 'region', 'department', 'unit']), value: z.string() })
export type FacetRow = z.infer<typeof row>

/** The values that the filters can take in the whole dataset. */
export const facets: Query<null, FacetRow> = {
  name: 'facets',
  row,
  fromForms: 'forms',
  statement: () => sql`
SELECT 'year' AS facet, CAST(year AS VARCHAR) AS value FROM project_year
UNION
SELECT 'region', region FROM project_year WHERE region IS NOT NULL
UNION
SELECT 'department', department FROM project_year
UNION
SELECT 'unit', unit FROM project_year WHERE unit IS NOT NULL
ORDER BY facet, value`,
}
