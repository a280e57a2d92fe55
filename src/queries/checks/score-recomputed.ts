import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { recomputedScore } from '../parts/recomputed-score.ts'
import { defineCheck, indicatorOrder, indicatorPlace, indicatorsChecked } from './check.ts'
import { excerpt, points } from './figure-text.ts'

export const scoreRecomputed = defineCheck({
  id: 'score-recomputed',
  figures: { level3: z.string(), target: z.nullable(z.string()), actual: z.nullable(z.string()), weight: z.string(), score: z.string(), recomputed: z.string(), deviation_reason: z.nullable(z.string()) },
  statement: (scope) => sql`
WITH recomputed AS (
  SELECT i.form_id, i.seq, i.score AS reported, ${recomputedScore(scope.ruleSet)} AS score
  FROM indicator AS i
  WHERE i.target_kind = 'quantitative'
)
SELECT
  ${indicatorPlace},
  i.level3,
  i.target,
  i.actual,
  CAST(i.weight AS VARCHAR) AS weight,
  CAST(i.score AS VARCHAR) AS score,
  CAST(CAST(r.score AS DECIMAL(6,2)) AS VARCHAR) AS recomputed,
  i.deviation_reason
FROM indicator AS i
JOIN recomputed AS r ON r.form_id = i.form_id AND r.seq = i.seq
JOIN project_year AS p ON p.form_id = i.form_id
WHERE abs(r.reported - r.score) > 0.01
  AND ${indicatorsChecked(scope)}
ORDER BY ${indicatorOrder}`,
  message: (row) => ({
    zh: `${excerpt(row.level3)}：目标 ${row.target ?? '未填'}，实际 ${row.actual ?? '未填'}，得 ${points(row.score)} 分，按规则应得 ${points(row.recomputed)} 分`,
    en: `${excerpt(row.level3)}: target ${row.target ?? 'absent'}, actual ${row.actual ?? 'absent'}, scored ${points(row.score)}; the rule gives ${points(row.recomputed)}`,
  }),
})
