import * as z from 'zod/mini'
import type { AskSums, Declaration } from '@/domain/declaration.ts'
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

const byText: Declaration = { name: 'indicators', groupBy: ['level3'], measures }

/** The most frequent value of a level for each text; the first of equals, as they come in their order. */
function commonest(sums: AskSums, level: 'level1' | 'level2', selection: Selection): ReadonlyMap<unknown, string> | null {
  const rows = sums({ name: level, groupBy: ['level3', level], measures: ['indicator_count'] }, { selection })
  if (rows === null) return null
  const most = new Map<unknown, { readonly value: string; readonly count: number }>()
  for (const { level3, [level]: value, indicator_count: count } of rows) {
    if (typeof value === 'string' && Number(count) > (most.get(level3)?.count ?? 0)) most.set(level3, { value, count: Number(count) })
  }
  return new Map([...most].map(([level3, { value }]) => [level3, value]))
}

/** Each level-3 text of a selection: how often it occurs, and how it scores. */
export const indicators: Query<Selection, IndicatorsRow> = {
  name: 'indicators',
  row,
  fromSums: (sums, selection) => {
    const [rows, level1, level2] = [sums(byText, { selection }), commonest(sums, 'level1', selection), commonest(sums, 'level2', selection)]
    if (!rows || !level1 || !level2) return null
    const named = rows.map(({ level3, ...rest }) => ({ level3, level1: level1.get(level3) ?? null, level2: level2.get(level3) ?? null, ...rest }) as IndicatorsRow)
    // Texts come in their own order, which stays among equals.
    return named.toSorted((left, right) => right.indicator_count - left.indicator_count)
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
