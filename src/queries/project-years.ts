import { z } from 'zod'
import { sql } from '@/engine/sql.ts'
import type { Query } from './query.ts'

const money = z.string().nullable()
const points = z.string().nullable()
const row = z.strictObject({
  form_id: z.string(),
  year: z.int(),
  region: z.string().nullable(),
  department: z.string(),
  unit: z.string().nullable(),
  project: z.string(),
  initial_budget: money,
  full_year_budget: money,
  executed: money,
  cut: money,
  cut_rate: z.number().nullable(),
  execution_rate: z.number().nullable(),
  execution_of_initial: z.number().nullable(),
  masked_cut: z.boolean(),
  execution_weight: points,
  execution_rate_percent: z.string().nullable(), // as printed
  execution_score: points,
  total_weight: points,
  total_score: points,
  expected_goal: z.string().nullable(),
  actual_goal: z.string().nullable(),
  rating: z.string().nullable(),
  source_kind: z.string().nullable(),
  source_name: z.string().nullable(),
  source_locator: z.string().nullable(),
})
export type ProjectYearsRow = z.infer<typeof row>

/** All forms of one project, by year: what the form's head says. */
export const projectYears: Query<{ readonly projectId: string }, ProjectYearsRow> = {
  name: 'project years',
  row,
  statement: ({ projectId }) => sql`
SELECT
  form_id,
  CAST(year AS INTEGER) AS year,
  region,
  department,
  unit,
  project,
  CAST(initial_budget AS VARCHAR) AS initial_budget,
  CAST(full_year_budget AS VARCHAR) AS full_year_budget,
  CAST(executed AS VARCHAR) AS executed,
  CAST(cut AS VARCHAR) AS cut,
  cut_rate,
  execution_rate,
  execution_of_initial,
  masked_cut,
  CAST(execution_weight AS VARCHAR) AS execution_weight,
  CAST(execution_rate_percent AS VARCHAR) AS execution_rate_percent,
  CAST(execution_score AS VARCHAR) AS execution_score,
  CAST(total_weight AS VARCHAR) AS total_weight,
  CAST(total_score AS VARCHAR) AS total_score,
  expected_goal,
  actual_goal,
  rating,
  source_kind,
  source_name,
  source_locator
FROM project_metrics
WHERE project_id = ${projectId}
ORDER BY year`,
}
