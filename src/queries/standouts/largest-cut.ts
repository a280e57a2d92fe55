import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { maskedCutCondition } from '@/engine/table-sql.ts'
import { rate } from '../parts/cut-condition.ts'
import { formFilter } from '../parts/selection-filter.ts'
import { money, name, number, share, warnIf } from './spoken-figure.ts'
import { defineStandout, latestYear } from './standout.ts'

const row = z.strictObject({ form_id: z.string(), project_id: z.string(), project: z.string(), year: z.int(), initial_budget: z.string(), full_year_budget: z.string(), cut: z.string(), cut_rate: z.number(), execution_rate: z.nullable(z.number()), masked_cut: z.boolean() })

export type LargestCutRow = z.infer<typeof row>

/** The largest amount cut in the last year. */
export const largestCut = defineStandout({
  id: 'largest-cut',
  row,
  statement: (scope) => sql`
WITH ${latestYear(scope)}
SELECT
  p.form_id,
  p.project_id,
  p.project,
  CAST(p.year AS INTEGER) AS year,
  CAST(p.initial_budget AS VARCHAR) AS initial_budget,
  CAST(p.full_year_budget AS VARCHAR) AS full_year_budget,
  CAST(p.initial_budget - p.full_year_budget AS VARCHAR) AS cut,
  ${rate(sql`(p.initial_budget - p.full_year_budget)`, sql`p.initial_budget`)} AS cut_rate,
  ${rate(sql`p.executed`, sql`p.full_year_budget`)} AS execution_rate,
  COALESCE(${maskedCutCondition(scope.selection)}, FALSE) AS masked_cut
FROM project_year AS p
JOIN latest AS l ON l.year = p.year
WHERE p.initial_budget > 0
  AND p.initial_budget > p.full_year_budget
  AND ${formFilter(scope.selection)}
ORDER BY p.initial_budget - p.full_year_budget DESC, p.form_id
LIMIT 1`,
  words: (row, { selection }) => ({
    template: {
      zh: `{year} 年调减最多的是“{project}”：年初 {initial}，全年 {full}，减了 {cut}（{rate}）${row.masked_cut ? '，表上执行率 {execution}' : ''}。`,
      en: `The largest cut of {year} is “{project}”: from {initial} to {full}, {cut} less ({rate})${row.masked_cut ? ', and its execution rate reads {execution}' : ''}.`,
    },
    spoken: { year: { text: { zh: String(row.year), en: String(row.year) } }, project: name(row.project), initial: money(row.initial_budget), full: money(row.full_year_budget), cut: warnIf(row.cut_rate >= selection.minCut, money(row.cut)), rate: warnIf(row.cut_rate >= selection.minCut, share(row.cut_rate)), execution: row.execution_rate === null ? number(0) : share(row.execution_rate) },
    link: { path: `/project/${encodeURIComponent(row.project_id)}`, query: {} },
  }),
})
