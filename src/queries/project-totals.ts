import { z } from 'zod'
import type { Selection } from '@/domain/selection.ts'
import { allOf, columnLines, sql } from '@/engine/sql.ts'
import { measureColumn } from '@/engine/measure-sql.ts'
import type { Query } from './query.ts'

const money = z.string().nullable()
const share = z.number().nullable()
const row = z.strictObject({ form_count: z.int(), initial_budget: money, full_year_budget: money, executed: money, cut: money, cut_rate: share, execution_rate: share, execution_of_initial: share, average_score: share, masked_cut_count: z.int() })
export type ProjectTotalsRow = z.infer<typeof row>

/** One project's figures over the selected years: one row. */
export const projectTotals: Query<{ readonly projectId: string; readonly selection: Selection }, ProjectTotalsRow> = {
  name: 'project totals',
  row,
  statement: ({ projectId, selection }) => {
    const { from, to } = selection
    const years = [...(from === null ? [] : [sql`p.year >= ${from}`]), ...(to === null ? [] : [sql`p.year <= ${to}`])]
    return sql`
SELECT
  ${columnLines((['form_count', 'initial_budget', 'full_year_budget', 'executed', 'cut', 'cut_rate', 'execution_rate', 'execution_of_initial', 'average_score', 'masked_cut_count'] as const).map((name) => measureColumn(name, selection)))}
FROM project_year AS p
WHERE ${allOf([sql`p.project_id = ${projectId}`, ...years])}
ORDER BY form_count`
  },
}
