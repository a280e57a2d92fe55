import * as z from 'zod/mini'
import type { AskedSums } from '@/domain/declaration.ts'
import type { Selection } from '@/domain/selection.ts'
import { mostFrequent } from '@/engine/dialect.ts'
import { measureColumn } from '@/engine/measure-sql.ts'
import { columnLines, sql } from '@/engine/sql.ts'
import { indicatorFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

const measures = ['project_count', 'department_count', 'indicator_count', 'indicator_weight', 'indicator_score', 'score_rate', 'attained_share'] as const
const row = z.strictObject({
  level3: z.string(),
  level1: z.nullable(z.string()), // the most frequent, where forms differ
  level2: z.nullable(z.string()),
  project_count: z.int(),
  department_count: z.int(),
  indicator_count: z.int(),
  indicator_weight: z.nullable(z.string()),
  indicator_score: z.nullable(z.string()),
  score_rate: z.nullable(z.number()),
  attained_share: z.nullable(z.number()), // of those that can be judged
})
export type IndicatorsRow = z.infer<typeof row>

const byText: AskedSums = { name: 'indicators', groupBy: ['level3'], commonest: ['level1', 'level2'], measures }

/** Each level-3 text of a selection: how often it occurs, and how it scores. */
export const indicators: Query<Selection, IndicatorsRow> = {
  name: 'indicators',
  row,
  fromSums: (sums, selection) => {
    // Texts come in their own order, which stays among equals.
    const rows = sums(byText, { selection })?.map((row) => ({ row, count: Number(row['indicator_count']) })).sort((left, right) => right.count - left.count)
    return rows ? (rows.map(({ row }) => row) as unknown as readonly IndicatorsRow[]) : null
  },
  statement: (selection) => sql`
SELECT
  i.level3,
  ${mostFrequent(sql`i.level1`)} AS level1,
  ${mostFrequent(sql`i.level2`)} AS level2,
  ${columnLines(measures.map((name) => measureColumn(name, selection)))}
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
WHERE ${indicatorFilter(selection)}
GROUP BY i.level3
ORDER BY count(*) DESC, i.level3`,
}
