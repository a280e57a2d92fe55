import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import type { Manifest } from '@/domain/manifest.ts'
import { tableNames, type TableName } from '@/domain/tables.ts'
import type { Engine } from '@/engine/engine.ts'
import { identifier, sql, toText, type Statement } from '@/engine/sql.ts'
import { createProjectMetrics } from '@/engine/table-sql.ts'
import { adoptBatches, analyzeBatches, batchFolder, batchRows, countBatches, createCanonicalView, createRowTable, createStage, createStateView, deleteBatch, dropStage, insertFromStage, insertIntoStage, listBatches, type Batch, type PublishedState } from '@/engine/warehouse-sql.ts'
import { readPublishedState, warehouseVersion } from './published-state.ts'

export interface Warehouse {
  /** Answers as the schema's writer. */
  readonly engine: Engine
  readonly schema: string
  /** Puts a file under the schema's folder, whole or not at all; left out where only the engine can write. */
  readonly write?: (path: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>
}

export interface PublishOptions {
  /** Only this year's rows; the other published years stay. */
  readonly year: number | null
  readonly onStep?: (step: string) => void
}

/** The text of one INSERT; Trino takes a million characters unless told otherwise. */
const mostText = 400_000

function hashOf(parts: readonly string[]): string {
  return bytesToHex(sha256(new TextEncoder().encode(parts.join('\n')))).slice(0, 16)
}

/** The same content is the same batch: a publish that was cut off finds what it has already done. */
function batchId(manifest: Manifest, year: number): string {
  return hashOf([`warehouse ${warehouseVersion}`, ...manifest.files.filter((file) => file.year === null || file.year === year).map((file) => file.sha256)])
}

async function numberOf(engine: Engine, statement: Statement): Promise<number> {
  const [row] = await engine.rows(statement)
  return Number(row?.['n'] ?? 0)
}

/** The batches that one table of a dataset has: one a year that has rows of it. */
async function batchesOf(source: Engine, manifest: Manifest, table: TableName, years: readonly number[]): Promise<readonly Batch[]> {
  const batches: Batch[] = []
  for (const year of years) {
    const rows = await numberOf(source, sql`SELECT CAST(count(*) AS BIGINT) AS n FROM (${batchRows(table, year)}) AS batch_rows`)
    if (rows > 0) batches.push({ table, year, batch: batchId(manifest, year), rows })
  }
  return batches
}

async function putThroughEngine(source: Engine, { engine }: Warehouse, batch: Batch): Promise<void> {
  await engine.rows(dropStage(batch.table))
  await engine.rows(createStage(batch.table))
  const rows = await source.rows(batchRows(batch.table, batch.year))
  for (let from = 0; from < rows.length; ) {
    let upTo = Math.min(rows.length, from + 2_000)
    let statement = insertIntoStage(batch.table, rows.slice(from, upTo))
    while (upTo - from > 1 && toText(statement, 'trino').length > mostText) {
      upTo = from + Math.ceil((upTo - from) / 2)
      statement = insertIntoStage(batch.table, rows.slice(from, upTo))
    }
    await engine.rows(statement)
    from = upTo
  }
  await engine.rows(insertFromStage(batch))
  await engine.rows(dropStage(batch.table))
}

async function rowsThere(engine: Engine, table: TableName): Promise<(batch: Batch) => number> {
  const counted = new Map((await engine.rows(countBatches(table))).map((row) => [`${row['year']} ${row['batch']}`, Number(row['n'])]))
  return ({ year, batch }) => counted.get(`${year} ${batch}`) ?? 0
}

/** Puts the batches of one table that are not there whole. */
async function putBatches(source: Engine, warehouse: Warehouse, table: TableName, batches: readonly Batch[], onStep: (step: string) => void): Promise<void> {
  const { engine, schema, write } = warehouse
  const before = await rowsThere(engine, table)
  const wanted = batches.filter((batch) => before(batch) !== batch.rows)
  for (const batch of wanted) {
    onStep(`${table} ${batch.year}: ${batch.rows}`)
    // Left by a publish that was cut off, or changed since: whole batches only.
    if (before(batch) > 0) await engine.rows(deleteBatch(batch))
    if (write) await write(`${batchFolder(batch)}/rows.parquet`, await source.parquet(batchRows(table, batch.year)))
    else await putThroughEngine(source, warehouse, batch)
  }
  if (wanted.length === 0) return
  if (write) {
    await engine.rows(adoptBatches(schema, table))
    await engine.rows(analyzeBatches(table, wanted))
  }
  const after = await rowsThere(engine, table)
  for (const batch of wanted) if (after(batch) !== batch.rows) throw new Error(`${table} of ${batch.year}: ${batch.rows} rows were put into the warehouse, ${after(batch)} are there`)
}

/** Takes away batches that neither the state before nor the new one shows: who still reads the one before goes on. */
async function dropLeftovers({ engine }: Warehouse, states: readonly (PublishedState | null)[]): Promise<void> {
  for (const table of tableNames) {
    const kept = new Set(states.flatMap((state) => state?.batches.filter((batch) => batch.table === table).map(({ year, batch }) => `${year} ${batch}`) ?? []))
    for (const row of await engine.rows(listBatches(table))) {
      const left = { table, year: Number(row['year']), batch: String(row['batch']) }
      if (!kept.has(`${left.year} ${left.batch}`)) await engine.rows(deleteBatch(left))
    }
  }
}

async function checkSums(source: Engine, target: Engine, years: readonly number[]): Promise<void> {
  const sums = (year: number) => sql`SELECT CAST(sum(initial_budget) AS VARCHAR) AS initial_budget, CAST(sum(full_year_budget) AS VARCHAR) AS full_year_budget, CAST(sum(executed) AS VARCHAR) AS executed FROM project_year WHERE year = ${year}`
  for (const year of years) {
    const [[here], [there]] = await Promise.all([source.rows(sums(year)), target.rows(sums(year))])
    if (JSON.stringify(here) !== JSON.stringify(there)) throw new Error(`the money of ${year} differs: ${JSON.stringify(here)} here, ${JSON.stringify(there)} in the warehouse`)
  }
}

/**
 * Puts the canonical tables of an engine into a warehouse: new batches beside what is there, and the views move over
 * once all of them are whole. Every step may be done again. Gives what the views show now.
 */
export async function publishDataset(source: Engine, manifest: Manifest, warehouse: Warehouse, { year, onStep }: PublishOptions): Promise<PublishedState> {
  const { engine, schema } = warehouse
  await engine.rows(sql`CREATE SCHEMA IF NOT EXISTS ${identifier(schema)}`)
  const before = await readPublishedState(engine)
  if (before && before.version !== warehouseVersion && year !== null) throw new Error(`the schema ${schema} was published by another version of Jilan (${before.version}): publish all its years again, without --year`)
  for (const table of tableNames) await engine.rows(createRowTable(table))
  const years = year === null ? manifest.years : [year]
  const fresh: Batch[] = []
  for (const table of tableNames) {
    const batches = await batchesOf(source, manifest, table, years)
    await putBatches(source, warehouse, table, batches, onStep ?? (() => undefined))
    fresh.push(...batches)
  }
  const kept = year === null ? [] : (before?.batches.filter((batch) => batch.year !== year) ?? [])
  const order = (batch: Batch) => tableNames.indexOf(batch.table) * 10_000 + batch.year
  const batches = [...kept, ...fresh].toSorted((a, b) => order(a) - order(b))
  const state = { version: warehouseVersion, id: hashOf(batches.map(({ table, year: of, batch, rows }) => `${table} ${of} ${batch} ${rows}`)), batches }
  for (const table of tableNames) await engine.rows(createCanonicalView(table, batches))
  await engine.rows(createProjectMetrics())
  await engine.rows(createStateView(state))
  await checkSums(source, engine, years)
  await dropLeftovers(warehouse, [before, state])
  return state
}

/** How many rows of each table a state shows. */
export function rowsOfState({ batches }: PublishedState): Readonly<Record<TableName, number>> {
  const rows = { project_year: 0, fund_source: 0, indicator: 0 }
  for (const batch of batches) rows[batch.table] += batch.rows
  return rows
}
