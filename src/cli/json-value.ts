import { DuckDBArrayValue, DuckDBListValue, DuckDBMapValue, DuckDBStructValue, DuckDBUnionValue, type DuckDBValue } from '@duckdb/node-api'
import { toAnswerValue } from '@/engine/duckdb-native.ts'

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue }

/** A DuckDB value for JSON: decimals and unsafe integers exact as strings, lists and structs nested, what JSON has no number for as text. */
export function toJsonValue(value: DuckDBValue): JsonValue {
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(toJsonValue)
  if (value instanceof DuckDBStructValue) return Object.fromEntries(Object.entries(value.entries).map(([name, entry]) => [name, toJsonValue(entry)]))
  if (value instanceof DuckDBMapValue) return Object.fromEntries(value.entries.map(({ key, value: entry }) => [String(toAnswerValue(key)), toJsonValue(entry)]))
  if (value instanceof DuckDBUnionValue) return toJsonValue(value.value)
  const plain = toAnswerValue(value)
  return typeof plain === 'number' && !Number.isFinite(plain) ? String(plain) : plain
}

/** A DuckDB value as one cell of text, nested ones as JSON; null is absent. */
export function toCellText(value: DuckDBValue): string | null {
  const json = toJsonValue(value)
  return json === null ? null : typeof json === 'object' ? JSON.stringify(json) : String(json)
}

/** Column names made different from each other: a second `sum` is `sum_1`. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set(names)
  const seen = new Set<string>()
  return names.map((name) => {
    let free = name
    for (let count = 1; seen.has(free) || (free !== name && taken.has(free)); count += 1) free = `${name}_${count}`
    seen.add(free)
    return free
  })
}
