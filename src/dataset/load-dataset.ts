import type { Manifest, ManifestFile } from '@/domain/manifest.ts'
import { tableNames, tables, type TableName } from '@/domain/tables.ts'
import { QueryError, type Engine } from '@/engine/engine.ts'
import { columnLines, identifier, list, sql } from '@/engine/sql.ts'
import { castedRows, createProjectMetrics, createTable } from '@/engine/table-sql.ts'
import { checkTable, columnsIn } from './check-table.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'
import { checkFile, type DatasetFiles } from './dataset-files.ts'
import { attachTableFile, tableAt, type TableFileOptions, type TableFileUse } from './load-table-file.ts'

export interface LoadProgress {
  readonly bytes: number
  readonly allBytes: number
  readonly rows: number
  readonly allRows: number
}

export interface LoadOptions extends TableFileOptions {
  /** The numbered tables are to be changed: rows come from the tables' own files, never from a table file. */
  readonly isToBeChanged?: boolean
}

/** Which numbered tables, or which table file, lie behind the canonical names. A load makes new ones; the names move over once all is well. */
export interface TableSet {
  readonly number: number
}

function numbered(name: TableName, set: TableSet): string {
  return `${name}_${set.number}`
}

function databaseOf(set: TableSet): string {
  return `tables_${set.number}`
}

async function dropTables(engine: Engine, set: TableSet): Promise<void> {
  await engine.databases?.detach(databaseOf(set))
  for (const name of tableNames) await engine.rows(sql`DROP TABLE IF EXISTS ${identifier(numbered(name, set))}`)
}

async function loadRaw(engine: Engine, file: ManifestFile, bytes: Uint8Array<ArrayBuffer>, signal?: AbortSignal): Promise<void> {
  const source = file.path.endsWith('.csv') ? (await import('./csv-cells.ts')).csvCells(file.path, bytes) : ({ kind: 'parquet', bytes } as const)
  try {
    await engine.rows(sql`DROP TABLE IF EXISTS raw_file`)
    await engine.load('raw_file', source, signal ? { signal } : {})
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof QueryError)) throw error
    throw new DatasetError([fileProblem(file.path, 'unreadable', { zh: `文件损坏或不是所标的格式：${error.message}`, en: `the file is broken or of another format: ${error.message}` })], { cause: error })
  }
}

async function checkKeys(engine: Engine, set: TableSet): Promise<void> {
  for (const name of tableNames) {
    const key = tables[name].key.map((column) => identifier(column))
    const [twice] = await engine.rows(sql`SELECT ${list(key)} FROM ${identifier(numbered(name, set))} GROUP BY ${list(key)} HAVING count(*) > 1 ORDER BY ${list(key)} LIMIT 1`)
    if (twice) {
      const text = Object.values(twice).join(' · ')
      throw new DatasetError([fileProblem(name, 'duplicate', { zh: `有重复的行：${text}`, en: `rows stand twice: ${text}` })])
    }
    if (name === 'project_year') continue
    const [orphan] = await engine.rows(sql`SELECT form_id FROM ${identifier(numbered(name, set))} WHERE form_id NOT IN (SELECT form_id FROM ${identifier(numbered('project_year', set))}) ORDER BY form_id LIMIT 1`)
    if (orphan) {
      const text = String(orphan['form_id'])
      throw new DatasetError([fileProblem(name, 'orphan', { zh: `form_id ${text} 不在 project_year 中`, en: `form_id ${text} is not in project_year` })])
    }
  }
}

async function checkCounts(engine: Engine, manifest: Manifest, set: TableSet): Promise<void> {
  for (const name of tableNames) {
    const [answer] = await engine.rows(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM ${identifier(numbered(name, set))}`)
    const found = Number(answer?.['n'] ?? 0)
    const promised = manifest.rows[name]
    if (found !== promised) throw new DatasetError([fileProblem('manifest.json', 'wrong-row-count', { zh: `${name} 应有 ${promised} 行，实有 ${found} 行`, en: `${name} should have ${promised} rows, ${found} found` })])
  }
}

async function loadFiles(engine: Engine, manifest: Manifest, files: DatasetFiles, set: TableSet, { signal, onProgress }: LoadOptions): Promise<void> {
  const allBytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
  const allRows = tableNames.reduce((sum, name) => sum + manifest.rows[name], 0)
  let [bytes, rows] = [0, 0]
  const report = (more = 0) => onProgress?.({ bytes: bytes + more, allBytes, rows, allRows })
  try {
    for (const name of tableNames) await engine.rows(createTable(name, numbered(name, set)))
    const readAhead = new Map<ManifestFile, Promise<Uint8Array<ArrayBuffer>>>()
    const read = (file: ManifestFile | undefined) => {
      if (!file || readAhead.has(file)) return
      const reading = files.read(file.path, { ...(signal ? { signal } : {}), onBytes: report })
      reading.catch(() => undefined)
      readAhead.set(file, reading)
    }
    for (const [index, file] of manifest.files.entries()) {
      read(file)
      read(manifest.files[index + 1])
      const content = await readAhead.get(file)
      readAhead.delete(file)
      if (!content) continue
      await checkFile(file, content)
      await loadRaw(engine, file, content, signal)
      const problems = await checkTable(engine, file.table, 'raw_file', file.path, signal ? { signal } : {})
      if (problems.length > 0) throw new DatasetError(problems)
      const present = await columnsIn(engine, 'raw_file')
      await engine.rows(sql`INSERT INTO ${identifier(numbered(file.table, set))} ${castedRows(file.table, 'raw_file', present)} ORDER BY rowid`)
      const [counted] = await engine.rows(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM raw_file`)
      bytes += file.bytes
      rows += Number(counted?.['n'] ?? 0)
      report()
    }
    await engine.rows(sql`DROP TABLE IF EXISTS raw_file`)
    await checkCounts(engine, manifest, set)
    await checkKeys(engine, set)
    signal?.throwIfAborted()
  } catch (error) {
    await dropTables(engine, set)
    throw error
  }
}

/** Loads a dataset beside what is there, checks it, and only then moves the canonical names over to it. Throws DatasetError. */
export async function loadDataset(engine: Engine, manifest: Manifest, files: DatasetFiles, set: TableSet, options: LoadOptions = {}): Promise<TableFileUse> {
  if (manifest.engine) throw new DatasetError([fileProblem('manifest.json', 'in-cluster', { zh: '这份数据集在集群里，这里没有它的明细文件。请在发布它的机器上用原来的数据集文件夹。', en: 'this dataset lies in a cluster, and its rows are not here: use the dataset folder that it was published from' })])
  const use: TableFileUse = options.isToBeChanged ? { state: 'absent' } : await attachTableFile(engine, manifest, files, databaseOf(set), options)
  if (use.state !== 'attached') await loadFiles(engine, manifest, files, set, options)
  for (const name of tableNames) {
    const columns = tables[name].columns.map((column) => identifier(column.name))
    const source = use.state === 'attached' ? tableAt(databaseOf(set), name) : identifier(numbered(name, set))
    await engine.rows(sql`CREATE OR REPLACE VIEW ${identifier(name)} AS SELECT\n  ${columnLines(columns)}\nFROM ${source}`)
  }
  await engine.rows(createProjectMetrics())
  return use
}
