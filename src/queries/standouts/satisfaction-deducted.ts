import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { isSatisfaction, pointsTakenOff } from '@/rollups/forms/satisfaction-points.ts'
import { formFilter } from '../parts/selection-filter.ts'
import { number, warnIf } from './spoken-figure.ts'
import { defineStandout, inYear, latestYear } from './standout.ts'

const row = z.strictObject({ year: z.int(), form_count: z.int(), deducted_form_count: z.int(), points: z.string() })

export type SatisfactionDeductedRow = z.infer<typeof row>

/** Forms of the last year on which satisfaction met its target and yet lost points. */
export const satisfactionDeducted = defineStandout({
  id: 'satisfaction-deducted',
  row,
  statement: (scope) => sql`
WITH ${latestYear(scope)}, satisfaction AS (
  SELECT p.form_id, p.year, ${pointsTakenOff()} AS points
  FROM indicator AS i
  JOIN project_year AS p ON p.form_id = i.form_id
  JOIN latest AS l ON l.year = p.year
  WHERE ${isSatisfaction()}
    AND ${formFilter(scope.selection)}
  GROUP BY p.form_id, p.year
)
SELECT
  CAST(year AS INTEGER) AS year,
  CAST(count(*) AS INTEGER) AS form_count,
  CAST(count(points) AS INTEGER) AS deducted_form_count,
  CAST(sum(points) AS VARCHAR) AS points
FROM satisfaction
GROUP BY year
HAVING count(points) > 0
ORDER BY year`,
  words: (row) => ({
    template: {
      zh: '{year} 年 {forms} 份有满意度指标的自评表中，{deducted} 份满意度达标仍被扣分，共扣 {points} 分。',
      en: 'Of {forms} forms with a satisfaction indicator in {year}, {deducted} met its target and yet took points off, {points} in all.',
    },
    spoken: { year: { text: { zh: String(row.year), en: String(row.year) } }, forms: number(row.form_count), deducted: warnIf(true, number(row.deducted_form_count)), points: number(Number(row.points), 2) },
    link: { path: '/audit', query: { ...inYear(row.year), rule: 'met-but-deducted' } },
  }),
})
