import { tableNames, tables } from '@/domain/tables.ts'
import { rowCount, type DerivedFile, type Manifest } from '@/domain/manifest.ts'
import type { Problem } from '@/domain/problem.ts'
import { EngineGone, type Engine } from '@/engine/engine.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'
import type { DatasetFiles } from './dataset-files.ts'
import type { LoadProgress } from './load-dataset.ts'
import { filesAhead } from './open-ahead.ts'
import { tableAt } from './table-place.ts'
import { indexKind, pieceKind, readTableFile, readTableIndex } from './table-file.ts'
import { memoryKeeper, type TableKeeper } from './table-keeper.ts'
import { askTableSums, hasCanonicalTables, type TableSums } from './table-shape.ts'

export interface TableFileOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: LoadProgress) => void
  /** Where the table file is put together; in memory unless given. */
  readonly keeper?: TableKeeper
}

/** What became of a dataset's table file: in use, not there (for this engine), or set aside for a reason, so that the tables' own files count. */
export type TableFileUse = { readonly state: 'attached' } | { readonly state: 'absent' } | { readonly state: 'set-aside'; readonly problem: Problem }

function different(found: TableSums, promised: TableSums, manifest: Manifest): readonly string[] {
  return tableNames.flatMap((name) => {
    const columns = ['row count', ...tables[name].columns.map((column) => column.name)]
    const wrong = columns.filter((column) => found[name][column] !== promised[name][column]).map((column) => `${name}.${column}`)
    return found[name]['row count'] === String(manifest.rows[name]) ? wrong : [`${name}.row count`, ...wrong]
  })
}

function refused(code: string, message: Problem['message']): DatasetError {
  return new DatasetError([fileProblem('derived/tables', code, message)])
}

/** A table file on its way to an engine. */
export interface BroughtTableFile {
  readonly file: Blob
  /** What its pieces weigh. */
  readonly bytes: number
  readonly sums: TableSums
}

/** The files that a dataset's table file is made of; null where it has none. */
export function tableFileParts(manifest: Manifest): { readonly index: DerivedFile; readonly pieces: readonly DerivedFile[] } | null {
  const ahead = filesAhead(manifest)
  const index = ahead.find((file) => file.kind === indexKind)
  const pieces = ahead.filter((file) => file.kind === pieceKind)
  return index && pieces.length > 0 ? { index, pieces } : null
}

/**
 * Fetches, checks and unpacks a dataset's table file, which needs no engine yet. Null where the dataset has none; rejects
 * where it can't be had.
 */
export async function bringTableFile(manifest: Manifest, files: DatasetFiles, { signal, onProgress, keeper = memoryKeeper }: TableFileOptions = {}): Promise<BroughtTableFile | null> {
  const parts = tableFileParts(manifest)
  if (!parts) return null
  const { index, pieces } = parts
  const options = signal ? { signal } : {}
  const allBytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0)
  let bytes = 0
  const { bytes: size, sums } = await readTableIndex(files, index, options)
  const onPiece = (piece: { readonly bytes: number }) => {
    bytes += piece.bytes
    onProgress?.({ bytes, allBytes, rows: 0, allRows: rowCount(manifest) })
  }
  return { file: await readTableFile(files, pieces, size, keeper, { ...options, onPiece }), bytes: allBytes, sums }
}

async function attach(engine: Engine, manifest: Manifest, bringing: Promise<BroughtTableFile | null>, database: string, { signal, onProgress }: TableFileOptions): Promise<boolean> {
  if (!engine.databases) return false
  const brought = await bringing
  signal?.throwIfAborted()
  if (!brought) return false
  const options = signal ? { signal } : {}
  await engine.databases.attach(database, brought.file, options)
  if (!(await hasCanonicalTables(engine, database, options))) throw refused('wrong-tables', { zh: '表文件中的表或列不是数据集的表', en: 'the tables or columns of the table file are not those of a dataset' })
  const wrong = different(await askTableSums(engine, (name) => tableAt(database, name), options), brought.sums, manifest)
  if (wrong.length > 0) throw refused('wrong-sums', { zh: `表文件的合计与原表不符：${wrong.join('、')}`, en: `the table file adds up to something else than the tables: ${wrong.join(', ')}` })
  onProgress?.({ bytes: brought.bytes, allBytes: brought.bytes, rows: rowCount(manifest), allRows: rowCount(manifest) })
  return true
}

function problemOf(error: unknown): Problem {
  if (error instanceof DatasetError && error.problems[0]) return error.problems[0]
  const message = error instanceof Error ? error.message : String(error)
  return fileProblem('derived/tables', 'unreadable', { zh: `表文件读不了：${message}`, en: `the table file can't be read: ${message}` })
}

/** Attaches a dataset's table file under a name and checks it against the tables. Whatever is wrong with it, the tables' own files count. */
export async function attachTableFile(engine: Engine, manifest: Manifest, bringing: Promise<BroughtTableFile | null>, database: string, options: TableFileOptions = {}): Promise<TableFileUse> {
  try {
    return { state: (await attach(engine, manifest, bringing, database, options)) ? 'attached' : 'absent' }
  } catch (error) {
    if (error instanceof EngineGone) throw error
    await engine.databases?.detach(database)
    options.signal?.throwIfAborted()
    return { state: 'set-aside', problem: problemOf(error) }
  }
}
