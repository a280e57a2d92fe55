import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { exactNumber, shareOf } from '../parts/exact-sql.ts'
import { reasonsGiven } from '@/rollups/forms/change-reason.ts'
import { defineCheck, formOrder, formPlace, formsChecked } from './check.ts'
import { points, yuan } from './figure-text.ts'

export const changeUnexplained = defineCheck({
  id: 'change-unexplained',
  figures: { initial_budget: z.string(), full_year_budget: z.string(), change: z.string(), change_percent: z.string() },
  statement: (scope) => sql`
WITH explained AS (
  ${reasonsGiven(scope.ruleSet)}
)
SELECT
  ${formPlace},
  CAST(p.initial_budget AS VARCHAR) AS initial_budget,
  CAST(p.full_year_budget AS VARCHAR) AS full_year_budget,
  CAST(p.full_year_budget - p.initial_budget AS VARCHAR) AS change,
  CAST(${shareOf({ part: sql`abs(p.full_year_budget - p.initial_budget)`, whole: sql`p.initial_budget`, factor: sql`100` })} AS VARCHAR) AS change_percent
FROM project_year AS p
LEFT JOIN explained AS e ON e.form_id = p.form_id
WHERE p.initial_budget > 0
  AND p.full_year_budget <> p.initial_budget
  AND abs(p.full_year_budget - p.initial_budget) >= ${exactNumber(scope.ruleSet.explanationOwed.changeFrom)} * p.initial_budget
  AND e.form_id IS NULL
  AND ${formsChecked(scope)}
ORDER BY ${formOrder}`,
  message: (row) => {
    const cut = row.change.startsWith('-')
    const amount = yuan(row.change.replace('-', ''))
    return {
      zh: `年初 ${yuan(row.initial_budget)} 元，全年 ${yuan(row.full_year_budget)} 元，${cut ? '调减' : '追加'} ${amount} 元（${points(row.change_percent)}%），目标和原因都没有提到`,
      en: `initial ${yuan(row.initial_budget)} yuan, full-year ${yuan(row.full_year_budget)}: ${cut ? 'cut' : 'raised'} by ${amount} (${points(row.change_percent)}%), and neither goals nor reasons speak of it`,
    }
  },
})
