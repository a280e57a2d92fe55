import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { recomputedExecutionScore } from '../parts/recomputed-score.ts'
import { defineCheck, formOrder, formPlace, formsChecked } from './check.ts'
import { points, yuan } from './figure-text.ts'

export const executionScore = defineCheck({
  id: 'execution-score',
  figures: { weight: z.string(), score: z.string(), recomputed: z.string(), executed: z.string(), full_year_budget: z.string() },
  statement: (scope) => sql`
WITH recomputed AS (
  SELECT p.form_id, p.execution_score AS reported, ${recomputedExecutionScore(scope.ruleSet)} AS score
  FROM project_year AS p
)
SELECT
  ${formPlace},
  CAST(p.execution_weight AS VARCHAR) AS weight,
  CAST(p.execution_score AS VARCHAR) AS score,
  CAST(CAST(r.score AS DECIMAL(6,2)) AS VARCHAR) AS recomputed,
  CAST(p.executed AS VARCHAR) AS executed,
  CAST(p.full_year_budget AS VARCHAR) AS full_year_budget
FROM project_year AS p
JOIN recomputed AS r ON r.form_id = p.form_id
WHERE r.reported <> r.score
  AND ${formsChecked(scope)}
ORDER BY ${formOrder}`,
  message: (row) => ({
    zh: `预算执行得 ${points(row.score)} 分，按规则（${yuan(row.executed)} ÷ ${yuan(row.full_year_budget)}，分值 ${points(row.weight)}）应为 ${points(row.recomputed)} 分`,
    en: `the execution scored ${points(row.score)}; the rule (${yuan(row.executed)} ÷ ${yuan(row.full_year_budget)}, weight ${points(row.weight)}) gives ${points(row.recomputed)}`,
  }),
})
