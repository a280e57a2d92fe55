import * as z from 'zod/mini'
import { tables } from '@/domain/tables.ts'
import { identifier, sql, unionAll } from '@/engine/sql.ts'
import { defineCheck, formPlace, formsChecked } from './check.ts'
import { yuan } from './figure-text.ts'

const columns = ['initial_budget', 'full_year_budget', 'executed'] as const

function columnLabel(name: string) {
  return tables.fund_source.columns.find((column) => column.name === name)?.label ?? { zh: name, en: name }
}

export const fundSum = defineCheck({
  id: 'fund-sum',
  figures: { column: z.enum(columns), fund_sum: z.string(), total: z.string(), difference: z.string() },
  // In the order of the columns on a form, which happens to be that of their names from the last to the first.
  withinForm: sql`"column" DESC`,
  statement: (scope) => sql`
WITH added AS (
  ${unionAll(
    columns.map(
      (column, index) => sql`SELECT form_id, CAST(${index} AS INTEGER) AS place, ${column} AS name, sum(${identifier(column)}) AS fund_sum
  FROM fund_source
  GROUP BY form_id`,
    ),
  )}
), totals AS (
  ${unionAll(columns.map((column, index) => sql`SELECT form_id, CAST(${index} AS INTEGER) AS place, ${identifier(column)} AS total FROM project_year`))}
)
SELECT
  ${formPlace},
  a.name AS "column",
  CAST(a.fund_sum AS VARCHAR) AS fund_sum,
  CAST(t.total AS VARCHAR) AS total,
  CAST(a.fund_sum - t.total AS VARCHAR) AS difference
FROM added AS a
JOIN totals AS t ON t.form_id = a.form_id AND t.place = a.place
JOIN project_year AS p ON p.form_id = a.form_id
WHERE a.fund_sum <> t.total
  AND ${formsChecked(scope)}
ORDER BY p.year, p.department, p.project, p.form_id, a.place`,
  message: (row) => ({
    zh: `${columnLabel(row.column).zh}：各资金来源合计 ${yuan(row.fund_sum)} 元，总额 ${yuan(row.total)} 元，相差 ${yuan(row.difference)} 元`,
    en: `${columnLabel(row.column).en}: the sources add up to ${yuan(row.fund_sum)} yuan, the total says ${yuan(row.total)}, a difference of ${yuan(row.difference)}`,
  }),
})
