import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { defineCheck, indicatorOrder, indicatorPlace, indicatorsChecked } from './check.ts'
import { excerpt, points } from './figure-text.ts'

/** The year before is looked up in the whole dataset. Where the text stands twice in it, its lowest actual counts. */
export const ratchetDown = defineCheck({
  id: 'ratchet-down',
  figures: { level3: z.string(), target: z.nullable(z.string()), target_value: z.string(), last_actual_value: z.string(), last_year: z.int() },
  statement: (scope) => sql`
WITH last_year AS (
  SELECT p.project_id, p.year, i.level3, i.target_unit, min(i.actual_value) AS actual_value
  FROM indicator AS i
  JOIN project_year AS p ON p.form_id = i.form_id
  WHERE i.actual_value IS NOT NULL
  GROUP BY p.project_id, p.year, i.level3, i.target_unit
)
SELECT
  ${indicatorPlace},
  i.level3,
  i.target,
  CAST(i.target_value AS VARCHAR) AS target_value,
  CAST(min(l.actual_value) AS VARCHAR) AS last_actual_value,
  CAST(p.year - 1 AS INTEGER) AS last_year
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
JOIN last_year AS l ON l.project_id = p.project_id
  AND l.year = p.year - 1
  AND l.level3 = i.level3
  AND COALESCE(l.target_unit = i.target_unit, TRUE)
WHERE (i.target_operator IN ('>=', '>') OR (i.target_operator = '=' AND i.target_value > 0))
  AND ${indicatorsChecked(scope)}
GROUP BY p.form_id, p.project_id, p.project, p.department, p.year, i.seq, i.level3, i.target, i.target_value
HAVING i.target_value < min(l.actual_value)
ORDER BY ${indicatorOrder}`,
  message: (row) => ({
    zh: `${excerpt(row.level3)}：目标 ${row.target ?? points(row.target_value)}，低于 ${row.last_year} 年实际 ${points(row.last_actual_value)}`,
    en: `${excerpt(row.level3)}: a target of ${row.target ?? points(row.target_value)} is below the actual of ${row.last_year}, ${points(row.last_actual_value)}`,
  }),
})
