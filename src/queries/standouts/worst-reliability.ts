import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { formFilter } from '../parts/selection-filter.ts'
import { money, name, share, warnIf } from './spoken-figure.ts'
import { defineStandout, latestYear } from './standout.ts'

/** Departments with less than a hundredth of all initial budgets say little in per cent. */
export const leastShare = 0.01
/** Within 5 % of the initial budget is the best of the PEFA-style bands. */
export const leastDistance = 0.05

const row = z.strictObject({ department: z.string(), year: z.int(), initial_budget: z.string(), executed: z.string(), outturn: z.number() })

export type WorstReliabilityRow = z.infer<typeof row>

/** The department whose spending was furthest from its initial budgets, among two or more. */
export const worstReliability = defineStandout({
  id: 'worst-reliability',
  row,
  statement: (scope) => sql`
WITH ${latestYear(scope)}, spent AS (
  SELECT p.department, p.year, sum(p.initial_budget) AS initial_budget, sum(p.executed) AS executed
  FROM project_year AS p
  JOIN latest AS l ON l.year = p.year
  WHERE ${formFilter(scope.selection)}
  GROUP BY p.department, p.year
), compared AS (
  SELECT
    department,
    year,
    initial_budget,
    executed,
    CAST(executed AS DOUBLE) / CAST(initial_budget AS DOUBLE) AS outturn,
    count(*) OVER () AS departments,
    sum(initial_budget) OVER () AS all_initial
  FROM spent
  WHERE initial_budget > 0
    AND executed IS NOT NULL
)
SELECT
  department,
  CAST(year AS INTEGER) AS year,
  CAST(initial_budget AS VARCHAR) AS initial_budget,
  CAST(executed AS VARCHAR) AS executed,
  outturn
FROM compared
WHERE departments >= 2
  AND CAST(initial_budget AS DOUBLE) >= ${leastShare} * CAST(all_initial AS DOUBLE)
  AND abs(outturn - 1) > ${leastDistance}
ORDER BY abs(outturn - 1) DESC, department
LIMIT 1`,
  words: (row) => ({
    template: {
      zh: '{year} 年离年初预算最远的是“{department}”：年初 {initial}，执行 {executed}，只相当于年初的 {outturn}。'.replace('只', row.outturn < 1 ? '只' : ''),
      en: 'Furthest from its initial budgets in {year} is {department}: {initial} planned, {executed} executed, {outturn} of it.',
    },
    spoken: { year: name(String(row.year)), department: name(row.department), initial: money(row.initial_budget), executed: money(row.executed), outturn: warnIf(true, share(row.outturn)) },
    link: { path: `/department/${encodeURIComponent(row.department)}`, query: {} },
  }),
})
