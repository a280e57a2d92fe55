import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { defineCheck, indicatorOrder, indicatorPlace, indicatorsChecked } from './check.ts'
import { excerpt, points } from './figure-text.ts'

export const missedButFull = defineCheck({
  id: 'missed-but-full',
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
WHERE NOT i.attained
  AND i.weight > 0
  AND i.score >= i.weight
  AND ${indicatorsChecked(scope)}
ORDER BY ${indicatorOrder}`,
  message: (row) => ({
    zh: `${excerpt(row.level3)}：目标 ${row.target ?? '未填'}，实际 ${row.actual ?? '未填'}，未达标，仍得 ${points(row.score)} / ${points(row.weight)} 分`,
    en: `${excerpt(row.level3)}: target ${row.target ?? 'absent'}, actual ${row.actual ?? 'absent'}: missed, yet ${points(row.score)} of ${points(row.weight)} points`,
  }),
})
