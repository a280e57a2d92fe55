import * as z from 'zod/mini'
import { holdsText } from '@/engine/dialect.ts'
import { sql } from '@/engine/sql.ts'
import { defineCheck, indicatorOrder, indicatorPlace, indicatorsChecked } from './check.ts'
import { excerpt } from './figure-text.ts'

export const vacuousTarget = defineCheck({
  id: 'vacuous-target',
  figures: { level2: z.nullable(z.string()), level3: z.string(), target: z.nullable(z.string()), actual: z.nullable(z.string()), at_least_zero: z.boolean() },
  statement: (scope) => sql`
SELECT
  ${indicatorPlace},
  i.level2,
  i.level3,
  i.target,
  i.actual,
  COALESCE(i.target_operator = '>=' AND i.target_value = 0, FALSE) AS at_least_zero
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
WHERE (
    (i.target_kind = 'qualitative' AND (${holdsText(sql`i.level2`, sql`'数量'`)} OR ${holdsText(sql`i.level2`, sql`'成本'`)}))
    OR (i.target_operator = '>=' AND i.target_value = 0)
  )
  AND ${indicatorsChecked(scope)}
ORDER BY ${indicatorOrder}`,
  message: (row) => ({
    zh: row.at_least_zero ? `${excerpt(row.level3)}：目标 ${row.target ?? ''}，任何结果都达标` : `${excerpt(row.level3)}：${row.level2 ?? ''}的目标是“${row.target ?? ''}”，没有数值`,
    en: row.at_least_zero ? `${excerpt(row.level3)}: a target of ${row.target ?? ''} is met by any result` : `${excerpt(row.level3)}: the target of a ${row.level2 ?? ''} is “${row.target ?? ''}”, without a number`,
  }),
})
