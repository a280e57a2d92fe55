import { AsyncDuckDB, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm'
import { joinedBytes } from '@/domain/joined-bytes.ts'
import { toAnswerRowsInPieces, toTextStream } from './arrow-stream.ts'
import { toBenchError } from './bench-failure.ts'
import { EngineGone, QueryError, type AnswerRow, type AskOptions, type Engine, type TableSource } from './engine.ts'
import type { ParquetCodec } from './parquet-codec.ts'
import { identifier, list, sql, toText, verbatim, type Statement } from './sql.ts'
import { databaseFolder, wasmDatabases, type RegisterFile } from './wasm-databases.ts'
import type { WatchedWorker } from './worker-life.ts'

export interface WasmParts extends WatchedWorker {
  readonly moduleUrl: string
  readonly codec: ParquetCodec
  /** How files are put before DuckDB, where that is not as in a browser. */
  readonly register?: RegisterFile
}

/** First of all: an extension that fails to load from outside corrupts the engine (ENGINE-NOTES.md, Offline). */
const beforeAnything = ['SET autoinstall_known_extensions = false', 'SET autoload_known_extensions = false', `SET allowed_directories = ['${databaseFolder}']`, 'SET enable_external_access = false', 'SET lock_configuration = true']

/** DuckDB-WASM in a worker, behind the product's port. Statements run one after the other; an aborted one is cancelled. */
export async function openWasmEngine({ worker, gone, moduleUrl, codec, register }: WasmParts): Promise<Engine> {
  const database = new AsyncDuckDB(new VoidLogger(), worker)
  const waiting = new Set<(error: EngineGone) => void>()
  let death: EngineGone | null = null
  let last: Promise<unknown> = Promise.resolve()

  /** Nothing of an engine that is gone can be used again: whoever waits hears so, and whoever comes. */
  function die(reason: string): void {
    death ??= new EngineGone(reason)
    for (const tell of waiting) tell(death)
    codec.close()
    database.detach()
    worker.terminate()
  }
  void gone.then(die)

  function alive<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (death) return reject(death)
      waiting.add(reject)
      work().then(resolve, reject).finally(() => waiting.delete(reject))
    })
  }

  async function withConnection<T>(run: (connection: AsyncDuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await database.connect()
    try {
      return await run(connection)
    } finally {
      if (!death) await connection.close()
    }
  }

  /** What the engine itself does: where its memory or stack is gone, so is the engine. */
  async function trusted<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (toBenchError(error, '').kind === 'crashed') die(error instanceof Error ? error.message : String(error))
      throw error
    }
  }

  function inTurn<T>(run: (connection: AsyncDuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const turn = last.then(() => {
      signal?.throwIfAborted()
      return alive(() => withConnection(run))
    })
    last = turn.catch(() => undefined)
    return turn
  }

  // What `connection.send` does, kept as bytes. `connection.query` can't be cancelled and cuts answers short in silence
  // (ENGINE-NOTES.md, Traps).
  async function answerStream(connection: AsyncDuckDBConnection, text: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const cancel = () => {
      if (!death) void connection.cancelSent()
    }
    signal?.addEventListener('abort', cancel)
    try {
      return await trusted(() => connection.useUnsafe(async (bindings, id) => {
        let header = await bindings.startPendingQuery(id, text)
        while (header === null) {
          if (bindings.isDetached()) throw new Error('the engine was closed')
          header = await bindings.pollPendingQuery(id)
        }
        const chunks = [header]
        for (;;) {
          const chunk = await bindings.fetchQueryResults(id)
          if (chunk && chunk.length === 0) return joinedBytes(chunks)
          if (chunk) chunks.push(chunk)
        }
      }))
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      throw new QueryError(error instanceof Error ? error.message : String(error), text, { cause: error })
    } finally {
      signal?.removeEventListener('abort', cancel)
    }
  }

  async function run(connection: AsyncDuckDBConnection, text: string, signal?: AbortSignal): Promise<readonly AnswerRow[]> {
    return toAnswerRowsInPieces(await answerStream(connection, text, signal), signal)
  }

  async function insert(connection: AsyncDuckDBConnection, table: string, source: TableSource): Promise<void> {
    if (source.kind === 'text' && source.rows.length === 0) {
      const columns = source.columns.map((name) => sql`${identifier(name)} ${verbatim('VARCHAR')}`)
      await run(connection, toText(sql`CREATE TABLE ${identifier(table)} (${list(columns)})`))
      return
    }
    const ipc = source.kind === 'parquet' ? await codec.decode(source.bytes) : toTextStream(source)
    await trusted(() => connection.insertArrowFromIPCStream(ipc, { name: table, create: true }))
  }

  await alive(() => database.instantiate(moduleUrl))
  await alive(() => database.open({}))
  await inTurn(async (connection) => {
    for (const statement of beforeAnything) await run(connection, statement)
  })

  return {
    databases: wasmDatabases(database, (text, options) => inTurn((connection) => run(connection, text, options?.signal), options?.signal), register),
    rows: (statement: Statement, options?: AskOptions) => inTurn((connection) => run(connection, toText(statement), options?.signal), options?.signal),
    load: (table, source, options) =>
      inTurn(async (connection) => {
        try {
          await insert(connection, table, source)
        } catch (error) {
          throw error instanceof QueryError || error instanceof EngineGone ? error : new QueryError(error instanceof Error ? error.message : String(error), `load ${table}`, { cause: error })
        }
      }, options?.signal),
    parquet: (statement, options) => inTurn(async (connection) => codec.encode(await answerStream(connection, toText(statement), options?.signal)), options?.signal),
    close: async () => die('the engine was closed'),
  }
}
