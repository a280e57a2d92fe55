import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { defineCheck, formOrder, formPlace, formsChecked } from './check.ts'
import { excerpt } from './figure-text.ts'

export const copiedGoal = defineCheck({
  id: 'copied-goal',
  figures: { actual_goal: z.string() },
  statement: (scope) => sql`
SELECT
  ${formPlace},
  p.actual_goal
FROM project_year AS p
WHERE p.actual_goal = p.expected_goal
  AND ${formsChecked(scope)}
ORDER BY ${formOrder}`,
  message: (row) => ({
    zh: `实际完成情况照抄预期目标：“${excerpt(row.actual_goal)}”`,
    en: `the actual result repeats the expected goal: “${excerpt(row.actual_goal)}”`,
  }),
})
