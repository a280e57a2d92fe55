import type * as z from 'zod/mini'
import type { AskSums, Declared } from '@/domain/declaration.ts'
import { parsedRows } from '@/domain/parsed-rows.ts'
import type { AskOptions, Engine } from '@/engine/engine.ts'
import type { Statement } from '@/engine/sql.ts'

/** A question the dashboard asks: its SQL for given parameters, and the shape of one answer row. */
export interface Query<Params, Row> {
  readonly name: string
  readonly statement: (params: Params) => Statement
  readonly row: z.core.$ZodType<Row>
  /** Present where the question is sums over dimensions, so that prepared sums may answer it. */
  readonly declared?: Declared<Params>
  /** Present where a thread of its own may answer the question from what was made ahead: from every form, or one project's history. */
  readonly fromForms?: 'forms' | 'history'
  /** Present where the question is put together of declared ones: its rows out of sums made ahead, null where those don't cover it. */
  readonly fromSums?: (sums: AskSums, params: Params) => readonly Row[] | null
}

/** Whoever answers questions, out of whatever it has: the rows at once where they are at hand. */
export type AskQuestion = <Params, Row>(query: Query<Params, Row>, params: Params, options?: AskOptions) => readonly Row[] | Promise<readonly Row[]>

/** Asks a question. A row of another shape is a bug in the query, so it throws. */
export async function ask<Params, Row>(engine: Engine, query: Query<Params, Row>, params: Params, options?: AskOptions): Promise<readonly Row[]> {
  return parsedRows(query.row, await engine.rows(query.statement(params), options), options?.signal)
}
