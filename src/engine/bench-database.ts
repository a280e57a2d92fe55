import { AsyncDuckDB, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm'
import { joinedBytes } from '@/domain/joined-bytes.ts'
import { toAnswerRows, toTextStream } from './arrow-stream.ts'
import { BenchError, toBenchError } from './bench-failure.ts'
import { EngineGone, QueryError, type AnswerRow, type Engine, type TableSource } from './engine.ts'
import type { ParquetCodec } from './parquet-codec.ts'
import { identifier, list, sql, toText, verbatim, type Statement } from './sql.ts'
import { wasmDatabases, type RegisterFile } from './wasm-databases.ts'
import type { WatchedWorker } from './worker-life.ts'

export interface BenchDatabaseParts extends WatchedWorker {
  readonly moduleUrl: string
  readonly codec: ParquetCodec
  readonly memoryMegabytes: number
  /** How files are put before DuckDB, where that is not as in a browser. */
  readonly register?: RegisterFile
}

/** One life of the workbench's own DuckDB: a worker that may be killed at any time. */
export interface BenchDatabase {
  /** The port, for filling it with the product's tables. */
  readonly engine: Engine
  /** Ends files, network and settings for good: no way back on this database. */
  readonly lock: () => Promise<void>
  /** Sends one text on the analyst's connection, Arrow IPC as it comes: first the schema, then batches. Stops where `take` says so. */
  readonly stream: (text: string, take: (bytes: Uint8Array, isSchema: boolean) => Promise<boolean> | boolean, signal?: AbortSignal) => Promise<void>
  /** All rows of a short answer, on the analyst's connection. */
  readonly rows: (text: string) => Promise<readonly AnswerRow[]>
  /** Rejects when the worker dies by itself. */
  readonly death: Promise<never>
  readonly kill: () => void
}

/** Opens a DuckDB-WASM of the workbench's own, with a memory limit that the lock makes final. */
export async function openBenchDatabase({ worker, gone, moduleUrl, codec, memoryMegabytes, register }: BenchDatabaseParts): Promise<BenchDatabase> {
  let dead: BenchError | null = null
  let sayDead: (error: BenchError) => void = () => undefined
  const death = new Promise<never>((_, reject) => (sayDead = reject))
  const die = (error: BenchError) => {
    dead ??= error
    sayDead(error)
  }
  death.catch(() => undefined)
  // duckdb-wasm forgets the waiting requests of a worker that fails; nobody would ever hear of them.
  void gone.then((reason) => die(new BenchError('crashed', reason)))
  const database = new AsyncDuckDB(new VoidLogger(), worker)
  const alive = <T>(work: Promise<T>): Promise<T> => Promise.race([work, death])
  const checkAlive = () => {
    if (dead) throw dead
  }

  async function stream(connection: AsyncDuckDBConnection, text: string, take: (bytes: Uint8Array, isSchema: boolean) => Promise<boolean> | boolean, signal?: AbortSignal): Promise<void> {
    checkAlive()
    const cancel = () => {
      if (!dead) void connection.cancelSent().catch(() => undefined)
    }
    signal?.addEventListener('abort', cancel)
    try {
      await connection.useUnsafe(async (bindings, id) => {
        // Streaming: rows come while the statement still runs, and an answer never lies in the engine as a whole.
        let header = await alive(bindings.startPendingQuery(id, text, true))
        while (header === null) {
          signal?.throwIfAborted()
          checkAlive()
          header = await alive(bindings.pollPendingQuery(id))
        }
        if (!(await take(header, true))) return
        for (;;) {
          signal?.throwIfAborted()
          checkAlive()
          const chunk = await alive(bindings.fetchQueryResults(id))
          if (chunk && chunk.length === 0) return
          if (chunk && !(await take(chunk, false))) return
        }
      })
    } finally {
      signal?.removeEventListener('abort', cancel)
    }
  }

  async function collected(connection: AsyncDuckDBConnection, text: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const chunks: Uint8Array[] = []
    await stream(connection, text, (bytes) => chunks.push(bytes) > 0, signal)
    return joinedBytes(chunks)
  }

  await alive(database.instantiate(moduleUrl))
  await alive(database.open({ query: { queryPollingInterval: 20 } }))
  const house = await alive(database.connect())
  const analyst = await alive(database.connect())
  // First of all: an extension that fails to load from outside corrupts the engine (ENGINE-NOTES.md, Offline).
  for (const setting of ['autoinstall_known_extensions = false', 'autoload_known_extensions = false', `memory_limit = '${memoryMegabytes}MB'`]) await collected(house, `SET ${setting}`)
  for (const connection of [house, analyst]) await collected(connection, 'SET errors_as_json = true')

  const housekeeping = async <T>(text: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof EngineGone) throw error
      throw new QueryError(toBenchError(error, text).message, text, { cause: error })
    }
  }
  async function insert(table: string, source: TableSource): Promise<void> {
    if (source.kind === 'text' && source.rows.length === 0) {
      await collected(house, toText(sql`CREATE TABLE ${identifier(table)} (${list(source.columns.map((name) => sql`${identifier(name)} ${verbatim('VARCHAR')}`))})`))
      return
    }
    const ipc = source.kind === 'parquet' ? await codec.decode(source.bytes) : toTextStream(source)
    await alive(house.insertArrowFromIPCStream(ipc, { name: table, create: true }))
  }
  const kill = () => {
    die(new BenchError('closed', 'the engine was closed'))
    codec.close()
    database.detach()
    worker.terminate()
  }

  const houseRows = (text: string, signal?: AbortSignal) => housekeeping(text, async () => toAnswerRows(await collected(house, text, signal)))

  return {
    engine: {
      databases: wasmDatabases(database, (text, options) => houseRows(text, options?.signal), register),
      rows: (statement: Statement, options) => houseRows(toText(statement), options?.signal),
      load: (table, source) => housekeeping(`load ${table}`, () => insert(table, source)),
      parquet: (statement) => housekeeping(toText(statement), async () => codec.encode(await collected(house, toText(statement)))),
      close: async () => kill(),
    },
    lock: async () => {
      for (const setting of ['enable_external_access = false', 'lock_configuration = true']) await collected(house, `SET ${setting}`)
    },
    stream: (text, take, signal) => stream(analyst, text, take, signal),
    rows: async (text) => toAnswerRows(await collected(analyst, text)),
    death,
    kill,
  }
}
