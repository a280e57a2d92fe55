import { tableNames, tables, type TableName } from '@/domain/tables.ts'
import type { Manifest } from '@/domain/manifest.ts'
import type { Problem } from '@/domain/problem.ts'
import { EngineGone, type Engine } from '@/engine/engine.ts'
import { identifier, sql, type Statement } from '@/engine/sql.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'
import type { DatasetFiles } from './dataset-files.ts'
import type { LoadProgress } from './load-dataset.ts'
import { filesAhead } from './open-ahead.ts'
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

/** A table of an attached table file. */
export function tableAt(database: string, name: TableName): Statement {
  return sql`${identifier(database)}.main.${identifier(name)}`
}

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

async function attach(engine: Engine, manifest: Manifest, files: DatasetFiles, database: string, { signal, onProgress, keeper = memoryKeeper }: TableFileOptions): Promise<boolean> {
  const ahead = filesAhead(manifest)
  const index = ahead.find((file) => file.kind === indexKind)
  const pieces = ahead.filter((file) => file.kind === pieceKind)
  if (!engine.databases || !index || pieces.length === 0) return false
  const options = signal ? { signal } : {}
  const allBytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0)
  const allRows = tableNames.reduce((sum, name) => sum + manifest.rows[name], 0)
  let bytes = 0
  const promised = await readTableIndex(files, index, options)
  const blob = await readTableFile(files, pieces, promised.bytes, keeper, {
    ...options,
    onPiece: (piece) => {
      bytes += piece.bytes
      onProgress?.({ bytes, allBytes, rows: 0, allRows })
    },
  })
  signal?.throwIfAborted()
  await engine.databases.attach(database, blob, options)
  if (!(await hasCanonicalTables(engine, database, options))) throw refused('wrong-tables', { zh: '表文件中的表或列不是数据集的表', en: 'the tables or columns of the table file are not those of a dataset' })
  const wrong = different(await askTableSums(engine, (name) => tableAt(database, name), options), promised.sums, manifest)
  if (wrong.length > 0) throw refused('wrong-sums', { zh: `表文件的合计与原表不符：${wrong.join('、')}`, en: `the table file adds up to something else than the tables: ${wrong.join(', ')}` })
  onProgress?.({ bytes: allBytes, allBytes, rows: allRows, allRows })
  return true
}

function problemOf(error: unknown): Problem {
  if (error instanceof DatasetError && error.problems[0]) return error.problems[0]
  const message = error instanceof Error ? error.message : String(error)
  return fileProblem('derived/tables', 'unreadable', { zh: `表文件读不了：${message}`, en: `the table file can't be read: ${message}` })
}

/** Attaches a dataset's table file under a name and checks it against the tables. Whatever is wrong with it, the tables' own files count. */
export async function attachTableFile(engine: Engine, manifest: Manifest, files: DatasetFiles, database: string, options: TableFileOptions = {}): Promise<TableFileUse> {
  try {
    return { state: (await attach(engine, manifest, files, database, options)) ? 'attached' : 'absent' }
  } catch (error) {
    if (error instanceof EngineGone) throw error
    await engine.databases?.detach(database)
    options.signal?.throwIfAborted()
    return { state: 'set-aside', problem: problemOf(error) }
  }
}
