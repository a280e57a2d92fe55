import { toText } from '@/engine/sql.ts'
import { benchQuestions, type BenchFacts } from '../questions.ts'
import { measure, type Outcome } from './asking.ts'
import { openPeerDatabase } from './peer-database.ts'

export interface PlainDuckdb {
  readonly boot: number
  readonly load: number
  readonly outcomes: readonly Outcome[]
}

/** Each question asked of DuckDB-WASM alone, by the product's own SQL. */
export async function askPlainDuckdb(manifestUrl: string, facts: BenchFacts, rounds: number): Promise<PlainDuckdb> {
  const { rows, boot, load, database } = await openPeerDatabase(manifestUrl)
  const outcomes: Outcome[] = []
  for (const index of benchQuestions.keys()) outcomes.push(await measure(async ({ query, params }) => ({ rows: await rows(toText(query.statement(params))), by: () => 'engine' }), index, facts, rounds))
  await database.terminate()
  return { boot, load, outcomes }
}
