import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { maskedCutCondition } from '@/engine/table-sql.ts'
import { shareOf } from '../parts/exact-sql.ts'
import { defineCheck, formOrder, formPlace, formsChecked } from './check.ts'
import { points, yuan } from './figure-text.ts'

export const maskedCut = defineCheck({
  id: 'masked-cut',
  figures: {
    initial_budget: z.string(),
    full_year_budget: z.string(),
    executed: z.string(),
    cut: z.string(),
    cut_rate_percent: z.string(),
    execution_rate_percent: z.string(),
    execution_of_initial_percent: z.string(),
  },
  statement: (scope) => sql`
SELECT
  ${formPlace},
  CAST(p.initial_budget AS VARCHAR) AS initial_budget,
  CAST(p.full_year_budget AS VARCHAR) AS full_year_budget,
  CAST(p.executed AS VARCHAR) AS executed,
  CAST(p.initial_budget - p.full_year_budget AS VARCHAR) AS cut,
  CAST(${shareOf({ part: sql`p.initial_budget - p.full_year_budget`, whole: sql`p.initial_budget`, factor: sql`100` })} AS VARCHAR) AS cut_rate_percent,
  CAST(${shareOf({ part: sql`p.executed`, whole: sql`p.full_year_budget`, factor: sql`100` })} AS VARCHAR) AS execution_rate_percent,
  CAST(${shareOf({ part: sql`p.executed`, whole: sql`p.initial_budget`, factor: sql`100` })} AS VARCHAR) AS execution_of_initial_percent
FROM project_year AS p
WHERE ${maskedCutCondition(scope.selection)}
  AND ${formsChecked(scope)}
ORDER BY ${formOrder}`,
  message: (row) => ({
    zh: `年内调减 ${yuan(row.cut)} 元（${points(row.cut_rate_percent)}%），表上执行率 ${points(row.execution_rate_percent)}%；按年初预算只执行 ${points(row.execution_of_initial_percent)}%`,
    en: `cut by ${yuan(row.cut)} yuan (${points(row.cut_rate_percent)}%) in the year, yet the execution rate is ${points(row.execution_rate_percent)}%; of the initial budget only ${points(row.execution_of_initial_percent)}% was executed`,
  }),
})
