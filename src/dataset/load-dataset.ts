import { rowCount, type Manifest, type ManifestFile } from '@/domain/manifest.ts'
import { tableNames, tables } from '@/domain/tables.ts'
import { EngineGone, QueryError, type Engine } from '@/engine/engine.ts'
import { isOutOfMemory } from '@/engine/out-of-memory.ts'
import { columnLines, identifier, sql } from '@/engine/sql.ts'
import { castedRows, createProjectMetrics } from '@/engine/table-sql.ts'
import { checkLoaded } from './check-loaded.ts'
import { checkTable, columnsIn } from './check-table.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'
import { checkFile, type DatasetFiles } from './dataset-files.ts'
import { attachTableFile, bringTableFile, type TableFileOptions, type TableFileUse } from './load-table-file.ts'
import { tooLarge } from './too-large.ts'
import { compressedPlace, databaseOf, isKeptCompressed, plainPlace, tableAt, type TablePlace, type TableSet } from './table-place.ts'

export interface LoadProgress {
  readonly bytes: number
  readonly allBytes: number
  readonly rows: number
  readonly allRows: number
}

export interface LoadOptions extends TableFileOptions {
  /** The numbered tables are to be changed: rows come from the tables' own files, never from a table file. */
  readonly isToBeChanged?: boolean
  /** The dataset's table file where it was sent for already, while the engine was opened. */
  readonly tableFile?: ReturnType<typeof bringTableFile>
  /** More rows of a table than this are kept compressed; 200,000 unless given. */
  readonly compressOver?: number
}

async function loadRaw(engine: Engine, file: ManifestFile, bytes: Uint8Array<ArrayBuffer>, signal?: AbortSignal): Promise<void> {
  const source = file.path.endsWith('.csv') ? (await import('./csv-cells.ts')).csvCells(file.path, bytes) : ({ kind: 'parquet', bytes } as const)
  try {
    await engine.rows(sql`DROP TABLE IF EXISTS raw_file`)
    await engine.load('raw_file', source, signal ? { signal } : {})
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof QueryError) || isOutOfMemory(error)) throw error
    throw new DatasetError([fileProblem(file.path, 'unreadable', { zh: `文件损坏或不是所标的格式：${error.message}`, en: `the file is broken or of another format: ${error.message}` })], { cause: error })
  }
}

async function loadFiles(engine: Engine, manifest: Manifest, files: DatasetFiles, place: TablePlace, { signal, onProgress }: LoadOptions): Promise<void> {
  const allBytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
  const allRows = rowCount(manifest)
  let [bytes, rows] = [0, 0]
  const report = (more = 0) => onProgress?.({ bytes: bytes + more, allBytes, rows, allRows })
  try {
    await place.make()
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
      await engine.rows(sql`INSERT INTO ${place.at(file.table)} ${castedRows(file.table, 'raw_file', present)}`)
      const [counted] = await engine.rows(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM raw_file`)
      await engine.rows(sql`DROP TABLE raw_file`)
      await place.settle()
      bytes += file.bytes
      rows += Number(counted?.['n'] ?? 0)
      report()
    }
    await checkLoaded(engine, manifest, place.at)
    signal?.throwIfAborted()
  } catch (error) {
    // What went wrong first is what is told.
    if (!(error instanceof EngineGone)) await engine.rows(sql`DROP TABLE IF EXISTS raw_file`).then(place.drop).catch(() => undefined)
    throw isOutOfMemory(error) ? tooLarge(manifest, error) : error
  }
}

/** Loads a dataset beside what is there, checks it, and only then moves the canonical names over to it. Throws DatasetError. */
export async function loadDataset(engine: Engine, manifest: Manifest, files: DatasetFiles, set: TableSet, options: LoadOptions = {}): Promise<TableFileUse> {
  if (manifest.engine) throw new DatasetError([fileProblem('manifest.json', 'in-cluster', { zh: '这份数据集在集群里，这里没有它的明细文件。请在发布它的机器上用原来的数据集文件夹。', en: 'this dataset lies in a cluster, and its rows are not here: use the dataset folder that it was published from' })])
  const use: TableFileUse = options.isToBeChanged ? { state: 'absent' } : await attachTableFile(engine, manifest, options.tableFile ?? bringTableFile(manifest, files, options), databaseOf(set), options)
  const place = !options.isToBeChanged && isKeptCompressed(manifest, options.compressOver) ? compressedPlace(engine, set) : plainPlace(engine, set)
  if (use.state !== 'attached') await loadFiles(engine, manifest, files, place, options)
  for (const name of tableNames) {
    const columns = tables[name].columns.map((column) => identifier(column.name))
    const source = use.state === 'attached' ? tableAt(databaseOf(set), name) : place.at(name)
    await engine.rows(sql`CREATE OR REPLACE VIEW ${identifier(name)} AS SELECT\n  ${columnLines(columns)}\nFROM ${source}`)
  }
  await engine.rows(createProjectMetrics())
  return use
}
