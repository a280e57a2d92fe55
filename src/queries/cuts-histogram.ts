import * as z from 'zod/mini'
import type { Selection } from '@/domain/selection.ts'
import { roundedDown, wholeNumber } from '@/engine/dialect.ts'
import { sql } from '@/engine/sql.ts'
import { wide } from './parts/exact-sql.ts'
import { formFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

const row = z.strictObject({
  kind: z.enum(['addition', 'unchanged', 'cut']),
  /** Of a cut: where the bin of 5 points begins; it holds its lower end, the last one 100 % too. */
  from_percent: z.nullable(z.int()),
  form_count: z.int(),
})

/** How many forms were cut by how much. Bins without a form are left out. */
export type CutsHistogramRow = z.infer<typeof row>

/** Forms with an initial budget by cut rate, in bins of 5 points, additions and unchanged budgets apart. */
export const cutsHistogram: Query<Selection, CutsHistogramRow> = {
  name: 'cuts-histogram',
  row,
  fromForms: 'forms',
  statement: (selection) => sql`
WITH compared AS (
  SELECT
    CASE WHEN p.full_year_budget > p.initial_budget THEN 'addition' WHEN p.full_year_budget = p.initial_budget THEN 'unchanged' ELSE 'cut' END AS kind,
    ${wholeNumber(sql`${wide(sql`p.initial_budget - p.full_year_budget`, 2)} * 100`)} AS cut_cents,
    ${wholeNumber(sql`${wide(sql`p.initial_budget`, 2)} * 100`)} AS initial_cents
  FROM project_year AS p
  WHERE p.initial_budget > 0
    AND p.full_year_budget IS NOT NULL
    AND ${formFilter(selection)}
), binned AS (
  SELECT kind, CASE WHEN kind = 'cut' THEN CAST(5 * least(${roundedDown(sql`cut_cents * 20`, sql`initial_cents`)}, 19) AS INTEGER) END AS from_percent
  FROM compared
)
SELECT kind, from_percent, CAST(count(*) AS INTEGER) AS form_count
FROM binned
GROUP BY kind, from_percent
ORDER BY kind, from_percent`,
}
