import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { defineCheck, formOrder, formPlace, formsChecked } from './check.ts'

export const exactHit = defineCheck({
  id: 'exact-hit',
  figures: { quantitative_count: z.int() },
  statement: (scope) => sql`
WITH hit AS (
  SELECT
    form_id,
    count(*) AS targets
  FROM indicator
  WHERE target_kind = 'quantitative'
  GROUP BY form_id
  HAVING bool_and(COALESCE(actual_value = target_value AND COALESCE(target_high = target_value, TRUE), FALSE))
)
SELECT
  ${formPlace},
  CAST(h.targets AS INTEGER) AS quantitative_count
FROM project_year AS p
JOIN hit AS h ON h.form_id = p.form_id
WHERE ${formsChecked(scope)}
ORDER BY ${formOrder}`,
  message: (row) => ({
    zh: `全部 ${row.quantitative_count} 个定量指标的实际值都等于目标值`,
    en: row.quantitative_count === 1 ? 'the one quantitative target equals its actual' : `all ${row.quantitative_count} quantitative targets equal their actuals`,
  }),
})
