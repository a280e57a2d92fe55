import { shallowReactive, shallowRef, type ShallowRef } from 'vue'
import type { OpenedAhead } from '@/dataset/open-ahead.ts'
import type { AskOptions, Engine } from '@/engine/engine.ts'
import { toText, type Dialect, type Statement } from '@/engine/sql.ts'
import { askForms } from '@/queries/from-forms/desk-questions.ts'
import type { AskQuestion, Query } from '@/queries/query.ts'
import { createAnswerer, nothingPrepared, type Answered, type AnsweredBy, type Prepared } from '@/rollups/answerer.ts'
import type { SumContradiction } from '@/rollups/check-sums.ts'
import { statementHash } from '@/rollups/prepared-answers.ts'
import { UnreadForms, type FormsWorker } from './forms-worker.ts'

/** Who answered a statement last, and out of which table of sums. */
export interface Executor {
  readonly by: AnsweredBy
  readonly table: string | null
}

/** The answers of one dataset: out of what was made ahead where that covers the question, else from the engine. */
export interface DatasetAnswers {
  /** The rows at once where they are at hand. */
  readonly ask: AskQuestion
  /** The engine, which knows the answers made ahead and is opened only for others. */
  readonly engine: Engine
  /** Who answered a statement's text; null where nobody was asked. Reactive. */
  readonly executorOf: (text: string) => Executor | null
  /** What of the sums at hand the rows of an engine contradict. */
  readonly contradictions: (rows: Engine) => Promise<readonly SumContradiction[]>
  /** Whether sums made ahead answer; reactive. */
  readonly hasSums: ShallowRef<boolean>
  /** Brings the tables that few questions need. */
  readonly bringLater: () => Promise<void>
  /** Reads the forms before a question needs them. Never rejects: `isLacking` knows. */
  readonly warmForms: () => Promise<void>
  /** Lets go of what another thread holds; to be called when another dataset is open. */
  readonly end: () => void
  /** Makes the sums anew from the engine's rows, in place of those that were read. */
  readonly makeSums: () => Promise<void>
  /** Gives up all that was made ahead: the rows say something else. */
  readonly refuse: () => void
  /** Whether something that was to be made ahead is missing, was refused or could not be read. */
  readonly isLacking: () => boolean
  /** Answers out of what was made again from now on. */
  readonly replace: (remade: OpenedAhead, forms: FormsWorker | null) => void
}

/** Texts whose executor stays known. */
const mostKnown = 500

/** `forms` answers some questions that the sums don't cover, from a thread of its own. Texts are in the engine's dialect. */
export function createDatasetAnswers(opened: OpenedAhead | null, engine: Engine, forms: FormsWorker | null = null, dialect: Dialect = 'duckdb'): DatasetAnswers {
  let ahead = opened
  let prepared: Prepared = ahead ?? nothingPrepared
  let later: Promise<void> | null = null
  let isLaterHere = false
  let desk = forms
  let isLacking = ahead === null
  const hasSums = shallowRef(ahead !== null)
  const executors = shallowReactive(new Map<string, Executor>())

  function note(statement: Statement, executor: Executor): void {
    const text = toText(statement, dialect)
    executors.delete(text)
    executors.set(text, executor)
    const [oldest] = executors.keys()
    if (executors.size > mostKnown && oldest !== undefined) executors.delete(oldest)
  }
  const known: Engine = {
    ...engine,
    rows: async (statement, options) => {
      options?.signal?.throwIfAborted()
      const hash = statementHash(statement)
      if (!prepared.answers.has(hash)) await bringLater().catch(() => undefined)
      options?.signal?.throwIfAborted()
      const ready = prepared.answers.get(hash)?.()
      note(statement, { by: ready ? 'prepared' : 'engine', table: null })
      return ready ?? engine.rows(statement, options)
    },
  }
  const answerer = createAnswerer({ prepared: () => prepared, engine: async () => engine })

  async function bring(from: OpenedAhead | null): Promise<void> {
    try {
      const rest = (await from?.later()) ?? nothingPrepared
      // Meanwhile it may have been refused, or made again.
      if (from !== ahead) return
      prepared = { tables: [...prepared.tables, ...rest.tables], answers: new Map([...prepared.answers, ...rest.answers]) }
      isLaterHere = true
    } catch (error) {
      if (from === ahead) isLacking = true
      throw error
    }
  }
  function bringLater(): Promise<void> {
    later ??= bring(ahead)
    return later
  }

  /** Forms that can't be read answer nothing, so that the engine does; whoever has time makes them again. */
  async function fromForms<T>(asked: FormsWorker, work: Promise<T>): Promise<T | null> {
    try {
      return await work
    } catch (error) {
      if (error instanceof UnreadForms && desk === asked) isLacking = true
      return null
    }
  }

  function rowsOf<Row>(statement: Statement, { rows, by, table }: Answered<Row>): readonly Row[] {
    note(statement, { by, table })
    return rows
  }

  async function askLater<Params, Row>(query: Query<Params, Row>, params: Params, options?: AskOptions): Promise<readonly Row[]> {
    // What is asked of another thread is on its way before the page draws that it waits. Of a project's history nothing else was made ahead.
    if (!isLaterHere && query.fromForms !== 'history') {
      // What can't be read answers nothing: the engine does.
      await bringLater().catch(() => undefined)
      const now = answerer.answerNow(query, params)
      if (now) return rowsOf(query.statement(params), now)
    }
    const found = desk && (await fromForms(desk, askForms(query, params, desk.ask, answerer.sums)))
    options?.signal?.throwIfAborted()
    return rowsOf(query.statement(params), found ? { rows: found, by: 'rollup', table: 'forms' } : await answerer.ask(query, params, options))
  }

  return {
    engine: known,
    hasSums,
    bringLater,
    contradictions: async (rows) => (await import('@/rollups/check-sums.ts')).contradictions(rows, prepared.tables),
    executorOf: (text) => executors.get(text) ?? null,
    ask: (query, params, options) => {
      const now = answerer.answerNow(query, params)
      return now ? rowsOf(query.statement(params), now) : askLater(query, params, options)
    },
    isLacking: () => isLacking,
    warmForms: async () => void (desk && (await fromForms(desk, desk.warm()))),
    end: () => desk?.end(),
    makeSums: async () => {
      const { makePrepared } = await import('@/rollups/make-prepared.ts')
      const made = await makePrepared(engine)
      if (hasSums.value) return
      prepared = made
      hasSums.value = true
    },
    refuse: () => {
      ahead = null
      prepared = nothingPrepared
      later = Promise.resolve()
      isLacking = true
      hasSums.value = false
      desk?.end()
      desk = null
    },
    replace: (remade, remadeForms) => {
      ahead = remade
      prepared = remade
      later = null
      isLaterHere = false
      isLacking = false
      hasSums.value = true
      desk?.end()
      desk = remadeForms
    },
  }
}
