import { DuckDBArrayValue, DuckDBDecimalValue, DuckDBListValue, DuckDBMapValue, DuckDBStructValue, DuckDBUnionValue, type DuckDBValue } from '@duckdb/node-api'
import { decimalText, integerValue } from './answer-value.ts'
import type { AnswerValue } from './engine.ts'

/** A value of an answer, lists and structs nested. */
export type NestedValue = AnswerValue | readonly NestedValue[] | { readonly [name: string]: NestedValue }

/** A DuckDB value of any type as an answer of the port carries it. */
export function toAnswerValue(value: DuckDBValue): AnswerValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value
  if (typeof value === 'bigint') return integerValue(value)
  if (value instanceof DuckDBDecimalValue) return decimalText(value.value, value.scale)
  return value.toString()
}

/** The same with lists, structs and maps nested. */
export function toNestedValue(value: DuckDBValue): NestedValue {
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(toNestedValue)
  if (value instanceof DuckDBStructValue) return Object.fromEntries(Object.entries(value.entries).map(([name, entry]) => [name, toNestedValue(entry)]))
  if (value instanceof DuckDBMapValue) return Object.fromEntries(value.entries.map(({ key, value: entry }) => [String(toAnswerValue(key)), toNestedValue(entry)]))
  if (value instanceof DuckDBUnionValue) return toNestedValue(value.value)
  return toAnswerValue(value)
}
