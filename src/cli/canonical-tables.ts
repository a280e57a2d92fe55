import { tableNames, tables, type TableName } from '@/domain/tables.ts'
import type { NativeEngine, TextCells } from '@/engine/duckdb-native.ts'
import { identifier, list, sql } from '@/engine/sql.ts'
import { castedRows, createTable } from '@/engine/table-sql.ts'

function columnNames(name: TableName): readonly string[] {
  return tables[name].columns.map((column) => column.name)
}

/** Makes the canonical tables, empty, in an engine. */
export async function createCanonicalTables(engine: NativeEngine): Promise<void> {
  for (const name of tableNames) await engine.rows(createTable(name))
}

/** Adds checked rows to a canonical table: text cells in the order of its columns, cast by the engine. */
export async function addRows(engine: NativeEngine, name: TableName, rows: Iterable<TextCells>): Promise<void> {
  const names = columnNames(name)
  const raw = `added_${name}`
  await engine.rows(sql`CREATE OR REPLACE TABLE ${identifier(raw)} (${list(names.map((column) => sql`${identifier(column)} VARCHAR`))})`)
  await engine.append(raw, rows)
  await engine.rows(sql`INSERT INTO ${identifier(name)} ${castedRows(name, raw, new Set(names))}`)
  await engine.rows(sql`DROP TABLE ${identifier(raw)}`)
}
