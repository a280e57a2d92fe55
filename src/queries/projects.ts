import * as z from 'zod/mini'
import type { Selection } from '@/domain/selection.ts'
import { columnLines, sql } from '@/engine/sql.ts'
import { measureColumn } from '@/engine/measure-sql.ts'
import { formFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

const money = z.nullable(z.string())
const row = z.strictObject({
  project_id: z.string(),
  project: z.string(),
  department: z.string(),
  unit: z.nullable(z.string()),
  region: z.nullable(z.string()),
  first_year: z.int(),
  last_year: z.int(),
  form_count: z.int(),
  initial_budget: money, // yuan, over the selected years
  full_year_budget: money,
  executed: money,
  cut: money,
  cut_rate: z.nullable(z.number()),
  execution_rate: z.nullable(z.number()),
  execution_of_initial: z.nullable(z.number()),
  average_score: z.nullable(z.number()),
  masked_cut_count: z.int(),
})
export type ProjectsRow = z.infer<typeof row>

/** The projects of a selection, each summed over the selected years. */
export const projects: Query<Selection, ProjectsRow> = {
  name: 'projects',
  row,
  fromForms: 'forms',
  statement: (selection) => sql`
SELECT
  p.project_id,
  min(p.project) AS project,
  min(p.department) AS department,
  min(p.unit) AS unit,
  min(p.region) AS region,
  CAST(min(p.year) AS INTEGER) AS first_year,
  CAST(max(p.year) AS INTEGER) AS last_year,
  ${columnLines((['form_count', 'initial_budget', 'full_year_budget', 'executed', 'cut', 'cut_rate', 'execution_rate', 'execution_of_initial', 'average_score', 'masked_cut_count'] as const).map((name) => measureColumn(name, selection)))}
FROM project_year AS p
WHERE ${formFilter(selection)}
GROUP BY p.project_id
ORDER BY sum(p.initial_budget) DESC NULLS LAST, p.project_id`,
}
