import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { defineCheck, formPlace, formsChecked, indicatorPlace, indicatorsChecked } from './check.ts'
import { excerpt, points } from './figure-text.ts'

export const scoreOverWeight = defineCheck({
  id: 'score-over-weight',
  figures: { item: z.enum(['execution', 'indicator', 'total']), level3: z.nullable(z.string()), weight: z.nullable(z.string()), score: z.string() },
  withinForm: sql`item, seq`,
  statement: (scope) => sql`
WITH broken AS (
  SELECT
  ${formPlace},
    'execution' AS item,
    CAST(NULL AS VARCHAR) AS level3,
    p.execution_weight AS weight,
    p.execution_score AS score
  FROM project_year AS p
  WHERE (p.execution_score > p.execution_weight OR p.execution_score < 0)
    AND ${formsChecked(scope)}
  UNION ALL
  SELECT
  ${indicatorPlace},
    'indicator' AS item,
    i.level3,
    i.weight,
    i.score
  FROM indicator AS i
  JOIN project_year AS p ON p.form_id = i.form_id
  WHERE (i.score > i.weight OR i.score < 0)
    AND ${indicatorsChecked(scope)}
  UNION ALL
  SELECT
  ${formPlace},
    'total' AS item,
    CAST(NULL AS VARCHAR) AS level3,
    p.total_weight AS weight,
    p.total_score AS score
  FROM project_year AS p
  WHERE (p.total_score > p.total_weight OR p.total_score < 0)
    AND ${formsChecked(scope)}
)
SELECT form_id, project_id, project, department, year, seq, item, level3, CAST(weight AS VARCHAR) AS weight, CAST(score AS VARCHAR) AS score
FROM broken
ORDER BY year, department, project, form_id, item, seq`,
  message: (row) => {
    const zh = row.item === 'indicator' ? excerpt(row.level3 ?? '') : row.item === 'total' ? '总分' : '预算执行'
    const en = row.item === 'indicator' ? excerpt(row.level3 ?? '') : row.item
    const negative = row.score.startsWith('-')
    return {
      zh: negative ? `${zh}：得分 ${points(row.score)} 为负数` : `${zh}：得分 ${points(row.score)} 高于分值 ${points(row.weight ?? '')}`,
      en: negative ? `${en}: a score of ${points(row.score)} is negative` : `${en}: a score of ${points(row.score)} is above the weight of ${points(row.weight ?? '')}`,
    }
  },
})
