import * as z from 'zod/mini'
import type { Selection } from '@/domain/selection.ts'
import { sql } from '@/engine/sql.ts'
import { rate } from './parts/cut-condition.ts'
import { formFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

export interface AdditionsChoice {
  readonly selection: Selection
  /** Yuan that an addition has at least. */
  readonly minAmount: string
}

const row = z.strictObject({
  form_id: z.string(),
  project_id: z.string(),
  project: z.string(),
  department: z.string(),
  unit: z.nullable(z.string()),
  region: z.nullable(z.string()),
  year: z.int(),
  /** addition: the initial budget was raised. added: there was none, the project came in the year. */
  kind: z.enum(['addition', 'added']),
  initial_budget: z.nullable(z.string()),
  full_year_budget: z.string(),
  executed: z.nullable(z.string()),
  addition: z.string(),
  /** Null for a project added in the year. */
  addition_rate: z.nullable(z.number()),
})

export type AdditionRow = z.infer<typeof row>

/** Budgets raised in the year and projects added in the year, the largest amount first. */
export const additions: Query<AdditionsChoice, AdditionRow> = {
  name: 'additions',
  row,
  fromForms: 'forms',
  statement: ({ selection, minAmount }) => sql`
SELECT
  p.form_id,
  p.project_id,
  p.project,
  p.department,
  p.unit,
  p.region,
  CAST(p.year AS INTEGER) AS year,
  CASE WHEN COALESCE(p.initial_budget, 0) = 0 THEN 'added' ELSE 'addition' END AS kind,
  CAST(p.initial_budget AS VARCHAR) AS initial_budget,
  CAST(p.full_year_budget AS VARCHAR) AS full_year_budget,
  CAST(p.executed AS VARCHAR) AS executed,
  CAST(p.full_year_budget - COALESCE(p.initial_budget, 0) AS VARCHAR) AS addition,
  ${rate(sql`(p.full_year_budget - p.initial_budget)`, sql`p.initial_budget`)} AS addition_rate
FROM project_year AS p
WHERE p.full_year_budget > COALESCE(p.initial_budget, 0)
  AND p.full_year_budget - COALESCE(p.initial_budget, 0) >= CAST(${minAmount} AS DECIMAL(18,2))
  AND ${formFilter(selection)}
ORDER BY p.full_year_budget - COALESCE(p.initial_budget, 0) DESC, p.form_id`,
}
