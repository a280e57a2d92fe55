import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { shareOf, wide } from '../parts/exact-sql.ts'
import { defineCheck, formOrder, formPlace, formsChecked } from './check.ts'
import { points, yuan } from './figure-text.ts'

const budget = wide(sql`p.full_year_budget`, 2)

export const rateMismatch = defineCheck({
  id: 'rate-mismatch',
  figures: { reported_rate_percent: z.string(), computed_rate_percent: z.string(), executed: z.string(), full_year_budget: z.string() },
  statement: (scope) => sql`
SELECT
  ${formPlace},
  CAST(p.execution_rate_percent AS VARCHAR) AS reported_rate_percent,
  CAST(CASE WHEN p.executed < 0 THEN -1 ELSE 1 END * ${shareOf({ part: sql`abs(p.executed)`, whole: sql`p.full_year_budget`, factor: sql`100` })} AS VARCHAR) AS computed_rate_percent,
  CAST(p.executed AS VARCHAR) AS executed,
  CAST(p.full_year_budget AS VARCHAR) AS full_year_budget
FROM project_year AS p
WHERE p.full_year_budget > 0
  AND abs(p.execution_rate_percent * ${budget} - 100 * ${wide(sql`p.executed`, 2)}) > 0.01 * ${budget}
  AND ${formsChecked(scope)}
ORDER BY ${formOrder}`,
  message: (row) => ({
    zh: `表上执行率 ${points(row.reported_rate_percent)}%，按 ${yuan(row.executed)} ÷ ${yuan(row.full_year_budget)} 应为 ${points(row.computed_rate_percent)}%`,
    en: `the form says ${points(row.reported_rate_percent)}%, but ${yuan(row.executed)} ÷ ${yuan(row.full_year_budget)} is ${points(row.computed_rate_percent)}%`,
  }),
})
