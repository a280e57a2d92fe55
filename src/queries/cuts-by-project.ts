import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { maskedCutCondition } from '@/engine/table-sql.ts'
import { reasonsGiven } from '@/rollups/forms/change-reason.ts'
import { cutCondition, cutRuns, rate, type CutChoice } from './parts/cut-condition.ts'
import { formFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

export interface CutsChoice extends CutChoice {
  readonly maskedOnly: boolean
  /** 2: only projects cut in two years running or more. */
  readonly minYearsRunning: number
}

const row = z.strictObject({
  form_id: z.string(),
  project_id: z.string(),
  project: z.string(),
  department: z.string(),
  unit: z.nullable(z.string()),
  region: z.nullable(z.string()),
  year: z.int(),
  initial_budget: z.string(),
  full_year_budget: z.string(),
  executed: z.nullable(z.string()),
  cut: z.string(),
  cut_rate: z.number(),
  execution_rate: z.nullable(z.number()),
  execution_of_initial: z.nullable(z.number()),
  masked_cut: z.boolean(),
  years_running: z.int(),
  /** Null where the form has neither goals nor reasons to speak of it. */
  reason_given: z.nullable(z.boolean()),
  reason: z.nullable(z.string()),
})

/** A form cut by the thresholds. Money exact, rates fractions. */
export type CutRow = z.infer<typeof row>

/** The forms cut by the thresholds of rate and amount together, the largest amount first. */
export const cutsByProject: Query<CutsChoice, CutRow> = {
  name: 'cuts-by-project',
  row,
  fromForms: 'forms',
  statement: (choice) => sql`
WITH ${cutRuns(choice)}, explained AS (
  ${reasonsGiven(choice)}
), spoken AS (
  SELECT DISTINCT form_id
  FROM indicator
  WHERE deviation_reason IS NOT NULL
)
SELECT
  p.form_id,
  p.project_id,
  p.project,
  p.department,
  p.unit,
  p.region,
  CAST(p.year AS INTEGER) AS year,
  CAST(p.initial_budget AS VARCHAR) AS initial_budget,
  CAST(p.full_year_budget AS VARCHAR) AS full_year_budget,
  CAST(p.executed AS VARCHAR) AS executed,
  CAST(p.initial_budget - p.full_year_budget AS VARCHAR) AS cut,
  ${rate(sql`(p.initial_budget - p.full_year_budget)`, sql`p.initial_budget`)} AS cut_rate,
  ${rate(sql`p.executed`, sql`p.full_year_budget`)} AS execution_rate,
  ${rate(sql`p.executed`, sql`p.initial_budget`)} AS execution_of_initial,
  COALESCE(${maskedCutCondition(choice.selection)}, FALSE) AS masked_cut,
  r.years_running,
  CASE
    WHEN e.form_id IS NOT NULL THEN TRUE
    WHEN s.form_id IS NOT NULL OR p.expected_goal IS NOT NULL OR p.actual_goal IS NOT NULL THEN FALSE
  END AS reason_given,
  e.reason
FROM project_year AS p
JOIN cut_runs AS r ON r.form_id = p.form_id
LEFT JOIN explained AS e ON e.form_id = p.form_id
LEFT JOIN spoken AS s ON s.form_id = p.form_id
WHERE ${cutCondition(choice)}
  AND ${formFilter(choice.selection)}
  AND (NOT ${choice.maskedOnly} OR ${maskedCutCondition(choice.selection)})
  AND r.years_running >= ${choice.minYearsRunning}
ORDER BY p.initial_budget - p.full_year_budget DESC, p.form_id`,
}
