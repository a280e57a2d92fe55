import * as z from 'zod/mini'
import { factOf, type Declaration, type DeclaredScope } from '@/domain/declaration.ts'
import { measures, type Dimension, type MeasureName } from '@/domain/measures.ts'
import type { Selection } from '@/domain/selection.ts'
import { dimensionSql, factSql, measureColumn } from '@/engine/measure-sql.ts'
import { allOf, columnLines, list, sql, type Statement } from '@/engine/sql.ts'
import { formFilter, indicatorFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

type DimensionValue<D extends Dimension> = D extends 'year' | 'score_point' ? number : D extends 'department' | 'project_id' | 'level3' ? string : string | null
type MeasureValue<M extends MeasureName> = M extends 'initial_budget' | 'full_year_budget' | 'executed' | 'cut' | 'indicator_weight' | 'indicator_score'
  ? string | null
  : M extends `${string}_count`
    ? number
    : number | null

/** One group: its dimensions and its measures. Money and points are exact plain strings, shares fractions, absent null. */
export type AggregateRow<D extends Dimension, M extends MeasureName> = { readonly [K in D]: DimensionValue<K> } & { readonly [K in M]: MeasureValue<K> }

function rowSchema(groupBy: readonly Dimension[], names: readonly MeasureName[]): z.ZodMiniType {
  const shape: Record<string, z.ZodMiniType> = {}
  for (const dimension of groupBy) {
    const text = dimension === 'department' || dimension === 'project_id' || dimension === 'level3' ? z.string() : z.nullable(z.string())
    shape[dimension] = dimension === 'year' || dimension === 'score_point' ? z.int() : text
  }
  for (const name of names) {
    const { kind } = measures[name].form
    const counted = kind === 'distinct' || kind === 'rows' || kind === 'masked-cuts'
    shape[name] = kind === 'sum' || kind === 'sum-of' ? z.nullable(z.string()) : counted ? z.int() : z.nullable(z.number())
  }
  return z.strictObject(shape)
}

function whereSql(where: NonNullable<DeclaredScope['where']>): readonly Statement[] {
  const values = Object.entries(where) as [Dimension, string | null][]
  return values.map(([dimension, value]) => (value === null ? sql`${dimensionSql(dimension)} IS NULL` : sql`${dimensionSql(dimension)} = ${value}`))
}

/**
 * Compiles a declaration to a question; `scopeOf` says which rows its parameters ask about. Text of the selection is looked
 * for in an indicator's own too, unless its text is given. Throws where the measures come from different tables.
 */
export function aggregateWithin<Params, const D extends Dimension, const M extends MeasureName>(declaration: Declaration<D, M>, scopeOf: (params: Params) => DeclaredScope): Query<Params, AggregateRow<D, M>> {
  const fact = factOf(declaration)
  const groups = declaration.groupBy.map((dimension) => dimensionSql(dimension))
  // Other dimensions are columns, and answer under their own names.
  const named = declaration.groupBy.map((dimension) => (dimension === 'score_point' ? sql`${dimensionSql(dimension)} AS score_point` : dimensionSql(dimension)))
  const present = declaration.groupBy.some((dimension) => dimension === 'score_point') ? [sql`p.total_score IS NOT NULL`] : []
  return {
    name: declaration.name,
    declared: { declaration, scope: scopeOf },
    row: rowSchema(declaration.groupBy, declaration.measures) as unknown as z.ZodMiniType<AggregateRow<D, M>>,
    statement: (params) => {
      const { selection, where = {} } = scopeOf(params)
      const columns = [...named, ...declaration.measures.map((name) => measureColumn(name, selection))]
      const filter = fact === 'indicator' && where.level3 === undefined ? indicatorFilter(selection) : formFilter(selection)
      const conditions = [...whereSql(where), ...present]
      const selected = sql`SELECT\n  ${columnLines(columns)}\nFROM ${factSql(fact)}\nWHERE ${conditions.length === 0 ? filter : allOf([...conditions, filter])}`
      return groups.length === 0 ? selected : sql`${selected}\nGROUP BY ${list(groups)}\nORDER BY ${list(groups)}`
    },
  }
}

/** Compiles a declaration to a question over a selection. Throws where its measures come from different tables. */
export function aggregate<const D extends Dimension, const M extends MeasureName>(declaration: Declaration<D, M>): Query<Selection, AggregateRow<D, M>> {
  return aggregateWithin(declaration, (selection: Selection) => ({ selection }))
}
