import { computed, effectScope, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { DatasetError, fileProblem } from '@/dataset/dataset-error.ts'
import { loadDataset, type LoadOptions, type LoadProgress } from '@/dataset/load-dataset.ts'
import { isKeptCompressed } from '@/dataset/table-place.ts'
import type { Label } from '@/domain/label.ts'
import type { DatasetEngine } from '@/domain/manifest.ts'
import { emptySelection } from '@/domain/selection.ts'
import { bindParameters } from '@/domain/sql-parameters.ts'
import type { SqlStatement } from '@/domain/sql-statements.ts'
import { judgeForCluster } from '@/domain/cluster-verdict.ts'
import { judgeStatement, type Refusal } from '@/domain/sql-verdict.ts'
import { tableNames } from '@/domain/tables.ts'
import type { BenchAnswers, HeldAnswer } from '@/engine/bench-answers.ts'
import type { AnswerColumn, Bench, BenchOptions, BenchState } from '@/engine/bench-engine.ts'
import { BenchError, type FailureKind } from '@/engine/bench-failure.ts'
import type { AnswerRow, AskProgress, Engine } from '@/engine/engine.ts'
import { identifier, sql, verbatim } from '@/engine/sql.ts'
import { createProjectMetrics } from '@/engine/table-sql.ts'
import { indicatorTotals } from '@/queries/indicator-totals.ts'
import { ask } from '@/queries/query.ts'
import { totals } from '@/queries/totals.ts'
import { failureText } from './failure-text.ts'
import { useSession, type OpenDataset, type Session } from './session.ts'
import { bringInWorker } from './table-file-worker.ts'

export type { AnswerFilter, AnswerOrder, ColumnSummary, FilterTest } from '@/engine/bench-answer.ts'
export type { HeldAnswer } from '@/engine/bench-answers.ts'
export type { AnswerColumn, BenchState } from '@/engine/bench-engine.ts'

export interface RunFailure {
  readonly kind: FailureKind | 'refused'
  readonly why: Refusal | null
  /** The word that the refusal is about. */
  readonly word: string
  /** The engine's own words. */
  readonly message: string
  /** A place in the editor's text, or null where the engine points at none. */
  readonly place: number | null
  /** What is wrong and what to do about it, where more can be told than the kind says. */
  readonly advice: Label | null
}

/** One statement's run: how far it is, and its answer where it has one. */
export interface StatementRun {
  readonly id: number
  readonly statement: string
  /** What was sent: parameters replaced. */
  readonly sent: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly columns: readonly AnswerColumn[] | null
  readonly rows: number
  readonly milliseconds: number
  /** How far a cluster is with it; null where nothing is known. */
  readonly progress: AskProgress | null
  /** The answer was larger than the grid may hold; what came is shown. */
  readonly cutShort: boolean
  readonly failure: RunFailure | null
  readonly answer: HeldAnswer | null
}

export interface BenchLimits {
  /** Null is no limit. */
  readonly seconds: number | null
  readonly memoryMegabytes: number
  /** How much of an answer the grid may hold. */
  readonly answerMegabytes: number
}

export const usualLimits: BenchLimits = { seconds: 120, memoryMegabytes: 1024, answerMegabytes: 512 }

export interface RunRequest {
  readonly statements: readonly SqlStatement[]
  readonly literals: Readonly<Record<string, string>>
  readonly onChange: (runs: readonly StatementRun[]) => void
}

export interface BenchDesk {
  /** The cluster that answers; null where the page's own DuckDB does. */
  readonly cluster: ComputedRef<DatasetEngine | null>
  readonly state: ShallowRef<BenchState>
  readonly message: ShallowRef<string>
  /** How far the rows are into a new engine; null while none is filled. */
  readonly filling: ShallowRef<LoadProgress | 'engine' | null>
  /** Ends the filling; what was asked meanwhile fails. */
  readonly stopFilling: () => void
  /** Opens an engine again where the last one could not be. */
  readonly reopen: () => void
  /** The engine was replaced on its own; said until the next run. */
  readonly replaced: ShallowRef<'crashed' | 'stuck' | 'slipped' | null>
  readonly running: ShallowRef<boolean>
  /** Grows when temporary tables may have changed or the engine is new. */
  readonly changes: ShallowRef<number>
  readonly limits: ShallowRef<BenchLimits>
  /** Runs by tab, and which of a tab's statements is looked at: kept while other views are open. */
  readonly runsOf: ShallowRef<Readonly<Record<string, readonly StatementRun[]>>>
  readonly chosenOf: ShallowRef<Readonly<Record<string, number>>>
  readonly run: (request: RunRequest) => Promise<readonly StatementRun[]>
  readonly cancel: () => void
  readonly ask: (text: string) => Promise<readonly AnswerRow[]>
  readonly setLimits: (limits: BenchLimits) => void
  readonly parquet: (answer: HeldAnswer, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>
}

/** The bench's tables are the dataset's own, checked and loaded as the page loads them, under their plain names. */
async function fillTables(engine: Engine, dataset: OpenDataset, options: LoadOptions): Promise<void> {
  const set = { number: 1 }
  const use = await loadDataset(engine, dataset.manifest, dataset.files, set, { ...options, tableFile: bringInWorker(dataset.source, dataset.manifest, options) })
  if (use.state === 'attached') return
  if (!isKeptCompressed(dataset.manifest)) {
    await engine.rows(sql`DROP VIEW project_metrics`)
    for (const name of tableNames) {
      await engine.rows(sql`DROP VIEW ${identifier(name)}`)
      await engine.rows(sql`ALTER TABLE ${identifier(`${name}_${set.number}`)} RENAME TO ${identifier(name)}`)
    }
    await engine.rows(createProjectMetrics())
  }
  await ask(engine, totals, emptySelection)
  await ask(engine, indicatorTotals, emptySelection)
  performance.mark('jilan:data-ready')
}

function createDesk(session: Session): BenchDesk {
  const state = shallowRef<BenchState>('closed')
  const message = shallowRef('')
  const filling: BenchDesk['filling'] = shallowRef(null)
  let stopFilling: AbortController | null = null
  const replaced = shallowRef<BenchDesk['replaced']['value']>(null)
  const running = shallowRef(false)
  const changes = shallowRef(0)
  const limits = shallowRef(usualLimits)
  let bench: Promise<Bench> | null = null
  let answers: BenchAnswers | null = null
  let stop: AbortController | null = null
  let runs = 0

  async function datasetNow(): Promise<OpenDataset> {
    if (session.current.value) return session.current.value
    return new Promise((resolve) => {
      const unwatch = watch(session.current, (dataset) => {
        if (!dataset) return
        unwatch()
        resolve(dataset)
      })
    })
  }

  async function fill(engine: Engine): Promise<void> {
    const stopping = new AbortController()
    stopFilling = stopping
    filling.value = 'engine'
    try {
      await fillTables(engine, await datasetNow(), { signal: stopping.signal, onProgress: (progress) => (filling.value = progress) })
    } catch (error) {
      throw new Error(failureText(error), { cause: error })
    } finally {
      filling.value = null
      stopFilling = null
    }
  }

  const onState = (next: BenchState, error?: unknown) => {
    if (next === 'ready' && state.value === 'opening') changes.value += 1
    state.value = next
    message.value = error === undefined ? '' : failureText(error)
  }
  async function check(): Promise<void> {
    session.forgetFailure()
    try {
      await session.engine.rows(sql`SELECT 1 AS one`)
    } catch (error) {
      throw new Error(failureText(error), { cause: error })
    }
  }
  async function open(onState: BenchOptions['onState']): Promise<Bench> {
    const { openBrowserBench, openBrowserAnswers } = await import('@/engine/bench-browser.ts')
    answers ??= openBrowserAnswers()
    const { engine } = (await datasetNow()).manifest
    if (!engine) return openBrowserBench({ memoryMegabytes: limits.value.memoryMegabytes, fill, onState, onReplaced: (why) => (replaced.value = why) })
    const { openClusterBench } = await import('@/engine/cluster-bench-browser.ts')
    return openClusterBench(engine, { check, ask: (text) => session.engine.rows(verbatim(text)), onState })
  }
  function opened(): Promise<Bench> {
    if (bench) return bench
    const mine: Promise<Bench> = open((...now) => {
      // Of one that was closed nothing is heard any more.
      if (bench === mine) onState(...now)
    })
    bench = mine
    return mine
  }
  const cluster = computed(() => session.current.value?.manifest.engine ?? null)

  // Another dataset: other tables. Temporary tables made from the old ones go with them, and the next question opens an engine.
  watch(() => session.current.value?.number, (number, before) => {
    if (!bench || number === undefined || before === undefined) return
    void bench.then((open) => open.close()).catch(() => undefined)
    bench = null
    onState('closed')
  })
  const judge = (text: string) => (cluster.value ? judgeForCluster(text) : judgeStatement(text))

  function failureOf(error: unknown, statement: SqlStatement, toSource: (place: number) => number): RunFailure {
    if (error instanceof BenchError) return { kind: error.kind, why: null, word: '', message: error.message, place: error.place === null ? null : statement.from + Math.min(statement.text.length, toSource(error.place)), advice: error.advice }
    return { kind: 'other', why: null, word: '', message: error instanceof Error ? error.message : String(error), place: null, advice: null }
  }

  async function runOne(request: RunRequest, statement: SqlStatement, signal: AbortSignal, report: (run: StatementRun) => void): Promise<StatementRun> {
    runs += 1
    const bound = bindParameters(statement.text, request.literals)
    let run: StatementRun = { id: runs, statement: statement.text, sent: bound.text, state: 'waiting', columns: null, rows: 0, milliseconds: 0, progress: null, cutShort: false, failure: null, answer: null }
    const change = (part: Partial<StatementRun>) => report((run = { ...run, ...part }))
    const verdict = judge(bound.text)
    if (verdict.kind === 'refused') {
      change({ state: 'failed', failure: { kind: 'refused', why: verdict.why, word: verdict.word, message: '', place: statement.from, advice: null } })
      return run
    }
    change({})
    const open = await opened()
    signal.throwIfAborted()
    const answer = answers?.hold() ?? null
    let started = performance.now()
    let appended: Promise<{ readonly rows: number; readonly bytes: number } | null> = Promise.resolve(null)
    let [sent, done, bytes, shownAt] = [0, 0, 0, 0]
    const unwatch = watch(state, (now) => {
      if (now === 'running') started = performance.now()
    }, { flush: 'sync' })
    const clock = setInterval(() => change({ milliseconds: performance.now() - started }), 100)
    try {
      await open.run(bound.text, {
        columns: (columns) => {
          started = Math.min(started, performance.now())
          change({ state: 'running', columns, answer })
        },
        progress: (progress) => change({ state: 'running', progress }),
        chunk: async (chunk, isSchema) => {
          bytes += chunk.length
          sent += 1
          appended = answer?.append(chunk, isSchema).then((so) => {
            done += 1
            // The first rows at once, the rest a few times a second.
            if (performance.now() - shownAt > 120 || run.rows === 0) {
              shownAt = performance.now()
              change({ rows: so.rows, milliseconds: performance.now() - started })
            }
            return so
          }) ?? Promise.resolve(null)
          if (sent - done > 64) await appended
          if (bytes <= limits.value.answerMegabytes * 1_048_576) return true
          change({ cutShort: true })
          return false
        },
      }, { signal, secondsLimit: limits.value.seconds })
      const took = performance.now() - started
      const whole = await appended
      change({ state: 'done', rows: whole?.rows ?? run.rows, milliseconds: took })
    } catch (error) {
      const took = performance.now() - started
      const whole = await appended.catch(() => null)
      const failure = failureOf(error, statement, bound.toSource)
      change({ state: failure.kind === 'cancelled' ? 'cancelled' : 'failed', failure, rows: whole?.rows ?? run.rows, milliseconds: took })
    } finally {
      clearInterval(clock)
      unwatch()
    }
    return run
  }

  async function run(request: RunRequest): Promise<readonly StatementRun[]> {
    stop?.abort()
    const mine = new AbortController()
    stop = mine
    running.value = true
    replaced.value = null
    const all: StatementRun[] = []
    try {
      for (const statement of request.statements) {
        const place = all.length
        let ended: StatementRun
        try {
          ended = await runOne(request, statement, mine.signal, (now) => {
            all[place] = now
            request.onChange([...all])
          })
        } catch (error) {
          const failure = mine.signal.aborted ? { kind: 'cancelled' as const, why: null, word: '', message: '', place: null, advice: null } : failureOf(error, statement, (at) => at)
          const before = all[place]
          if (!before) break
          ended = { ...before, state: mine.signal.aborted ? 'cancelled' : 'failed', failure }
          all[place] = ended
          request.onChange([...all])
        }
        if (judge(ended.sent).kind === 'change') changes.value += 1
        if (ended.state !== 'done') break
      }
    } finally {
      if (stop === mine) {
        stop = null
        running.value = false
      }
    }
    return all
  }

  return {
    cluster,
    state,
    message,
    filling,
    stopFilling: () => stopFilling?.abort(new DatasetError([fileProblem('', 'stopped', { zh: '明细数据的载入已停止，表中没有数据', en: 'loading was stopped, so that the tables hold no rows' })])),
    reopen: () => void opened().then((open) => open.restart()).catch(() => undefined),
    replaced,
    running,
    changes,
    limits,
    runsOf: shallowRef({}),
    chosenOf: shallowRef({}),
    run,
    cancel: () => {
      stop?.abort()
      stop = null
      running.value = false
    },
    ask: async (text) => (await opened()).ask(text),
    setLimits: (next) => {
      const reopen = next.memoryMegabytes !== limits.value.memoryMegabytes
      limits.value = next
      if (reopen && bench) void bench.then((open) => open.restart(next.memoryMegabytes)).catch(() => undefined)
    },
    parquet: async (answer, signal) => {
      const { parquetOf } = await import('@/engine/bench-browser.ts')
      return parquetOf(await answer.ipc(), signal)
    },
  }
}

const desks = new WeakMap<Session, BenchDesk>()

/** The page's one bench: it outlives its view, so that answers and temporary tables are there on the way back. */
export function useBench(): BenchDesk {
  const session = useSession()
  const known = desks.get(session)
  if (known) return known
  const desk = effectScope(true).run(() => createDesk(session))
  if (!desk) throw new Error('the bench has no scope')
  desks.set(session, desk)
  return desk
}
