import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { maskedCutCondition } from '@/engine/table-sql.ts'
import { rate } from '../parts/cut-condition.ts'
import { formFilter } from '../parts/selection-filter.ts'
import { money, name, number, share, warnIf } from './spoken-figure.ts'
import { defineStandout, inYear, latestYear } from './standout.ts'

const row = z.strictObject({ year: z.int(), masked_cut_count: z.int(), cut: z.string(), form_id: z.string(), project_id: z.string(), project: z.string(), cut_rate: z.number() })

export type MaskedCutsRow = z.infer<typeof row>

/** How many cuts the execution rate hides, and the deepest of them. */
export const maskedCuts = defineStandout({
  id: 'masked-cuts',
  row,
  statement: (scope) => sql`
WITH ${latestYear(scope)}, masked AS (
  SELECT
    p.form_id,
    p.project_id,
    p.project,
    p.year,
    p.initial_budget - p.full_year_budget AS cut,
    ${rate(sql`(p.initial_budget - p.full_year_budget)`, sql`p.initial_budget`)} AS cut_rate
  FROM project_year AS p
  JOIN latest AS l ON l.year = p.year
  WHERE ${maskedCutCondition(scope.selection)}
    AND ${formFilter(scope.selection)}
), added AS (
  SELECT count(*) AS forms, sum(cut) AS cut
  FROM masked
)
SELECT
  CAST(m.year AS INTEGER) AS year,
  CAST(a.forms AS INTEGER) AS masked_cut_count,
  CAST(a.cut AS VARCHAR) AS cut,
  m.form_id,
  m.project_id,
  m.project,
  m.cut_rate
FROM masked AS m
CROSS JOIN added AS a
ORDER BY m.cut_rate DESC, m.form_id
LIMIT 1`,
  words: (row, { selection }) => ({
    template: {
      zh: '{year} 年有 {count} 个项目调减 ≥ {minCut} 而表上执行率仍 ≥ {minExecution}，合计 {cut}；调减最深的是“{project}”，减了 {rate}。',
      en: 'In {year} the budgets of {count} projects were cut by {minCut} or more while their execution rates read {minExecution} or more, {cut} in all; the deepest is “{project}” with {rate}.',
    },
    spoken: { year: { text: { zh: String(row.year), en: String(row.year) } }, count: warnIf(true, number(row.masked_cut_count)), minCut: share(selection.minCut), minExecution: share(selection.minExecution), cut: warnIf(true, money(row.cut)), project: name(row.project), rate: warnIf(true, share(row.cut_rate)) },
    link: { path: '/cuts', query: inYear(row.year) },
  }),
})
