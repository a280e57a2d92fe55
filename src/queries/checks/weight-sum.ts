import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { exactNumber } from '../parts/exact-sql.ts'
import { defineCheck, formOrder, formPlace, formsChecked } from './check.ts'
import { points } from './figure-text.ts'

export const weightSum = defineCheck({
  id: 'weight-sum',
  figures: { execution_weight: z.string(), indicator_weight: z.string(), weight_sum: z.string(), expected: z.string() },
  statement: (scope) => sql`
WITH weighed AS (
  SELECT form_id, sum(weight) AS weight
  FROM indicator
  GROUP BY form_id
  HAVING count(weight) = count(*)
)
SELECT
  ${formPlace},
  CAST(p.execution_weight AS VARCHAR) AS execution_weight,
  CAST(w.weight AS VARCHAR) AS indicator_weight,
  CAST(p.execution_weight + w.weight AS VARCHAR) AS weight_sum,
  CAST(CAST(${exactNumber(scope.ruleSet.weights.total)} AS DECIMAL(6,2)) AS VARCHAR) AS expected
FROM project_year AS p
JOIN weighed AS w ON w.form_id = p.form_id
WHERE p.execution_weight + w.weight <> ${exactNumber(scope.ruleSet.weights.total)}
  AND ${formsChecked(scope)}
ORDER BY ${formOrder}`,
  message: (row) => ({
    zh: `预算执行 ${points(row.execution_weight)} 分加指标 ${points(row.indicator_weight)} 分，合计 ${points(row.weight_sum)} 分，应为 ${points(row.expected)} 分`,
    en: `execution ${points(row.execution_weight)} and indicators ${points(row.indicator_weight)} make ${points(row.weight_sum)} points, not ${points(row.expected)}`,
  }),
})
