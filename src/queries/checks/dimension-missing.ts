import * as z from 'zod/mini'
import { holdsText, matchesPattern } from '@/engine/dialect.ts'
import { sql } from '@/engine/sql.ts'
import { defineCheck, formOrder, formPlace, formsChecked } from './check.ts'

export const dimensionMissing = defineCheck({
  id: 'dimension-missing',
  figures: { output_count: z.int(), benefit_count: z.int(), satisfaction_count: z.int(), indicator_count: z.int() },
  statement: (scope) => sql`
WITH named AS (
  SELECT
    form_id,
    COALESCE(level1, '') || ' ' || COALESCE(level2, '') AS levels,
    level1 IS NULL AND level2 IS NULL AS unnamed
  FROM indicator
), counted AS (
  SELECT
    form_id,
    count(*) AS indicators,
    count(*) FILTER (WHERE ${matchesPattern(sql`levels`, sql`'产出|数量|质量|时效|成本'`)}) AS outputs,
    count(*) FILTER (WHERE ${holdsText(sql`levels`, sql`'效益'`)} OR ${holdsText(sql`levels`, sql`'可持续'`)}) AS benefits,
    count(*) FILTER (WHERE ${holdsText(sql`levels`, sql`'满意'`)}) AS satisfactions
  FROM named
  GROUP BY form_id
  HAVING NOT bool_or(unnamed)
)
SELECT
  ${formPlace},
  CAST(c.outputs AS INTEGER) AS output_count,
  CAST(c.benefits AS INTEGER) AS benefit_count,
  CAST(c.satisfactions AS INTEGER) AS satisfaction_count,
  CAST(c.indicators AS INTEGER) AS indicator_count
FROM project_year AS p
JOIN counted AS c ON c.form_id = p.form_id
WHERE least(c.outputs, c.benefits, c.satisfactions) = 0
  AND ${formsChecked(scope)}
ORDER BY ${formOrder}`,
  message: (row) => {
    const missing = [
      row.output_count === 0 && { zh: '产出', en: 'output' },
      row.benefit_count === 0 && { zh: '效益', en: 'benefit' },
      row.satisfaction_count === 0 && { zh: '满意度', en: 'satisfaction' },
    ].filter((part) => part !== false)
    return {
      zh: `${row.indicator_count} 条指标中没有${missing.map(({ zh }) => zh).join('、')}指标`,
      en: `none of ${row.indicator_count} indicators is about ${missing.map(({ en }) => en).join(', ')}`,
    }
  },
})
