import { z } from 'zod'
import { sql } from '@/engine/sql.ts'
import type { Query } from './query.ts'

const text = z.string().nullable()
const row = z.strictObject({
  form_id: z.string(),
  year: z.int(),
  seq: z.int(),
  level1: text,
  level2: text,
  level3: z.string(),
  target: text,
  actual: text,
  weight: text, // points, exact
  score: text,
  deviation_reason: text,
  attained: z.boolean().nullable(),
})
export type ProjectIndicatorsRow = z.infer<typeof row>

/** The indicators of one project's forms, by year and in the form's order. */
export const projectIndicators: Query<{ readonly projectId: string }, ProjectIndicatorsRow> = {
  name: 'project indicators',
  row,
  statement: ({ projectId }) => sql`
SELECT
  i.form_id,
  CAST(p.year AS INTEGER) AS year,
  i.seq,
  i.level1,
  i.level2,
  i.level3,
  i.target,
  i.actual,
  CAST(i.weight AS VARCHAR) AS weight,
  CAST(i.score AS VARCHAR) AS score,
  i.deviation_reason,
  i.attained
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
WHERE p.project_id = ${projectId}
ORDER BY p.year, i.seq`,
}
