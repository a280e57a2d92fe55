import { judgeStatement } from '@/domain/sql-verdict.ts'
import { openBenchDatabase, type BenchDatabase, type BenchDatabaseParts } from './bench-database.ts'
import { BenchError, toBenchError } from './bench-failure.ts'
import { distinctNames } from './distinct-names.ts'
import type { AnswerRow, AskProgress, Engine } from './engine.ts'
import { createRunStop } from './run-stop.ts'
import { identifier, list, sql, toText, verbatim } from './sql.ts'

/** A column of an answer: its name as asked for (names may repeat) and DuckDB's name of its type. */
export interface AnswerColumn {
  readonly name: string
  readonly type: string
}

/** Takes an answer as it comes. `chunk` resolves to false where it has enough. */
export interface AnswerSink {
  readonly columns: (columns: readonly AnswerColumn[] | null) => void
  readonly chunk: (bytes: Uint8Array, isSchema: boolean) => Promise<boolean> | boolean
  /** Called now and then by engines that know how far they are. */
  readonly progress?: (progress: AskProgress) => void
}

export interface RunOptions {
  readonly signal?: AbortSignal
  readonly secondsLimit?: number | null
}

export type BenchState = 'closed' | 'opening' | 'ready' | 'running' | 'failed'

export interface Bench {
  /** Runs one statement that `judgeStatement` lets through. Rejects with BenchError. One at a time: others wait. */
  readonly run: (statement: string, sink: AnswerSink, options?: RunOptions) => Promise<void>
  /** A short question of the workbench itself, on the analyst's connection so that temporary tables are seen. */
  readonly ask: (text: string) => Promise<readonly AnswerRow[]>
  /** A new engine with its tables; temporary tables are gone. */
  readonly restart: (memoryMegabytes?: number) => Promise<void>
  /** Ends its engine for good: what is still asked of it is rejected. */
  readonly close: () => void
}

export interface BenchOptions {
  readonly parts: () => Omit<BenchDatabaseParts, 'memoryMegabytes'>
  /** Puts the product's tables into a new engine. */
  readonly fill: (engine: Engine) => Promise<void>
  readonly memoryMegabytes: number
  /** `error`: why an engine did not open. */
  readonly onState: (state: BenchState, error?: unknown) => void
  /** The engine was replaced on its own: what it was about. */
  readonly onReplaced: (why: 'crashed' | 'stuck' | 'slipped') => void
}

/** How long a cancelled statement may take to stop before its engine is replaced. */
const stopPatience = 600
const pingPatience = 3000

const plainType = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|HUGEINT|DECIMAL\(\d+,\s*\d+\)|FLOAT|DOUBLE|BOOLEAN|VARCHAR)$/

interface Deferred {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** A promise settled from outside; the first word counts. A rejection that nobody waits for is no failure of the page. */
function deferred(): Deferred {
  let settle: Pick<Deferred, 'resolve' | 'reject'> = { resolve: () => undefined, reject: () => undefined }
  const promise = new Promise<void>((resolve, reject) => (settle = { resolve, reject }))
  promise.catch(() => undefined)
  return { promise, resolve: () => settle.resolve(), reject: (error) => settle.reject(error) }
}

function within<T>(work: Promise<T>, milliseconds: number): Promise<T | 'late'> {
  return Promise.race([work, new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), milliseconds))])
}

/** A statement whose odd columns (dates, lists, enums …) DuckDB itself turns into its own text; the statement starts at `offset`. */
function asPlainRows(statement: string, columns: readonly AnswerColumn[]): { readonly text: string; readonly offset: number } {
  const aliases = columns.map((_, index) => identifier(`c${index}`))
  const names = distinctNames(columns.map(({ name }) => name))
  const chosen = columns.map(({ type }, index) => {
    const name = names[index] ?? ''
    const alias = aliases[index] ?? identifier('')
    return plainType.test(type) ? sql`${alias} AS ${identifier(name)}` : sql`CAST(${alias} AS VARCHAR) AS ${identifier(name)}`
  })
  const before = toText(sql`SELECT ${list(chosen)} FROM (\n`)
  return { text: `${before}${toText(verbatim(statement))}${toText(sql`\n) AS answer(${list(aliases)})`)}`, offset: before.length }
}

/** The analyst's engine: apart from the page's own, so that whatever is asked of it, the page and its data stay whole. */
export function createBench(options: BenchOptions): Bench {
  let memory = options.memoryMegabytes
  let life: Promise<BenchDatabase> | null = null
  let last: Promise<unknown> = Promise.resolve()
  let isClosed = false

  async function open(): Promise<BenchDatabase> {
    options.onState('opening')
    try {
      const database = await openBenchDatabase({ ...options.parts(), memoryMegabytes: memory })
      try {
        await options.fill(database.engine)
        await database.lock()
      } catch (error) {
        database.kill()
        throw error
      }
      options.onState('ready')
      return database
    } catch (error) {
      life = null
      options.onState('failed', error)
      throw new BenchError('crashed', error instanceof Error ? error.message : String(error), null, { cause: error })
    }
  }
  /** One that dies while nobody asks it is replaced before somebody does. */
  async function replaceDead(mine: Promise<BenchDatabase>): Promise<void> {
    const { death } = await mine
    death.catch((error: unknown) => {
      if (!(error instanceof BenchError) || error.kind !== 'crashed') return
      last = last.then(() => (life === mine ? replace('crashed') : undefined)).catch(() => undefined)
    })
  }
  function opened(): Promise<BenchDatabase> {
    if (life) return life
    // What was still under way when it closed must not open an engine that nobody would ever close.
    if (isClosed) return Promise.reject(new BenchError('closed', 'the workbench was closed'))
    const mine = open()
    life = mine
    replaceDead(mine).catch(() => undefined)
    return mine
  }

  async function replace(why: 'crashed' | 'stuck' | 'slipped' | 'asked'): Promise<void> {
    const old = life
    life = null
    void old?.then((database) => database.kill(), () => undefined)
    if (why !== 'asked' && !isClosed) options.onReplaced(why)
    await opened()
  }

  function inTurn<T>(work: (database: BenchDatabase) => Promise<T>): Promise<T> {
    const turn = last.then(async () => work(await opened()))
    last = turn.catch(() => undefined)
    return turn
  }

  async function describe(database: BenchDatabase, statement: string, asTable: boolean): Promise<readonly AnswerColumn[]> {
    const before = asTable ? 'DESCRIBE SELECT * FROM (\n' : 'DESCRIBE '
    const text = `${before}${statement}${asTable ? '\n)' : ''}`
    try {
      return (await database.rows(text)).map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }))
    } catch (error) {
      throw toBenchError(error, text, before.length)
    }
  }

  async function endTransaction(database: BenchDatabase, ended: boolean): Promise<void> {
    try {
      await database.rows(ended ? 'COMMIT' : 'ROLLBACK')
    } catch (error) {
      if (/no transaction is active/i.test(toBenchError(error, '').message)) throw new BenchError('read-only', 'slipped', null, { cause: error })
    }
  }

  async function execute(database: BenchDatabase, statement: string, sink: AnswerSink, signal: AbortSignal): Promise<void> {
    const { kind } = judgeStatement(statement)
    let [text, offset] = [statement, 0]
    await database.rows('BEGIN TRANSACTION READ ONLY')
    let [ended, broken] = [false, false]
    try {
      if (kind === 'rows' || kind === 'table') {
        const columns = await describe(database, statement, kind === 'table')
        sink.columns(columns)
        // Arrow's reader gives columns of one name the type of the last: a DECIMAL beside an INTEGER loses its point.
        const repeated = new Set(columns.map(({ name }) => name)).size < columns.length
        if (kind === 'table' || repeated || columns.some(({ type }) => !plainType.test(type))) ({ text, offset } = asPlainRows(statement, columns))
      } else sink.columns(null)
      signal.throwIfAborted()
      await database.stream(text, sink.chunk, signal)
      ended = true
    } catch (error) {
      const failure = toBenchError(error, text, offset)
      broken = failure.kind === 'crashed' || failure.kind === 'closed'
      throw signal.aborted ? signal.reason : failure
    } finally {
      // A broken engine may never answer; it is replaced anyway.
      if (!broken) await within(endTransaction(database, ended), pingPatience)
    }
  }

  async function isAlive(database: BenchDatabase): Promise<boolean> {
    const answer = await within(database.rows('SELECT 1 AS one').catch(() => 'late' as const), pingPatience)
    return answer !== 'late'
  }

  async function run(statement: string, sink: AnswerSink, { signal, secondsLimit }: RunOptions = {}): Promise<void> {
    const verdict = judgeStatement(statement)
    if (verdict.kind === 'refused') throw new BenchError('permission', verdict.why)
    const stop = createRunStop(signal)
    const outcome = deferred()
    const perform = async () => {
      const database = await opened()
      stop.signal.throwIfAborted()
      options.onState('running')
      stop.startClock(secondsLimit)
      const end = execute(database, statement, sink, stop.signal).then(() => 'ended' as const, (error: unknown) => toBenchError(error, statement))
      const stopped = deferred()
      stop.signal.addEventListener('abort', stopped.resolve)
      const first = await Promise.race([end, stopped.promise.then(() => 'stopped' as const)])
      if (first === 'ended') {
        options.onState('ready')
        outcome.resolve()
        return
      }
      if (first !== 'stopped') outcome.reject(first)
      // What comes now happens behind the person's back: the next statement waits for it.
      const settled = first === 'stopped' ? await within(end, stopPatience) : first
      if (settled === 'late') await replace('stuck')
      else if (settled !== 'ended' && settled.message === 'slipped') await replace('slipped')
      else if (settled !== 'ended' && (settled.kind === 'crashed' || ((settled.kind === 'memory' || settled.kind === 'other') && !(await isAlive(database))))) await replace('crashed')
      else options.onState(life ? 'ready' : 'closed')
    }
    last = last.then(perform).catch(outcome.reject)
    stop.signal.addEventListener('abort', () => outcome.reject(stop.signal.reason))
    try {
      await outcome.promise
    } catch (error) {
      throw toBenchError(error, statement)
    } finally {
      stop.release()
    }
  }

  return {
    run,
    ask: (text) => inTurn((database) => Promise.race([database.rows(text), database.death])),
    restart: (megabytes = memory) => {
      memory = megabytes
      const turn = last.then(() => replace('asked'))
      last = turn.catch(() => undefined)
      return turn
    },
    close: () => {
      isClosed = true
      void life?.then((database) => database.kill(), () => undefined)
      life = null
      options.onState('closed')
    },
  }
}
