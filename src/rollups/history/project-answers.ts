import { QueryError, type Engine } from '@/engine/engine.ts'
import { list, sql, verbatim, type Statement } from '@/engine/sql.ts'
import { statementHash } from '../prepared-answers.ts'
import { figureColumns } from './history-questions.ts'

/** What is worked out of every project's rows and written with its history; whoever asks for it names the statement. */
export interface ProjectStatements {
  /** One statement a rule. Rows: of_project, place, rule, of_form, year, seq and as text the figures that its form or indicator has not. */
  readonly findings: readonly Statement[]
  /** Rows, of scores that are recomputed otherwise alone: project_id, year, seq, lowest, highest, in points as text; a form's execution has no seq. */
  readonly scores: readonly Statement[]
}

const columnTypes = sql`project_id VARCHAR, place INTEGER, rule VARCHAR, of_form BOOLEAN, year INTEGER, seq INTEGER, ${list(figureColumns.map((name) => verbatim(`${name} VARCHAR`)))}, rule_place INTEGER`

/** Puts answers of a kind into their scratch table. One whose sums SQL refuses is left out: SQL is asked then, and says so. */
async function filled(engine: Engine, statements: readonly Statement[], insert: (statement: Statement, at: number) => Statement): Promise<readonly string[]> {
  const made: string[] = []
  for (const [at, statement] of statements.entries()) {
    try {
      await engine.rows(insert(statement, at))
      made.push(statementHash(statement))
    } catch (error) {
      if (!(error instanceof QueryError)) throw error
    }
  }
  return made
}

/** Works the statements out into the tables that `findings` and `scores` of a history are read from. Gives the hashes of those that are in them. */
export async function makeProjectAnswers(engine: Engine, { findings, scores }: ProjectStatements): Promise<readonly string[]> {
  await engine.rows(sql`CREATE OR REPLACE TABLE derived_project_findings (${columnTypes})`)
  await engine.rows(sql`CREATE OR REPLACE TABLE derived_project_scores (project_id VARCHAR, year INTEGER, seq INTEGER, lowest VARCHAR, highest VARCHAR)`)
  return [
    ...(await filled(engine, findings, (statement, at) => sql`INSERT INTO derived_project_findings SELECT found.*, CAST(${at} AS INTEGER) FROM (${statement}) AS found`)),
    ...(await filled(engine, scores, (statement) => sql`INSERT INTO derived_project_scores ${statement}`)),
  ]
}

export function dropProjectAnswers(): readonly Statement[] {
  return [sql`DROP TABLE IF EXISTS derived_project_findings`, sql`DROP TABLE IF EXISTS derived_project_scores`]
}
