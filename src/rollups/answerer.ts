import * as z from 'zod/mini'
import type { AskSums, Declared } from '@/domain/declaration.ts'
import { parsedRows } from '@/domain/parsed-rows.ts'
import type { AskOptions, Engine } from '@/engine/engine.ts'
import type { Statement } from '@/engine/sql.ts'
import { planCells } from './answer-cells.ts'
import type { OpenCells } from './open-cells.ts'
import { statementHash, type PreparedAnswers } from './prepared-answers.ts'

/** A question of the product, as `Query` of the queries is one. */
export interface Askable<Params, Row> {
  readonly name: string
  readonly statement: (params: Params) => Statement
  readonly row: z.core.$ZodType<Row>
  readonly declared?: Declared<Params>
  readonly fromSums?: (sums: AskSums, params: Params) => readonly Row[] | null
}

/** Who answers: sums made ahead, an answer made ahead, or the database. */
export type AnsweredBy = 'rollup' | 'prepared' | 'engine'

export interface Answered<Row> {
  readonly rows: readonly Row[]
  readonly by: AnsweredBy
  /** The table of sums that answered; several with a comma between them. */
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
  /** Sums out of the tables at hand. */
  readonly sums: AskSums
  /** The answer in this very turn, or null where only the database can give it. Takes well under a millisecond for cells. */
  readonly answerNow: <Params, Row>(query: Askable<Params, Row>, params: Params) => Answered<Row> | null
  /** The answer by whoever has it. Rejects as `Engine.rows` does; a row of another shape is a bug and throws. */
  readonly ask: <Params, Row>(query: Askable<Params, Row>, params: Params, options?: AskOptions) => Promise<Answered<Row>>
}

/** Asks the smallest table that covers a declaration, and notes which it was. */
function sumsOf(tables: readonly OpenCells[], asked: Set<string>): AskSums {
  const bySize = tables.toSorted((left, right) => left.table.rows - right.table.rows)
  return (declaration, scope) => {
    for (const cells of bySize) {
      const answer = planCells(cells, declaration, scope)
      if (!answer) continue
      asked.add(cells.table.name)
      return answer()
    }
    return null
  }
}

/** A question's rows out of sums, null where they don't cover it or it is none of sums. */
export function rowsFromSums<Params, Row>({ declared, fromSums }: Askable<Params, Row>, params: Params, sums: AskSums): readonly Row[] | null {
  if (fromSums) return fromSums(sums, params)
  // These rows are made of the declaration that the row's schema is made of.
  return declared ? (sums(declared.declaration, declared.scope(params)) as readonly Row[] | null) : null
}

/** `prepared` is looked at anew for each question; `engine` is called where neither sums nor an answer are there. */
export function createAnswerer({ prepared, engine }: { readonly prepared: () => Prepared; readonly engine: () => Promise<Engine> }): Answerer {
  const answerNow: Answerer['answerNow'] = <Params, Row>(query: Askable<Params, Row>, params: Params): Answered<Row> | null => {
    const { tables, answers } = prepared()
    const asked = new Set<string>()
    const rows = rowsFromSums(query, params, sumsOf(tables, asked))
    if (rows) return { rows, by: 'rollup', table: [...asked].join(', ') }
    const ready = answers.size === 0 ? undefined : answers.get(statementHash(query.statement(params)))?.()
    return ready ? { rows: z.parse(z.array(query.row), ready), by: 'prepared', table: null } : null
  }
  return {
    sums: (declaration, scope) => sumsOf(prepared().tables, new Set())(declaration, scope),
    answerNow,
    ask: async (query, params, options) => {
      options?.signal?.throwIfAborted()
      const now = answerNow(query, params)
      if (now) return now
      const rows = await (await engine()).rows(query.statement(params), options)
      return { rows: await parsedRows(query.row, rows, options?.signal), by: 'engine', table: null }
    },
  }
}
