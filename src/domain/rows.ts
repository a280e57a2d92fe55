import * as z from 'zod/mini'
import { tables, type Column, type SqlType, type TableName } from './tables.ts'

type ValueOf<T extends SqlType> = T extends 'BOOLEAN' ? boolean : T extends 'SMALLINT' | 'INTEGER' ? number : string
type Cell<C extends Column> = C['nullable'] extends true ? ValueOf<C['type']> | null : ValueOf<C['type']>

/** One row of a canonical table. Decimals are exact plain strings ("200000.00"); absent is null, never 0 or "". */
export type TableRow<N extends TableName> = {
  readonly [C in (typeof tables)[N]['columns'][number] as C['name']]: Cell<C>
}
export type ProjectYearRow = TableRow<'project_year'>
export type FundSourceRow = TableRow<'fund_source'>
export type IndicatorRow = TableRow<'indicator'>

/** The digits that a DECIMAL(p,s) holds, or null for another type. */
export function decimalShape(type: SqlType): { readonly precision: number; readonly scale: number } | null {
  const match = /^DECIMAL\((\d+),(\d+)\)$/.exec(type)
  return match ? { precision: Number(match[1]), scale: Number(match[2]) } : null
}

function cellSchema(column: Column): z.ZodMiniType {
  const decimal = decimalShape(column.type)
  if (decimal) {
    const whole = decimal.precision - decimal.scale
    const text = z.string().check(z.regex(new RegExp(`^-?\\d{1,${whole}}(\\.\\d{1,${decimal.scale}})?$`)))
    return text.check(z.refine((value) => (column.min === undefined || Number(value) >= column.min) && (column.max === undefined || Number(value) <= column.max)))
  }
  if (column.type === 'BOOLEAN') return z.boolean()
  if (column.type === 'VARCHAR') return column.oneOf ? z.enum(column.oneOf) : z.string().check(z.minLength(1))
  const limit = column.type === 'SMALLINT' ? 32_767 : 2_147_483_647
  return z.int().check(z.minimum(column.min ?? -limit), z.maximum(column.max ?? limit))
}

/** The zod schema of a table's rows, derived from its columns. */
export function rowSchema<N extends TableName>(name: N): z.ZodMiniType<TableRow<N>> {
  const columns: readonly Column[] = tables[name].columns
  const shape = Object.fromEntries(columns.map((column) => [column.name, column.nullable ? z.nullable(cellSchema(column)) : cellSchema(column)]))
  return z.strictObject(shape) as unknown as z.ZodMiniType<TableRow<N>>
}
