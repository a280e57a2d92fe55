import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, StatementType, type DuckDBConnection, type DuckDBPreparedStatement, type DuckDBResult } from '@duckdb/node-api'
import { splitStatements, words } from '@/domain/sql-statements.ts'
import { QueryError, type AnswerRow, type AskOptions, type Engine, type TableSource } from './engine.ts'
import { nativeDatabases } from './duckdb-native-databases.ts'
import { toAnswerValue, toNestedValue, type NestedValue } from './native-value.ts'
import { columnLines, identifier, list, sql, toText, verbatim, type Statement } from './sql.ts'

export interface NativeEngineOptions {
  /** 1 unless given: one thread keeps the order of rows and the bytes of files. */
  readonly threads?: number
  /** A database file for what doesn't fit in memory; in memory unless given. */
  readonly file?: string
  /** As DuckDB writes it: '2GB'. */
  readonly memoryLimit?: string
}

/** An answer with its columns' names and types, nested values kept: what the command line prints. */
export interface NativeAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly batches: AsyncIterable<readonly (readonly NestedValue[])[]>
}

export type TextCells = readonly (string | null)[]

/** Native DuckDB: the port `Engine`, and what only Node needs. */
export interface NativeEngine extends Engine {
  /** Runs one statement to its end before it resolves; rows come in batches, duplicate names kept. */
  readonly answer: (statement: Statement, options?: AskOptions) => Promise<NativeAnswer>
  /** Adds rows of text cells to a table whose columns are all VARCHAR. */
  readonly append: (table: string, rows: Iterable<TextCells>, options?: AskOptions) => Promise<void>
}

/** Types whose values go into an answer as they are; DuckDB casts all others to VARCHAR first. */
const plainType = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DECIMAL\(\d+,\s*\d+\)|FLOAT|DOUBLE|BOOLEAN|VARCHAR)$/

/** Runs work that `interrupt` stops. DuckDB forgets an interrupt that comes before it began, so it is repeated until the work ends. */
async function interruptible<T>(connection: DuckDBConnection, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  signal?.throwIfAborted()
  let again: NodeJS.Timeout | undefined
  const stop = () => {
    connection.interrupt()
    again ??= setInterval(() => connection.interrupt(), 10)
  }
  signal?.addEventListener('abort', stop)
  try {
    return await work()
  } finally {
    signal?.removeEventListener('abort', stop)
    clearInterval(again)
    signal?.throwIfAborted()
  }
}

/** The statement with every column that an answer can't carry cast to DuckDB's own text; null where none needs it. */
function asPlainColumns(prepared: DuckDBPreparedStatement, text: string): Statement | null {
  if (prepared.statementType !== StatementType.SELECT) return null
  const columns = Array.from({ length: prepared.columnCount }, (_, index) => ({ name: prepared.columnName(index), plain: plainType.test(String(prepared.columnType(index))), alias: identifier(`c${index}`) }))
  if (columns.every((column) => column.plain)) return null
  const chosen = columns.map(({ name, plain, alias }) => (plain ? sql`${alias} AS ${identifier(name)}` : sql`CAST(${alias} AS VARCHAR) AS ${identifier(name)}`))
  return sql`SELECT
  ${columnLines(chosen)}
FROM (
${verbatim(text.replace(/[;\s]+$/, ''))}
) AS answer(${list(columns.map((column) => column.alias))})`
}

async function* nestedBatches(result: DuckDBResult): AsyncIterable<readonly (readonly NestedValue[])[]> {
  for await (const rows of result.yieldRows()) yield rows.map((row) => row.map(toNestedValue))
}

async function withTempFile<T>(name: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'jilan-'))
  try {
    return await work(join(folder, name))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Opens native DuckDB. Statements run one after the other on one connection, so aborting one leaves the others alone. */
export async function openNativeEngine(options: NativeEngineOptions = {}): Promise<NativeEngine> {
  const instance = await DuckDBInstance.create(options.file ?? ':memory:', {
    threads: String(options.threads ?? 1),
    autoinstall_known_extensions: 'false',
    ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
  })
  const connection = await instance.connect()
  let last: Promise<unknown> = Promise.resolve()

  /** Waits for its turn, and makes every failure a QueryError or the signal's reason. */
  function inTurn<T>(text: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const turn = last.then(() => interruptible(connection, signal, work)).catch((cause: unknown) => {
      if (signal?.aborted) throw signal.reason
      throw cause instanceof QueryError ? cause : new QueryError(cause instanceof Error ? cause.message : String(cause), text, { cause })
    })
    last = turn.catch(() => undefined)
    return turn
  }

  /** A PIVOT whose columns come from the data is two statements to DuckDB: the first makes a temporary type of the values. */
  async function prepareOne(text: string): Promise<DuckDBPreparedStatement> {
    if (!words(text).includes('PIVOT') || splitStatements(text).length !== 1) return connection.prepare(text)
    const parts = await connection.extractStatements(text)
    for (let part = 0; part < parts.count - 1; part += 1) {
      const before = await parts.prepare(part)
      await before.run()
      before.destroySync()
    }
    return parts.prepare(parts.count - 1)
  }

  async function prepared<T>(text: string, use: (statement: DuckDBPreparedStatement) => Promise<T>): Promise<T> {
    const statement = await prepareOne(text)
    try {
      return await use(statement)
    } finally {
      statement.destroySync()
    }
  }

  async function plainRows(text: string): Promise<readonly AnswerRow[]> {
    return prepared(text, async (statement) => {
      const plain = asPlainColumns(statement, text)
      if (plain) return plainRows(toText(plain))
      const result = await statement.run()
      const names = result.columnNames()
      return (await result.getRows()).map((row) => Object.fromEntries(row.map((value, index) => [names[index] ?? '', toAnswerValue(value)])))
    })
  }

  async function appendRows(table: string, rows: Iterable<TextCells>, signal?: AbortSignal): Promise<void> {
    const appender = await connection.createAppender(table)
    const width = appender.columnCount
    let count = 0
    try {
      for (const row of rows) {
        for (let index = 0; index < width; index += 1) {
          const cell = row[index] ?? null
          if (cell === null) appender.appendNull()
          else appender.appendVarchar(cell)
        }
        appender.endRow()
        count += 1
        if (count % 10_000 === 0) {
          await new Promise((resolve) => setImmediate(resolve))
          signal?.throwIfAborted()
        }
      }
    } finally {
      appender.closeSync()
    }
  }

  async function loadText(table: string, source: TableSource & { kind: 'text' }, signal?: AbortSignal): Promise<void> {
    await connection.run(toText(sql`CREATE TABLE ${identifier(table)} (${list(source.columns.map((name) => sql`${identifier(name)} VARCHAR`))})`))
    try {
      await appendRows(table, source.rows, signal)
    } catch (error) {
      await connection.run(toText(sql`DROP TABLE ${identifier(table)}`))
      throw error
    }
  }

  function loadParquet(table: string, bytes: Uint8Array): Promise<void> {
    return withTempFile('table.parquet', async (path) => {
      await writeFile(path, bytes)
      await connection.run(toText(sql`CREATE TABLE ${identifier(table)} AS SELECT * FROM read_parquet(${path})`))
    })
  }

  const databases = nativeDatabases((statement, signal) => inTurn(toText(statement), signal, async () => void (await connection.run(toText(statement)))))

  return {
    databases: databases.files,
    rows: (statement, { signal } = {}) => inTurn(toText(statement), signal, () => plainRows(toText(statement))),
    load: (table, source, { signal } = {}) => inTurn(`load ${table}`, signal, () => (source.kind === 'text' ? loadText(table, source, signal) : loadParquet(table, source.bytes))),
    parquet: (statement, { signal } = {}) =>
      inTurn(toText(statement), signal, () =>
        withTempFile('answer.parquet', async (path) => {
          await connection.run(toText(sql`COPY (
${statement}
) TO ${path} (FORMAT parquet, COMPRESSION zstd)`))
          return new Uint8Array(await readFile(path))
        }),
      ),
    answer: (statement, { signal } = {}) =>
      inTurn(toText(statement), signal, () =>
        prepared(toText(statement), async (ready) => {
          const result = await ready.run()
          const types = result.columnTypes()
          return { columns: result.columnNames().map((name, index) => ({ name, type: String(types[index]) })), batches: nestedBatches(result) }
        }),
      ),
    append: (table, rows, { signal } = {}) => inTurn(`append ${table}`, signal, () => appendRows(table, rows, signal)),
    close: async () => {
      await last
      connection.closeSync()
      instance.closeSync()
      await databases.forget()
    },
  }
}
