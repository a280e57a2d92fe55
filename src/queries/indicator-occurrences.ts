import * as z from 'zod/mini'
import type { Selection } from '@/domain/selection.ts'
import { sql } from '@/engine/sql.ts'
import { formFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

const text = z.nullable(z.string())
const row = z.strictObject({
  form_id: z.string(),
  seq: z.int(),
  year: z.int(),
  project_id: z.string(),
  project: z.string(),
  department: z.string(),
  level1: text,
  level2: text,
  target: text,
  actual: text,
  weight: text, // points, exact
  score: text,
  score_rate: z.nullable(z.number()),
  attained: z.nullable(z.boolean()),
  deviation_reason: text,
})
export type IndicatorOccurrencesRow = z.infer<typeof row>

/** One level-3 indicator wherever it occurs in a selection. */
export const indicatorOccurrences: Query<{ readonly level3: string; readonly selection: Selection }, IndicatorOccurrencesRow> = {
  name: 'indicator occurrences',
  row,
  statement: ({ level3, selection }) => sql`
SELECT
  i.form_id,
  i.seq,
  CAST(p.year AS INTEGER) AS year,
  p.project_id,
  p.project,
  p.department,
  i.level1,
  i.level2,
  i.target,
  i.actual,
  CAST(i.weight AS VARCHAR) AS weight,
  CAST(i.score AS VARCHAR) AS score,
  CAST(i.score AS DOUBLE) / CAST(nullif(i.weight, 0) AS DOUBLE) AS score_rate,
  i.attained,
  i.deviation_reason
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
WHERE i.level3 = ${level3} AND ${formFilter(selection)}
ORDER BY p.year DESC, p.department, p.project, i.form_id, i.seq`,
}
