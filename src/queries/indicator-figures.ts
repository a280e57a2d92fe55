import { z } from 'zod'
import type { Selection } from '@/domain/selection.ts'
import { columnLines, sql } from '@/engine/sql.ts'
import { measureColumn } from '@/engine/measure-sql.ts'
import { formFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

const row = z.strictObject({
  indicator_count: z.int(),
  project_count: z.int(),
  department_count: z.int(),
  indicator_weight: z.string().nullable(),
  indicator_score: z.string().nullable(),
  score_rate: z.number().nullable(),
})
export type IndicatorFiguresRow = z.infer<typeof row>

/** One level-3 indicator's figures over a selection: one row, zero where it does not occur. */
export const indicatorFigures: Query<{ readonly level3: string; readonly selection: Selection }, IndicatorFiguresRow> = {
  name: 'indicator figures',
  row,
  statement: ({ level3, selection }) => sql`
SELECT
  ${columnLines((['indicator_count', 'project_count', 'department_count', 'indicator_weight', 'indicator_score', 'score_rate'] as const).map((name) => measureColumn(name, selection)))}
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
WHERE i.level3 = ${level3} AND ${formFilter(selection)}
ORDER BY indicator_count`,
}
