import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { defineCheck, indicatorOrder, indicatorPlace, indicatorsChecked } from './check.ts'
import { difference, excerpt, points } from './figure-text.ts'

export const metButDeducted = defineCheck({
  id: 'met-but-deducted',
  figures: { level3: z.string(), target: z.nullable(z.string()), actual: z.nullable(z.string()), weight: z.string(), score: z.string(), deviation_reason: z.nullable(z.string()) },
  statement: (scope) => sql`
SELECT
  ${indicatorPlace},
  i.level3,
  i.target,
  i.actual,
  CAST(i.weight AS VARCHAR) AS weight,
  CAST(i.score AS VARCHAR) AS score,
  i.deviation_reason
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
WHERE i.attained
  AND i.score < i.weight
  AND ${indicatorsChecked(scope)}
ORDER BY ${indicatorOrder}`,
  message: (row) => ({
    zh: `${excerpt(row.level3)}：目标 ${row.target ?? '未填'}，实际 ${row.actual ?? '未填'}，已达标，扣 ${points(difference(row.weight, row.score))} 分（得 ${points(row.score)} / ${points(row.weight)}）`,
    en: `${excerpt(row.level3)}: target ${row.target ?? 'absent'}, actual ${row.actual ?? 'absent'}: met, yet ${points(difference(row.weight, row.score))} points off (${points(row.score)} of ${points(row.weight)})`,
  }),
})
