import * as z from 'zod/mini'
import { list, sql } from '@/engine/sql.ts'
import { bareText } from '../parts/exact-sql.ts'
import { overshootCondition } from '../parts/overshoot.ts'
import { defineCheck, indicatorOrder, indicatorPlace, indicatorsChecked } from './check.ts'
import { difference, excerpt, points } from './figure-text.ts'

export const unexplained = defineCheck({
  id: 'unexplained',
  figures: {
    level3: z.string(),
    target: z.nullable(z.string()),
    actual: z.nullable(z.string()),
    weight: z.nullable(z.string()),
    score: z.nullable(z.string()),
    deviation_reason: z.nullable(z.string()),
    overshoot: z.boolean(),
  },
  statement: (scope) => sql`
SELECT
  ${indicatorPlace},
  i.level3,
  i.target,
  i.actual,
  CAST(i.weight AS VARCHAR) AS weight,
  CAST(i.score AS VARCHAR) AS score,
  i.deviation_reason,
  COALESCE(${overshootCondition(scope.ruleSet)}, FALSE) AS overshoot
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
WHERE (i.score < i.weight OR COALESCE(${overshootCondition(scope.ruleSet)}, FALSE))
  AND COALESCE(${bareText(sql`i.deviation_reason`)}, '') IN ('', ${list(scope.ruleSet.boilerplateReasons.map((reason) => bareText(sql`${reason}`)))})
  AND ${indicatorsChecked(scope)}
ORDER BY ${indicatorOrder}`,
  message: (row) => {
    const deducted = row.weight !== null && row.score !== null && Number(row.score) < Number(row.weight)
    const off = deducted ? points(difference(row.weight ?? '', row.score ?? '')) : ''
    const zhWhat = deducted ? `扣 ${off} 分` : `目标 ${row.target ?? ''}，实际 ${row.actual ?? ''}，超额完成`
    const enWhat = deducted ? `${off} points off` : `target ${row.target ?? ''}, actual ${row.actual ?? ''}, far exceeded`
    return {
      zh: `${excerpt(row.level3)}：${zhWhat}，${row.deviation_reason === null ? '没有填写原因' : `原因只写“${excerpt(row.deviation_reason)}”`}`,
      en: `${excerpt(row.level3)}: ${enWhat}, ${row.deviation_reason === null ? 'no reason given' : `the reason says only “${excerpt(row.deviation_reason)}”`}`,
    }
  },
})
