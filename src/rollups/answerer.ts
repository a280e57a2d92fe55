import * as z from 'zod/mini'
import type { Declared } from '@/domain/declaration.ts'
import type { AskOptions, Engine } from '@/engine/engine.ts'
import type { Statement } from '@/engine/sql.ts'
import { planCells, type CellAnswer } from './answer-cells.ts'
import type { OpenCells } from './open-cells.ts'
import { statementHash, type PreparedAnswers } from './prepared-answers.ts'

/** A question of the product, as `Query` of the queries is one. */
export interface Askable<Params, Row> {
  readonly name: string
  readonly statement: (params: Params) => Statement
  readonly row: z.core.$ZodType<Row>
  readonly declared?: Declared<Params>
}

/** Who answers: sums made ahead, an answer made ahead, or the database. */
export type AnsweredBy = 'rollup' | 'prepared' | 'engine'

export interface Answered<Row> {
  readonly rows: readonly Row[]
  readonly by: AnsweredBy
  /** The table of sums that answered. */
  readonly table: string | null
}

/** What was made ahead of a dataset and is at hand now. More tables may come later. */
export interface Prepared {
  readonly tables: readonly OpenCells[]
  readonly answers: PreparedAnswers
}

export const nothingPrepared: Prepared = { tables: [], answers: new Map() }

/**
 * Answers questions of one dataset, each by the quickest that gives exactly its rows: sums made ahead where they cover
 * it, else an answer made ahead of the very statement, else the database, which is opened only then.
 */
export interface Answerer {
  /** The answer in this very turn, or null where only the database can give it. Takes well under a millisecond for cells. */
  readonly answerNow: <Params, Row>(query: Askable<Params, Row>, params: Params) => Answered<Row> | null
  /** The answer by whoever has it. Rejects as `Engine.rows` does; a row of another shape is a bug and throws. */
  readonly ask: <Params, Row>(query: Askable<Params, Row>, params: Params, options?: AskOptions) => Promise<Answered<Row>>
}

/** The smallest table that covers a declared question, and how it answers it. */
function coverOf<Params, Row>(tables: readonly OpenCells[], { declared }: Askable<Params, Row>, params: Params): { readonly answer: CellAnswer; readonly table: string } | null {
  if (!declared) return null
  const scope = declared.scope(params)
  for (const cells of tables.toSorted((left, right) => left.table.rows - right.table.rows)) {
    const answer = planCells(cells, declared.declaration, scope)
    if (answer) return { answer, table: cells.table.name }
  }
  return null
}

/** `prepared` is looked at anew for each question; `engine` is called where neither sums nor an answer are there. */
export function createAnswerer({ prepared, engine }: { readonly prepared: () => Prepared; readonly engine: () => Promise<Engine> }): Answerer {
  const answerNow: Answerer['answerNow'] = <Params, Row>(query: Askable<Params, Row>, params: Params): Answered<Row> | null => {
    const { tables, answers } = prepared()
    const cover = coverOf(tables, query, params)
    // These rows are made of the declaration that the row's schema is made of.
    if (cover) return { rows: cover.answer() as readonly Row[], by: 'rollup', table: cover.table }
    const ready = answers.size === 0 ? undefined : answers.get(statementHash(query.statement(params)))
    return ready ? { rows: z.parse(z.array(query.row), ready), by: 'prepared', table: null } : null
  }
  return {
    answerNow,
    ask: async (query, params, options) => {
      options?.signal?.throwIfAborted()
      const now = answerNow(query, params)
      if (now) return now
      const rows = await (await engine()).rows(query.statement(params), options)
      return { rows: z.parse(z.array(query.row), rows), by: 'engine', table: null }
    },
  }
}
