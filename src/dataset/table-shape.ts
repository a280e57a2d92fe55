import { tableNames, tables, type Column, type TableName } from '@/domain/tables.ts'
import type { AskOptions, Engine } from '@/engine/engine.ts'
import { columnLines, identifier, list, sql, type Statement } from '@/engine/sql.ts'

/** What a table's rows come to, as text: how many, and the exact sum of every number. Two tables of the same rows have the same. */
export type TableSums = Readonly<Record<TableName, Readonly<Record<string, string | null>>>>

function isSummed({ type }: Column): boolean {
  return type !== 'VARCHAR' && type !== 'BOOLEAN'
}

/** Asks the sums of the canonical tables, wherever each of them lies. */
export async function askTableSums(engine: Engine, at: (name: TableName) => Statement, options?: AskOptions): Promise<TableSums> {
  const sums: Partial<Record<TableName, Readonly<Record<string, string | null>>>> = {}
  for (const name of tableNames) {
    const columns: readonly Column[] = tables[name].columns
    const asked = [sql`CAST(count(*) AS VARCHAR) AS "row count"`, ...columns.filter(isSummed).map((column) => sql`CAST(sum(${identifier(column.name)}) AS VARCHAR) AS ${identifier(column.name)}`)]
    const [row] = await engine.rows(sql`SELECT\n  ${columnLines(asked)}\nFROM ${at(name)}`, options)
    sums[name] = Object.fromEntries(Object.entries(row ?? {}).map(([key, value]) => [key, value === null ? null : String(value)]))
  }
  return { project_year: sums.project_year ?? {}, fund_source: sums.fund_source ?? {}, indicator: sums.indicator ?? {} }
}

/** Whether an attached database has the canonical tables, as tables, with their columns and types. */
export async function hasCanonicalTables(engine: Engine, database: string, options?: AskOptions): Promise<boolean> {
  const found = await engine.rows(sql`SELECT t.table_name, c.column_name, c.data_type
FROM duckdb_tables() AS t
JOIN duckdb_columns() AS c ON c.table_oid = t.table_oid AND c.database_name = t.database_name
WHERE t.database_name = ${database} AND t.schema_name = 'main' AND t.table_name IN (${list(tableNames)})
ORDER BY t.table_name, c.column_index`, options)
  const shape = (name: TableName) => tables[name].columns.map((column) => `${name} ${column.name} ${column.type}`)
  const lines = found.map((row) => `${String(row['table_name'])} ${String(row['column_name'])} ${String(row['data_type'])}`)
  return lines.join('\n') === tableNames.toSorted().flatMap(shape).join('\n')
}
