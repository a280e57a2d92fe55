import * as z from 'zod/mini'
import type { Selection } from '@/domain/selection.ts'
import { valueAtGreatest, valueAtLeast } from '@/engine/dialect.ts'
import { sql } from '@/engine/sql.ts'
import { indicatorFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

const row = z.strictObject({
  project_id: z.string(),
  project: z.string(),
  department: z.string(),
  level3: z.string(),
  target_unit: z.nullable(z.string()),
  first_year: z.int(),
  last_year: z.int(),
  year_count: z.int(),
  first_target: z.string(),
  last_target: z.string(),
  /** last ÷ first − 1; below 0 the target drifted down. */
  drift: z.number(),
  /** Years in which the target was below the one before. */
  lowered_count: z.int(),
  last_actual: z.nullable(z.string()),
})

/** An indicator of one project over the years: where its target began, and where it is. Decimals exact. */
export type TargetDriftRow = z.infer<typeof row>

/**
 * Indicators whose targets moved, of the same project, text and unit in two years or more, the furthest down first.
 * Targets where more is better (≥, >) alone; a text that stands twice on a form counts by its lowest target.
 */
export const targetDrift: Query<Selection, TargetDriftRow> = {
  name: 'target-drift',
  row,
  statement: (selection) => sql`
WITH targets AS (
  SELECT
    p.project_id,
    min(p.project) AS project,
    min(p.department) AS department,
    i.level3,
    i.target_unit,
    p.year,
    min(i.target_value) AS target,
    min(i.actual_value) AS actual
  FROM indicator AS i
  JOIN project_year AS p ON p.form_id = i.form_id
  WHERE i.target_operator IN ('>=', '>')
    AND i.target_value > 0
    AND ${indicatorFilter(selection)}
  GROUP BY p.project_id, i.level3, i.target_unit, p.year
), moves AS (
  SELECT
    project_id,
    project,
    department,
    level3,
    target_unit,
    year,
    target,
    actual,
    target < lag(target) OVER (PARTITION BY project_id, level3, target_unit ORDER BY year) AS lowered
  FROM targets
), spans AS (
  SELECT
    project_id,
    min(project) AS project,
    min(department) AS department,
    level3,
    target_unit,
    min(year) AS first_year,
    max(year) AS last_year,
    count(*) AS years,
    ${valueAtLeast(sql`target`, sql`year`)} AS first_target,
    ${valueAtGreatest(sql`target`, sql`year`)} AS last_target,
    count(*) FILTER (WHERE lowered) AS lowered,
    ${valueAtGreatest(sql`actual`, sql`year`)} AS last_actual
  FROM moves
  GROUP BY project_id, level3, target_unit
)
SELECT
  project_id,
  project,
  department,
  level3,
  target_unit,
  CAST(first_year AS INTEGER) AS first_year,
  CAST(last_year AS INTEGER) AS last_year,
  CAST(years AS INTEGER) AS year_count,
  CAST(first_target AS VARCHAR) AS first_target,
  CAST(last_target AS VARCHAR) AS last_target,
  CAST(last_target AS DOUBLE) / CAST(first_target AS DOUBLE) - 1 AS drift,
  CAST(lowered AS INTEGER) AS lowered_count,
  CAST(last_actual AS VARCHAR) AS last_actual
FROM spans
WHERE years >= 2
  AND last_target <> first_target
ORDER BY drift, project_id, level3`,
}
