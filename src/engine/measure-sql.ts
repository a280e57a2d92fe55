import { addendsOf, type Addend } from '@/domain/addends.ts'
import { measures, type Dimension, type Measure, type MeasureName } from '@/domain/measures.ts'
import type { Selection } from '@/domain/selection.ts'
import { identifier, sql, type Statement } from './sql.ts'
import { maskedCutCondition } from './table-sql.ts'

type Thresholds = Pick<Selection, 'minCut' | 'minExecution'>

/** What one row adds, over project_year as `p` and indicator as `i`; NULL where it adds nothing. */
export function addendSql(addend: Addend): Statement {
  const cell = (column: string) => (column === 'weight' || column === 'score' || column === 'attained' ? sql`i.${identifier(column)}` : sql`p.${identifier(column)}`)
  switch (addend.kind) {
    case 'column':
      return addend.minus === undefined ? cell(addend.column) : sql`${cell(addend.column)} - ${cell(addend.minus)}`
    case 'product':
      // Two decimals of up to 18 digits multiply within 18 digits in DuckDB, so one of them is wider.
      return sql`CAST(${cell(addend.column)} AS DECIMAL(38,2)) * ${cell(addend.weight)}`
    case 'given':
      return sql`CASE WHEN ${cell(addend.given)} IS NOT NULL THEN ${cell(addend.column)} END`
    case 'truth':
      return sql`CAST(${cell(addend.column)} AS INTEGER)`
  }
}

/** A dimension of a row, over project_year as `p` and indicator as `i`. */
export function dimensionSql(dimension: Dimension): Statement {
  if (dimension === 'score_point') return sql`CAST(floor(p.total_score) AS INTEGER)`
  return dimension === 'level1' || dimension === 'level2' || dimension === 'level3' ? sql`i.${identifier(dimension)}` : sql`p.${identifier(dimension)}`
}

/** The rows that are grouped: forms, or indicators each with its form. */
export function factSql(fact: Measure['fact']): Statement {
  return fact === 'indicator' ? sql`indicator AS i\nJOIN project_year AS p ON p.form_id = i.form_id` : sql`project_year AS p`
}

/** A measure as SQL over a group of rows, in its own exact type: money DECIMAL, counts BIGINT, ratios and means DOUBLE. */
export function measureSql(name: MeasureName, thresholds: Thresholds): Statement {
  const { form } = measures[name]
  const [first, second] = addendsOf(form).map((addend) => addendSql(addend))
  switch (form.kind) {
    case 'sum':
    case 'sum-of':
      return sql`sum(${first ?? null})`
    case 'distinct':
      return sql`count(DISTINCT p.${identifier(form.column)})`
    case 'rows':
      return sql`count(*)`
    case 'masked-cuts':
      return sql`count(*) FILTER (WHERE ${maskedCutCondition(thresholds)})`
    case 'mean':
      return form.weight
        ? sql`CAST(sum(${first ?? null}) AS DOUBLE) / CAST(nullif(sum(${second ?? null}), 0) AS DOUBLE)`
        : sql`CAST(sum(${first ?? null}) AS DOUBLE) / count(${first ?? null})`
    case 'share':
      return sql`CAST(sum(${first ?? null}) AS DOUBLE) / count(${first ?? null})`
    case 'ratio':
      return sql`CAST(${measureSql(form.of, thresholds)} AS DOUBLE) / CAST(nullif(${measureSql(form.over, thresholds)}, 0) AS DOUBLE)`
  }
}

/** A measure as an answer's column: exact money and points as text, counts as INTEGER, ratios and means as DOUBLE. */
export function measureColumn(name: MeasureName, thresholds: Thresholds): Statement {
  const { form } = measures[name]
  const value = measureSql(name, thresholds)
  const exact = form.kind === 'sum' || form.kind === 'sum-of'
  const counted = form.kind === 'distinct' || form.kind === 'rows' || form.kind === 'masked-cuts'
  const cast = exact ? sql`CAST(${value} AS VARCHAR)` : counted ? sql`CAST(${value} AS INTEGER)` : value
  return sql`${cast} AS ${identifier(name)}`
}
