import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { shareOf } from '../parts/exact-sql.ts'
import { overshootCondition } from '../parts/overshoot.ts'
import { defineCheck, indicatorOrder, indicatorPlace, indicatorsChecked } from './check.ts'
import { excerpt, points } from './figure-text.ts'

export const overshoot = defineCheck({
  id: 'overshoot',
  figures: { level3: z.string(), target: z.nullable(z.string()), actual: z.nullable(z.string()), target_value: z.string(), actual_value: z.string(), actual_percent: z.string() },
  statement: (scope) => sql`
SELECT
  ${indicatorPlace},
  i.level3,
  i.target,
  i.actual,
  CAST(i.target_value AS VARCHAR) AS target_value,
  CAST(i.actual_value AS VARCHAR) AS actual_value,
  CAST(${shareOf({ part: sql`i.actual_value`, whole: sql`i.target_value`, factor: sql`100` })} AS VARCHAR) AS actual_percent
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
WHERE ${overshootCondition(scope.ruleSet)}
  AND ${indicatorsChecked(scope)}
ORDER BY ${indicatorOrder}`,
  message: (row) => ({
    zh: `${excerpt(row.level3)}：目标 ${row.target ?? ''}，实际 ${row.actual ?? ''}，为目标的 ${points(row.actual_percent)}%`,
    en: `${excerpt(row.level3)}: target ${row.target ?? ''}, actual ${row.actual ?? ''}: ${points(row.actual_percent)}% of the target`,
  }),
})
