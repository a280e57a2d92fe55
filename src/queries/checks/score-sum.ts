import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { defineCheck, formOrder, formPlace, formsChecked } from './check.ts'
import { points } from './figure-text.ts'

export const scoreSum = defineCheck({
  id: 'score-sum',
  figures: { execution_score: z.string(), indicator_score: z.string(), score_sum: z.string(), total_score: z.string() },
  statement: (scope) => sql`
WITH scored AS (
  SELECT form_id, sum(score) AS score
  FROM indicator
  GROUP BY form_id
  HAVING count(score) = count(*)
)
SELECT
  ${formPlace},
  CAST(p.execution_score AS VARCHAR) AS execution_score,
  CAST(s.score AS VARCHAR) AS indicator_score,
  CAST(p.execution_score + s.score AS VARCHAR) AS score_sum,
  CAST(p.total_score AS VARCHAR) AS total_score
FROM project_year AS p
JOIN scored AS s ON s.form_id = p.form_id
WHERE p.execution_score + s.score <> p.total_score
  AND ${formsChecked(scope)}
ORDER BY ${formOrder}`,
  message: (row) => ({
    zh: `预算执行 ${points(row.execution_score)} 分加指标 ${points(row.indicator_score)} 分，合计 ${points(row.score_sum)} 分，表上总分 ${points(row.total_score)} 分`,
    en: `execution ${points(row.execution_score)} and indicators ${points(row.indicator_score)} make ${points(row.score_sum)} points, the form's total says ${points(row.total_score)}`,
  }),
})
