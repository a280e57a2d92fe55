import { tables, type Column, type TableName } from '@/domain/tables.ts'
import type { AnswerRow, AnswerValue } from './engine.ts'
import { allOf, anyOf, columnLines, identifier, list, sql, unionAll, verbatim, type Statement } from './sql.ts'

/** The rows of one table and year in one state: a new state is another batch, so a reader never sees half of it. */
export interface Batch {
  readonly table: TableName
  readonly year: number
  readonly batch: string
  readonly rows: number
}

/** What the views of a schema show: its batches, and a name for all of them together. */
export interface PublishedState {
  readonly version: number
  readonly id: string
  readonly batches: readonly Batch[]
}

/** The columns that lie in a table's files: the year is the partition's. */
function storedColumns(name: TableName): readonly Column[] {
  const columns: readonly Column[] = tables[name].columns
  return columns.filter((column) => column.name !== 'year')
}

const partition = ['form_year', 'batch'] as const

export function rowTable(name: TableName): string {
  return `${name}_rows`
}

function stageTable(name: TableName): string {
  return `${name}_stage`
}

function definitions(name: TableName): readonly Statement[] {
  return storedColumns(name).map((column) => sql`${identifier(column.name)} ${verbatim(column.type)}`)
}

/** The partitioned table behind a canonical name. */
export function createRowTable(name: TableName): Statement {
  return sql`CREATE TABLE IF NOT EXISTS ${identifier(rowTable(name))} (${list([...definitions(name), sql`form_year SMALLINT`, sql`batch VARCHAR`])}) WITH (format = 'PARQUET', partitioned_by = ARRAY['form_year', 'batch'])`
}

export function createStage(name: TableName): Statement {
  return sql`CREATE TABLE ${identifier(stageTable(name))} (${list(definitions(name))}) WITH (format = 'PARQUET')`
}

export function dropStage(name: TableName): Statement {
  return sql`DROP TABLE IF EXISTS ${identifier(stageTable(name))}`
}

/** A value as a literal of its column's very type: Trino casts no text to a decimal by itself. */
function typedLiteral({ name, type }: Column, value: AnswerValue): Statement {
  if (value === null) return sql`NULL`
  if (!type.startsWith('DECIMAL')) return sql`${value}`
  if (!/^-?\d+(\.\d+)?$/.test(String(value))) throw new RangeError(`${name} holds no decimal: ${value}`)
  return sql`DECIMAL ${verbatim(`'${value}'`)}`
}

/** Adds rows, keyed by column, to a table's stage. */
export function insertIntoStage(name: TableName, rows: readonly AnswerRow[]): Statement {
  const columns = storedColumns(name)
  const lines = rows.map((row) => sql`(${list(columns.map((column) => typedLiteral(column, row[column.name] ?? null)))})`)
  return sql`INSERT INTO ${identifier(stageTable(name))} VALUES ${list(lines)}`
}

function sortedBy(name: TableName): Statement {
  return list(tables[name].key.map((column) => identifier(column)))
}

/** Moves a stage's rows into their batch, sorted by form. */
export function insertFromStage({ table, year, batch }: Batch): Statement {
  return sql`INSERT INTO ${identifier(rowTable(table))}
SELECT ${list([...storedColumns(table).map((column) => identifier(column.name)), sql`CAST(${year} AS SMALLINT)`, sql`${batch}`])}
FROM ${identifier(stageTable(table))}
ORDER BY ${sortedBy(table)}`
}

/** One year's rows out of canonical tables, sorted by form: what a batch holds. */
export function batchRows(name: TableName, year: number): Statement {
  const cells = storedColumns(name).map((column) => sql`item.${identifier(column.name)}`)
  const source = name === 'project_year' ? sql`project_year AS item` : sql`${identifier(name)} AS item\nJOIN project_year AS form ON form.form_id = item.form_id`
  const owner = name === 'project_year' ? sql`item` : sql`form`
  return sql`SELECT
  ${columnLines(cells)}
FROM ${source}
WHERE ${owner}.year = ${year}
ORDER BY ${list(tables[name].key.map((column) => sql`item.${identifier(column)}`))}`
}

function isBatch({ year, batch }: Pick<Batch, 'year' | 'batch'>): Statement {
  return allOf([sql`form_year = ${year}`, sql`batch = ${batch}`])
}

export function countBatches(name: TableName): Statement {
  return sql`SELECT form_year AS year, batch, count(*) AS n FROM ${identifier(rowTable(name))} GROUP BY form_year, batch ORDER BY form_year, batch`
}

export function deleteBatch(batch: Pick<Batch, 'table' | 'year' | 'batch'>): Statement {
  return sql`DELETE FROM ${identifier(rowTable(batch.table))} WHERE ${isBatch(batch)}`
}

/** The partitions that a table has, whole or not. */
export function listBatches(name: TableName): Statement {
  return sql`SELECT form_year AS year, batch FROM ${identifier(`${rowTable(name)}$partitions`)}`
}

/** Makes folders that were written beside the engine known to it. */
export function adoptBatches(schema: string, name: TableName): Statement {
  return sql`CALL system.sync_partition_metadata(${schema}, ${rowTable(name)}, 'ADD')`
}

/** Counts what batches hold for the engine's planner. */
export function analyzeBatches(name: TableName, batches: readonly Batch[]): Statement {
  return sql`ANALYZE ${identifier(rowTable(name))} WITH (partitions = ARRAY[${list(batches.map(({ year, batch }) => sql`ARRAY[${String(year)}, ${batch}]`))}])`
}

/** The canonical name of a table as a view of its published batches; the year is the partition's, so that readers skip years. */
export function createCanonicalView(name: TableName, batches: readonly Batch[]): Statement {
  const columns: readonly Column[] = tables[name].columns
  const shown = columns.map((column) => (column.name === 'year' ? sql`form_year AS year` : identifier(column.name)))
  return sql`CREATE OR REPLACE VIEW ${identifier(name)} SECURITY INVOKER AS
SELECT
  ${columnLines(shown)}
FROM ${identifier(rowTable(name))}
WHERE ${anyOf(batches.filter(({ table }) => table === name).map(isBatch))}`
}

const stateView = 'jilan_published'

/** The view that says what is published. */
export function createStateView({ version, id, batches }: PublishedState): Statement {
  const lines = batches.map(({ table, year, batch, rows }) => sql`SELECT ${version} AS version, ${id} AS published, ${table} AS table_name, ${year} AS form_year, ${batch} AS batch, ${rows} AS row_count`)
  return sql`CREATE OR REPLACE VIEW ${identifier(stateView)} SECURITY INVOKER AS\n${unionAll(lines)}`
}

export function selectState(): Statement {
  return sql`SELECT version, published, table_name, form_year, batch, row_count FROM ${identifier(stateView)} ORDER BY table_name, form_year`
}

/** The columns that readers see, with their types. */
export function selectColumns(schema: string): Statement {
  return sql`SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = ${schema} ORDER BY table_name, ordinal_position`
}

/** The folder of a batch below its table's, as the engine names partitions. */
export function batchFolder({ table, year, batch }: Batch): string {
  return `${rowTable(table)}/${partition[0]}=${year}/${partition[1]}=${batch}`
}
