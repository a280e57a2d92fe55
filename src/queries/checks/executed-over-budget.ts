import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { defineCheck, formOrder, formPlace, formsChecked } from './check.ts'
import { yuan } from './figure-text.ts'

export const executedOverBudget = defineCheck({
  id: 'executed-over-budget',
  figures: { executed: z.string(), full_year_budget: z.string(), difference: z.string() },
  statement: (scope) => sql`
SELECT
  ${formPlace},
  CAST(p.executed AS VARCHAR) AS executed,
  CAST(p.full_year_budget AS VARCHAR) AS full_year_budget,
  CAST(p.executed - p.full_year_budget AS VARCHAR) AS difference
FROM project_year AS p
WHERE p.executed > p.full_year_budget
  AND ${formsChecked(scope)}
ORDER BY ${formOrder}`,
  message: (row) => ({
    zh: `执行 ${yuan(row.executed)} 元，全年预算 ${yuan(row.full_year_budget)} 元，多出 ${yuan(row.difference)} 元`,
    en: `executed ${yuan(row.executed)} yuan of a full-year budget of ${yuan(row.full_year_budget)}: ${yuan(row.difference)} too much`,
  }),
})
