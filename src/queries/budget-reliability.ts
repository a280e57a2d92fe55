import * as z from 'zod/mini'
import type { Selection } from '@/domain/selection.ts'
import { wholeNumber, wholeToDouble } from '@/engine/dialect.ts'
import { sql } from '@/engine/sql.ts'
import { rate } from './parts/cut-condition.ts'
import { formFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

export interface ReliabilityChoice {
  readonly selection: Selection
  /** One row a year, or one a year and department. */
  readonly by: 'all' | 'department'
}

const row = z.strictObject({
  year: z.int(),
  department: z.nullable(z.string()),
  /** What the composition is made of: departments, or projects where there is one department. */
  parts: z.enum(['department', 'project']),
  part_count: z.int(),
  initial_budget: z.nullable(z.string()),
  executed: z.nullable(z.string()),
  outturn: z.nullable(z.number()),
  composition_variance: z.nullable(z.number()),
})

/** Σ executed ÷ Σ initial, and Σ |Oᵢ − kBᵢ| ÷ Σ kBᵢ with k = ΣO ÷ ΣB; null where a sum is absent or what divides is 0. */
export type ReliabilityRow = z.infer<typeof row>

/** Budget reliability, PEFA-style (DATA.md §3). Deviations are added in whole cents and divided last. */
export const budgetReliability: Query<ReliabilityChoice, ReliabilityRow> = {
  name: 'budget-reliability',
  row,
  fromForms: 'forms',
  statement: ({ selection, by }) => sql`
WITH forms AS (
  SELECT
    p.year,
    ${by === 'department' ? sql`p.department` : sql`CAST(NULL AS VARCHAR)`} AS name,
    p.department,
    p.project_id,
    p.initial_budget,
    p.executed
  FROM project_year AS p
  WHERE ${formFilter(selection)}
), kind AS (
  SELECT ${by === 'department'} OR count(DISTINCT department) <= 1 AS by_project
  FROM forms
), parts AS (
  SELECT
    f.year,
    f.name,
    CASE WHEN k.by_project THEN f.project_id ELSE f.department END AS part,
    ${wholeNumber(sql`COALESCE(sum(f.executed), 0) * 100`)} AS executed,
    ${wholeNumber(sql`COALESCE(sum(f.initial_budget), 0) * 100`)} AS initial_budget,
    count(f.executed) AS executed_filled,
    count(f.initial_budget) AS initial_filled
  FROM forms AS f
  CROSS JOIN kind AS k
  GROUP BY f.year, f.name, CASE WHEN k.by_project THEN f.project_id ELSE f.department END
), totals AS (
  SELECT
    year,
    name,
    count(*) AS parts,
    CASE WHEN sum(executed_filled) > 0 THEN sum(executed) END AS executed,
    CASE WHEN sum(initial_filled) > 0 THEN sum(initial_budget) END AS initial_budget
  FROM parts
  GROUP BY year, name
), deviations AS (
  SELECT t.year, t.name, sum(abs(p.executed * t.initial_budget - t.executed * p.initial_budget)) AS deviation
  FROM totals AS t
  JOIN parts AS p ON p.year = t.year AND p.name IS NOT DISTINCT FROM t.name
  GROUP BY t.year, t.name
)
SELECT
  CAST(t.year AS INTEGER) AS year,
  t.name AS department,
  CASE WHEN k.by_project THEN 'project' ELSE 'department' END AS parts,
  CAST(t.parts AS INTEGER) AS part_count,
  CAST(CAST(t.initial_budget AS DECIMAL(36,0)) * 0.01 AS VARCHAR) AS initial_budget,
  CAST(CAST(t.executed AS DECIMAL(36,0)) * 0.01 AS VARCHAR) AS executed,
  ${rate(sql`t.executed`, sql`t.initial_budget`)} AS outturn,
  CASE WHEN t.executed > 0 AND t.initial_budget > 0 THEN ${wholeToDouble(sql`d.deviation`)} / CAST(t.initial_budget AS DOUBLE) / CAST(t.executed AS DOUBLE) END AS composition_variance
FROM totals AS t
JOIN deviations AS d ON d.year = t.year AND d.name IS NOT DISTINCT FROM t.name
CROSS JOIN kind AS k
ORDER BY t.year, t.name`,
}
