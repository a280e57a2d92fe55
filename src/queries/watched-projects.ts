import * as z from 'zod/mini'
import { valueAtGreatest } from '@/engine/dialect.ts'
import { allOf, list, sql } from '@/engine/sql.ts'
import { maskedCutCondition } from '@/engine/table-sql.ts'
import type { CutsChoice } from './cuts-by-project.ts'
import { cutCondition, cutRuns, rate } from './parts/cut-condition.ts'
import { formFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

export interface WatchChoice extends CutsChoice {
  /** Project ids that are on the list whatever their figures. */
  readonly pinned: readonly string[]
}

const row = z.strictObject({
  project_id: z.string(),
  form_id: z.string(),
  project: z.string(),
  department: z.string(),
  year: z.int(),
  /** The list's year: the last one of the selection with a form. */
  list_year: z.int(),
  initial_budget: z.nullable(z.string()),
  full_year_budget: z.nullable(z.string()),
  executed: z.nullable(z.string()),
  cut: z.nullable(z.string()),
  cut_rate: z.nullable(z.number()),
  execution_rate: z.nullable(z.number()),
  execution_of_initial: z.nullable(z.number()),
  masked_cut: z.boolean(),
  years_running: z.int(),
  past_thresholds: z.boolean(),
  pinned: z.boolean(),
})

/** A project on a watchlist by one form. Money exact, rates fractions. */
export type WatchedProjectRow = z.infer<typeof row>

/**
 * The projects past the thresholds in the last year of a selection, and the pinned ones by their last form up to that
 * year, whether the selection holds them or not. One row a project, the largest cut first.
 */
export const watchedProjects: Query<WatchChoice, WatchedProjectRow> = {
  name: 'watched projects',
  row,
  fromForms: 'forms',
  statement: (choice) => {
    const past = allOf([cutCondition(choice), sql`NOT ${choice.maskedOnly} OR ${maskedCutCondition(choice.selection)}`, sql`r.years_running >= ${choice.minYearsRunning}`])
    return sql`
WITH ${cutRuns(choice)}, list_year AS (
  SELECT max(p.year) AS year
  FROM project_year AS p
  WHERE ${formFilter(choice.selection)}
), pinned_forms AS (
  SELECT ${valueAtGreatest(sql`p.form_id`, sql`p.year`)} AS form_id
  FROM project_year AS p
  CROSS JOIN list_year AS y
  WHERE p.project_id IN (${list(choice.pinned)})
    AND p.year <= y.year
  GROUP BY p.project_id
), judged AS (
  SELECT
    p.project_id,
    p.form_id,
    p.project,
    p.department,
    p.year,
    y.year AS list_year,
    p.initial_budget,
    p.full_year_budget,
    p.executed,
    COALESCE(${maskedCutCondition(choice.selection)}, FALSE) AS masked_cut,
    COALESCE(r.years_running, 0) AS years_running,
    COALESCE(p.year = y.year AND ${past} AND ${formFilter(choice.selection)}, FALSE) AS past_thresholds,
    f.form_id IS NOT NULL AS pinned
  FROM project_year AS p
  CROSS JOIN list_year AS y
  LEFT JOIN cut_runs AS r ON r.form_id = p.form_id
  LEFT JOIN pinned_forms AS f ON f.form_id = p.form_id
)
SELECT
  p.project_id,
  p.form_id,
  p.project,
  p.department,
  CAST(p.year AS INTEGER) AS year,
  CAST(p.list_year AS INTEGER) AS list_year,
  CAST(p.initial_budget AS VARCHAR) AS initial_budget,
  CAST(p.full_year_budget AS VARCHAR) AS full_year_budget,
  CAST(p.executed AS VARCHAR) AS executed,
  CAST(p.initial_budget - p.full_year_budget AS VARCHAR) AS cut,
  ${rate(sql`(p.initial_budget - p.full_year_budget)`, sql`p.initial_budget`)} AS cut_rate,
  ${rate(sql`p.executed`, sql`p.full_year_budget`)} AS execution_rate,
  ${rate(sql`p.executed`, sql`p.initial_budget`)} AS execution_of_initial,
  p.masked_cut,
  CAST(p.years_running AS INTEGER) AS years_running,
  p.past_thresholds,
  p.pinned
FROM judged AS p
WHERE p.past_thresholds OR p.pinned
ORDER BY p.initial_budget - p.full_year_budget DESC NULLS LAST, p.form_id`
  },
}
