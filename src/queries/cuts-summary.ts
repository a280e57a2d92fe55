import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { maskedCutCondition } from '@/engine/table-sql.ts'
import { reasonsGiven } from '@/rollups/forms/change-reason.ts'
import { cutCondition, cutRuns, type CutChoice } from './parts/cut-condition.ts'
import { formFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

const row = z.strictObject({
  form_count: z.int(),
  cut_count: z.int(),
  cut: z.string(),
  masked_count: z.int(),
  masked_cut: z.string(),
  running_count: z.int(),
  explained_count: z.int(),
  addition_count: z.int(),
  addition: z.string(),
  added_count: z.int(),
  added: z.string(),
})

/** What the cuts page says first. Counts are forms; masked, running (two years or more) and explained are among those cut by the thresholds. */
export type CutsSummaryRow = z.infer<typeof row>

/** One row: cuts past the thresholds, additions to a budget and projects added in the year, apart. */
export const cutsSummary: Query<CutChoice, CutsSummaryRow> = {
  name: 'cuts-summary',
  row,
  fromForms: 'forms',
  statement: (choice) => sql`
WITH ${cutRuns(choice)}, explained AS (
  ${reasonsGiven(choice)}
), judged AS (
  SELECT
    p.initial_budget,
    p.full_year_budget,
    COALESCE(${cutCondition(choice)}, FALSE) AS is_cut,
    COALESCE(${maskedCutCondition(choice.selection)}, FALSE) AS is_masked,
    COALESCE(p.initial_budget, 0) = 0 AND p.full_year_budget > 0 AS is_added,
    p.initial_budget > 0 AND p.full_year_budget > p.initial_budget AS is_addition,
    COALESCE(r.years_running, 0) AS years_running,
    e.form_id IS NOT NULL AS is_explained
  FROM project_year AS p
  LEFT JOIN cut_runs AS r ON r.form_id = p.form_id
  LEFT JOIN explained AS e ON e.form_id = p.form_id
  WHERE ${formFilter(choice.selection)}
)
SELECT
  CAST(count(*) AS INTEGER) AS form_count,
  CAST(count(*) FILTER (WHERE is_cut) AS INTEGER) AS cut_count,
  CAST(COALESCE(sum(initial_budget - full_year_budget) FILTER (WHERE is_cut), 0) AS VARCHAR) AS cut,
  CAST(count(*) FILTER (WHERE is_cut AND is_masked) AS INTEGER) AS masked_count,
  CAST(COALESCE(sum(initial_budget - full_year_budget) FILTER (WHERE is_cut AND is_masked), 0) AS VARCHAR) AS masked_cut,
  CAST(count(*) FILTER (WHERE is_cut AND years_running >= 2) AS INTEGER) AS running_count,
  CAST(count(*) FILTER (WHERE is_cut AND is_explained) AS INTEGER) AS explained_count,
  CAST(count(*) FILTER (WHERE is_addition) AS INTEGER) AS addition_count,
  CAST(COALESCE(sum(full_year_budget - initial_budget) FILTER (WHERE is_addition), 0) AS VARCHAR) AS addition,
  CAST(count(*) FILTER (WHERE is_added) AS INTEGER) AS added_count,
  CAST(COALESCE(sum(full_year_budget) FILTER (WHERE is_added), 0) AS VARCHAR) AS added
FROM judged
ORDER BY 1`,
}
