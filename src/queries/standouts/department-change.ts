import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { formFilter } from '../parts/selection-filter.ts'
import { money, name, share, warnIf } from './spoken-figure.ts'
import { defineStandout, latestYear } from './standout.ts'

/** Departments that spent less than a hundredth of it all last year say little in per cent. */
export const leastShare = 0.01
/** A change below a twentieth is no news. */
export const leastChange = 0.05

const row = z.strictObject({ department: z.string(), last_year: z.int(), this_year: z.int(), last_executed: z.string(), this_executed: z.string(), change_rate: z.number() })

export type DepartmentChangeRow = z.infer<typeof row>

/** The department whose spending changed most against the year before, in per cent, among two or more. */
export const departmentChange = defineStandout({
  id: 'department-change',
  row,
  statement: (scope) => sql`
WITH ${latestYear(scope)}, executed AS (
  SELECT
    p.department,
    l.year,
    sum(p.executed) FILTER (WHERE p.year = l.year - 1) AS last_executed,
    sum(p.executed) FILTER (WHERE p.year = l.year) AS this_executed
  FROM project_year AS p
  JOIN latest AS l ON p.year IN (l.year - 1, l.year)
  WHERE ${formFilter({ ...scope.selection, from: null })}
  GROUP BY p.department, l.year
), compared AS (
  SELECT
    department,
    year,
    last_executed,
    this_executed,
    CAST(this_executed - last_executed AS DOUBLE) / CAST(last_executed AS DOUBLE) AS change_rate,
    count(*) OVER () AS departments,
    sum(last_executed) OVER () AS all_executed
  FROM executed
  WHERE last_executed > 0
    AND this_executed IS NOT NULL
)
SELECT
  department,
  CAST(year - 1 AS INTEGER) AS last_year,
  CAST(year AS INTEGER) AS this_year,
  CAST(last_executed AS VARCHAR) AS last_executed,
  CAST(this_executed AS VARCHAR) AS this_executed,
  change_rate
FROM compared
WHERE departments >= 2
  AND CAST(last_executed AS DOUBLE) >= ${leastShare} * CAST(all_executed AS DOUBLE)
  AND abs(change_rate) >= ${leastChange}
ORDER BY abs(change_rate) DESC, department
LIMIT 1`,
  words: (row) => ({
    template: {
      zh: `“{department}”的执行数变化最大：{lastYear} 年 {last}，{thisYear} 年 {this}，${row.change_rate < 0 ? '少了' : '多了'} {change}。`,
      en: `The spending of {department} changed most: {last} in {lastYear}, {this} in {thisYear}, {change} ${row.change_rate < 0 ? 'less' : 'more'}.`,
    },
    spoken: { department: name(row.department), lastYear: name(String(row.last_year)), thisYear: name(String(row.this_year)), last: money(row.last_executed), this: money(row.this_executed), change: warnIf(Math.abs(row.change_rate) >= 0.2, share(Math.abs(row.change_rate))) },
    link: { path: `/department/${encodeURIComponent(row.department)}`, query: {} },
  }),
})
