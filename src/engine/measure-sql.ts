import { measures, type MeasureName } from '@/domain/measures.ts'
import type { Selection } from '@/domain/selection.ts'
import { identifier, sql, type Statement } from './sql.ts'
import { maskedCutCondition } from './table-sql.ts'

type Thresholds = Pick<Selection, 'minCut' | 'minExecution'>

/** A measure as SQL over a group of rows, in its own exact type: money DECIMAL, counts BIGINT, ratios and means DOUBLE. */
export function measureSql(name: MeasureName, thresholds: Thresholds): Statement {
  const { form } = measures[name]
  switch (form.kind) {
    case 'sum':
      return form.minus ? sql`sum(p.${identifier(form.plus)} - p.${identifier(form.minus)})` : sql`sum(p.${identifier(form.plus)})`
    case 'sum-of':
      return sql`sum(i.${identifier(form.column)})`
    case 'distinct':
      return sql`count(DISTINCT p.${identifier(form.column)})`
    case 'rows':
      return sql`count(*)`
    case 'masked-cuts':
      return sql`count(*) FILTER (WHERE ${maskedCutCondition(thresholds)})`
    case 'mean':
      return form.weight
        ? sql`CAST(sum(CAST(p.${identifier(form.column)} AS DECIMAL(38,2)) * p.${identifier(form.weight)}) AS DOUBLE) / CAST(nullif(sum(p.${identifier(form.weight)}) FILTER (WHERE p.${identifier(form.column)} IS NOT NULL), 0) AS DOUBLE)`
        : sql`CAST(sum(p.${identifier(form.column)}) AS DOUBLE) / count(p.${identifier(form.column)})`
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
