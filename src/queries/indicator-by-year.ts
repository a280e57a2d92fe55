import { z } from 'zod'
import type { Selection } from '@/domain/selection.ts'
import { columnLines, sql } from '@/engine/sql.ts'
import { measureColumn } from '@/engine/measure-sql.ts'
import { formFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

const row = z.strictObject({
  year: z.int(),
  indicator_count: z.int(),
  indicator_weight: z.string().nullable(),
  indicator_score: z.string().nullable(),
  score_rate: z.number().nullable(),
  attained_share: z.number().nullable(), // of those that can be judged
})
export type IndicatorByYearRow = z.infer<typeof row>

/** One level-3 indicator by year: how often it occurs, and how it scores. */
export const indicatorByYear: Query<{ readonly level3: string; readonly selection: Selection }, IndicatorByYearRow> = {
  name: 'indicator by year',
  row,
  statement: ({ level3, selection }) => sql`
SELECT
  CAST(p.year AS INTEGER) AS year,
  ${columnLines((['indicator_count', 'indicator_weight', 'indicator_score', 'score_rate'] as const).map((name) => measureColumn(name, selection)))},
  CAST(count(*) FILTER (WHERE i.attained) AS DOUBLE) / nullif(count(i.attained), 0) AS attained_share
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
WHERE i.level3 = ${level3} AND ${formFilter(selection)}
GROUP BY p.year
ORDER BY p.year`,
}
