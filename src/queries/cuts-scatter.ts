import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { maskedCutCondition } from '@/engine/table-sql.ts'
import { cutCondition, rate, type CutChoice } from './parts/cut-condition.ts'
import { formFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

export interface CutsScatterChoice extends CutChoice {
  /** Points that can be drawn; those past the thresholds come first, then the largest. */
  readonly limit: number
}

const row = z.strictObject({
  form_id: z.string(),
  project_id: z.string(),
  project: z.string(),
  department: z.string(),
  year: z.int(),
  initial_budget: z.string(),
  full_year_budget: z.string(),
  executed: z.nullable(z.string()),
  /** Negative for an addition. */
  cut: z.string(),
  cut_rate: z.number(),
  execution_rate: z.nullable(z.number()),
  execution_of_initial: z.nullable(z.number()),
  past_thresholds: z.boolean(),
  masked_cut: z.boolean(),
})

export type CutsScatterRow = z.infer<typeof row>

/** A point a form that has an initial budget: initial against full-year. */
export const cutsScatter: Query<CutsScatterChoice, CutsScatterRow> = {
  name: 'cuts-scatter',
  row,
  fromForms: 'forms',
  statement: (choice) => sql`
SELECT
  p.form_id,
  p.project_id,
  p.project,
  p.department,
  CAST(p.year AS INTEGER) AS year,
  CAST(p.initial_budget AS VARCHAR) AS initial_budget,
  CAST(p.full_year_budget AS VARCHAR) AS full_year_budget,
  CAST(p.executed AS VARCHAR) AS executed,
  CAST(p.initial_budget - p.full_year_budget AS VARCHAR) AS cut,
  ${rate(sql`(p.initial_budget - p.full_year_budget)`, sql`p.initial_budget`)} AS cut_rate,
  ${rate(sql`p.executed`, sql`p.full_year_budget`)} AS execution_rate,
  ${rate(sql`p.executed`, sql`p.initial_budget`)} AS execution_of_initial,
  ${cutCondition(choice)} AS past_thresholds,
  COALESCE(${maskedCutCondition(choice.selection)}, FALSE) AS masked_cut
FROM project_year AS p
WHERE p.initial_budget > 0
  AND p.full_year_budget >= 0
  AND ${formFilter(choice.selection)}
ORDER BY past_thresholds DESC, p.initial_budget DESC, p.form_id
LIMIT ${choice.limit}`,
}
