import { z } from 'zod'
import type { Declaration } from '@/domain/declaration.ts'
import { measures, type Dimension, type MeasureName } from '@/domain/measures.ts'
import type { Selection } from '@/domain/selection.ts'
import { columnLines, identifier, list, sql, type Statement } from '@/engine/sql.ts'
import { measureColumn } from '@/engine/measure-sql.ts'
import { formFilter, indicatorFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

type DimensionValue<D extends Dimension> = D extends 'year' ? number : D extends 'department' | 'project_id' | 'level3' ? string : string | null
type MeasureValue<M extends MeasureName> = M extends 'initial_budget' | 'full_year_budget' | 'executed' | 'cut' | 'indicator_weight' | 'indicator_score'
  ? string | null
  : M extends `${string}_count`
    ? number
    : number | null

/** One group: its dimensions and its measures. Money and points are exact plain strings, shares fractions, absent null. */
export type AggregateRow<D extends Dimension, M extends MeasureName> = { readonly [K in D]: DimensionValue<K> } & { readonly [K in M]: MeasureValue<K> }

function rowSchema(groupBy: readonly Dimension[], names: readonly MeasureName[]): z.ZodType {
  const shape: Record<string, z.ZodType> = {}
  for (const dimension of groupBy) {
    const text = dimension === 'department' || dimension === 'project_id' || dimension === 'level3' ? z.string() : z.string().nullable()
    shape[dimension] = dimension === 'year' ? z.int() : text
  }
  for (const name of names) {
    const { kind } = measures[name].form
    const counted = kind === 'distinct' || kind === 'rows' || kind === 'masked-cuts'
    shape[name] = kind === 'sum' || kind === 'sum-of' ? z.string().nullable() : counted ? z.int() : z.number().nullable()
  }
  return z.strictObject(shape)
}

function dimensionColumn(dimension: Dimension): Statement {
  const ofIndicator = dimension === 'level1' || dimension === 'level2' || dimension === 'level3'
  return ofIndicator ? sql`i.${identifier(dimension)}` : sql`p.${identifier(dimension)}`
}

/** Compiles a declaration to a question over a selection. Throws where its measures come from different facts. */
export function aggregate<const D extends Dimension, const M extends MeasureName>(declaration: Declaration<D, M>): Query<Selection, AggregateRow<D, M>> {
  const facts = new Set(declaration.measures.map((name) => measures[name].fact))
  const byIndicator = facts.has('indicator') || declaration.groupBy.some((dimension) => dimension.startsWith('level'))
  if (facts.size > 1) throw new Error(`${declaration.name}: measures of different tables can't be added in one question`)
  const groups = declaration.groupBy.map((dimension) => dimensionColumn(dimension))
  return {
    name: declaration.name,
    declared: { declaration, scope: (selection) => ({ selection }) },
    row: rowSchema(declaration.groupBy, declaration.measures) as unknown as z.ZodType<AggregateRow<D, M>>,
    statement: (selection) => {
      const columns = [...groups, ...declaration.measures.map((name) => measureColumn(name, selection))]
      const from = byIndicator ? sql`indicator AS i\nJOIN project_year AS p ON p.form_id = i.form_id` : sql`project_year AS p`
      const where = byIndicator ? indicatorFilter(selection) : formFilter(selection)
      const selected = sql`SELECT\n  ${columnLines(columns)}\nFROM ${from}\nWHERE ${where}`
      return groups.length === 0 ? selected : sql`${selected}\nGROUP BY ${list(groups)}\nORDER BY ${list(groups)}`
    },
  }
}
