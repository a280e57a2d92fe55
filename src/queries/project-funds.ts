import { z } from 'zod'
import { sql } from '@/engine/sql.ts'
import type { Query } from './query.ts'

const money = z.string().nullable()
const row = z.strictObject({ form_id: z.string(), year: z.int(), source: z.string(), initial_budget: money, full_year_budget: money, executed: money })
export type ProjectFundsRow = z.infer<typeof row>

/** The fund sources of one project's forms, by year and in the form's order. */
export const projectFunds: Query<{ readonly projectId: string }, ProjectFundsRow> = {
  name: 'project funds',
  row,
  statement: ({ projectId }) => sql`
SELECT
  f.form_id,
  CAST(p.year AS INTEGER) AS year,
  f.source,
  CAST(f.initial_budget AS VARCHAR) AS initial_budget,
  CAST(f.full_year_budget AS VARCHAR) AS full_year_budget,
  CAST(f.executed AS VARCHAR) AS executed
FROM fund_source AS f
JOIN project_year AS p ON p.form_id = f.form_id
WHERE p.project_id = ${projectId}
ORDER BY p.year, f.source = '其他资金', f.source = '上年结转资金', f.source`,
}
