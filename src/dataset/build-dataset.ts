import { tableNames, tables, type TableName } from '@/domain/tables.ts'
import type { Label } from '@/domain/label.ts'
import type { Manifest } from '@/domain/manifest.ts'
import type { Engine } from '@/engine/engine.ts'
import { identifier, sql } from '@/engine/sql.ts'
import { castedRows, createTable } from '@/engine/table-sql.ts'
import type { CanonicalRows } from '@/import/canonical-rows.ts'
import type { DatasetFiles } from './dataset-files.ts'
import { loadDataset, type LoadOptions } from './load-dataset.ts'
import { writeDataset, type DatasetOutput } from './write-dataset.ts'
import type { AskedAhead } from './write-derived.ts'

/** A dataset as it lies somewhere. */
export interface DatasetSource {
  readonly manifest: Manifest
  readonly files: DatasetFiles
}

/** How far longer work on datasets is. */
export type WorkStep = { readonly step: 'rows' | 'reading' | 'files'; readonly done: number; readonly all: number } | { readonly step: 'writing' }

export interface BuildOptions {
  readonly signal?: AbortSignal
  /** Rows of a dataset read so far, of all. */
  readonly onReading?: (done: number, all: number) => void
  /** Rows put into the engine so far, of all. */
  readonly onRows?: (done: number, all: number) => void
}

const rowsAtOnce = 20_000

/** The tables that a build adds to: `suffix` where a dataset was loaded, whose canonical names are views. */
function tableOf(name: TableName, hasBase: boolean): string {
  return hasBase ? `${name}_1` : name
}

function loading({ signal, onReading }: BuildOptions): LoadOptions {
  return { isToBeChanged: true, ...(signal ? { signal } : {}), ...(onReading ? { onProgress: ({ rows, allRows }) => onReading(rows, allRows) } : {}) }
}

/** Puts a dataset, or nothing, into an empty engine, to add rows to it. */
export async function openBase(engine: Engine, base: DatasetSource | null, options: BuildOptions = {}): Promise<void> {
  if (base) await loadDataset(engine, base.manifest, base.files, { number: 1 }, loading(options))
  else for (const name of tableNames) await engine.rows(createTable(name))
}

async function loadCells(engine: Engine, name: TableName, rows: CanonicalRows[TableName], raw: string): Promise<void> {
  const columns = tables[name].columns.map((column) => column.name)
  const cells = rows.map((row) => {
    const values = new Map<string, unknown>(Object.entries(row))
    return columns.map((column) => {
      const value = values.get(column)
      return value === null || value === undefined ? null : String(value)
    })
  })
  await engine.rows(sql`DROP TABLE IF EXISTS ${identifier(raw)}`)
  await engine.load(raw, { kind: 'text', columns, rows: cells })
}

/** Takes forms out of some tables of a base. */
export async function dropForms(engine: Engine, formIds: readonly string[], from: readonly TableName[], hasBase: boolean): Promise<void> {
  if (formIds.length === 0) return
  await engine.rows(sql`DROP TABLE IF EXISTS dropped_forms`)
  await engine.load('dropped_forms', { kind: 'text', columns: ['form_id'], rows: formIds.map((id) => [id]) })
  for (const name of from) await engine.rows(sql`DELETE FROM ${identifier(tableOf(name, hasBase))} WHERE form_id IN (SELECT form_id FROM dropped_forms)`)
  await engine.rows(sql`DROP TABLE dropped_forms`)
}

/** Adds checked rows; the caller saw to it that no form stands twice. */
export async function addRows(engine: Engine, rows: CanonicalRows, hasBase: boolean, { signal, onRows }: BuildOptions = {}): Promise<void> {
  const all = tableNames.reduce((sum, name) => sum + rows[name].length, 0)
  let done = 0
  for (const name of tableNames) {
    const columns = new Set<string>(tables[name].columns.map((column) => column.name))
    for (let from = 0; from < rows[name].length; from += rowsAtOnce) {
      signal?.throwIfAborted()
      const part = rows[name].slice(from, from + rowsAtOnce)
      await loadCells(engine, name, part, 'added_rows')
      await engine.rows(sql`INSERT INTO ${identifier(tableOf(name, hasBase))} ${castedRows(name, 'added_rows', columns)}`)
      done += part.length
      onRows?.(done, all)
    }
  }
  await engine.rows(sql`DROP TABLE IF EXISTS added_rows`)
}

/** Adds the forms of a second dataset to a base. Of a form that both have, `winner` says whose stays. */
export async function addDataset(engine: Engine, second: DatasetSource, winner: 'first' | 'second', options: BuildOptions = {}): Promise<void> {
  await loadDataset(engine, second.manifest, second.files, { number: 2 }, loading(options))
  const [kept, other] = winner === 'first' ? ([1, 2] as const) : ([2, 1] as const)
  await engine.rows(sql`CREATE TABLE taken_forms AS SELECT form_id FROM ${identifier(`project_year_${other}`)} WHERE form_id NOT IN (SELECT form_id FROM ${identifier(`project_year_${kept}`)})`)
  for (const name of tableNames) {
    await engine.rows(sql`INSERT INTO ${identifier(`${name}_${kept}`)} FROM ${identifier(`${name}_${other}`)} WHERE form_id IN (SELECT form_id FROM taken_forms)`)
    await engine.rows(sql`CREATE OR REPLACE VIEW ${identifier(name)} AS FROM ${identifier(`${name}_${kept}`)}`)
  }
  await engine.rows(sql`DROP TABLE taken_forms`)
}

/** A title for rows that nobody named: who, and which years. */
async function describedTitle(engine: Engine): Promise<Label> {
  const [row] = await engine.rows(sql`SELECT
  CAST(count(DISTINCT department) AS INTEGER) AS departments,
  min(department) AS department,
  CAST(min(year) AS INTEGER) AS first,
  CAST(max(year) AS INTEGER) AS last
FROM project_year`)
  const [departments, only] = [Number(row?.['departments'] ?? 0), String(row?.['department'] ?? '')]
  const span = row?.['first'] === row?.['last'] ? String(row?.['first'] ?? '') : `${row?.['first']}–${row?.['last']}`
  return departments === 1 ? { zh: `${only} ${span}`, en: `${only} ${span}` } : { zh: `${departments} 个部门 ${span}`, en: `${departments} departments ${span}` }
}

/** The engine that writes holds a table file whole in its memory, beside the rows: of more rows than these it makes none. */
const mostInTableFile = 3_000_000

export interface Described {
  readonly title: Label | null
  readonly synthetic: boolean
  readonly askedAhead: AskedAhead
}

/** Writes what the engine holds now as canonical Parquet; a missing title is made from the rows, and made-up rows mark the whole. */
export async function writeBuilt(engine: Engine, { title, synthetic, askedAhead }: Described, output: DatasetOutput): Promise<Manifest> {
  const regions = await engine.rows(sql`SELECT DISTINCT region FROM project_year ORDER BY region LIMIT 2`)
  const region = regions.length === 1 ? regions[0]?.['region'] : null
  const [madeUp] = await engine.rows(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM project_year WHERE source_kind = 'synthetic'`)
  const marked = synthetic || Number(madeUp?.['n'] ?? 0) > 0
  return writeDataset(engine, { title: title ?? (await describedTitle(engine)), region: typeof region === 'string' ? region : null, synthetic: marked, format: 'parquet', askedAhead, mostInTableFile }, output)
}
