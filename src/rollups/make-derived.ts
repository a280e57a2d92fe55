import { QueryError, type AskOptions, type Engine } from '@/engine/engine.ts'
import type { Statement } from '@/engine/sql.ts'
import { writeCellFile } from './cell-file.ts'
import { makeForms } from './forms/make-forms.ts'
import { makeHistory } from './history/make-history.ts'
import type { ProjectStatements } from './history/project-answers.ts'
import { makeRollup } from './make-rollup.ts'
import { prepareAnswers, writeAnswers } from './prepared-answers.ts'
import { rollupPlans } from './rollup-plans.ts'

/** A file made from the plain tables, beside them. */
export interface MadeFile {
  readonly path: string
  readonly kind: string
  /** The year that it is of, where its kind is split by year. */
  readonly year: number | null
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Questions whose answers are kept: what the first view asks before anyone has chosen anything, what the others do, and what is asked of each project. */
export interface StatementsAhead {
  readonly first: readonly Statement[]
  readonly later: readonly Statement[]
  readonly ofProjects: ProjectStatements
}

export interface DerivedOptions extends AskOptions {
  readonly statements?: StatementsAhead
  /** A kind with more forms than this is split by year; 200,000 unless given. */
  readonly splitOver?: number
}

type Make = () => AsyncGenerator<MadeFile>

function makers(engine: Engine, { statements, splitOver, signal }: DerivedOptions): readonly Make[] {
  const options = signal ? { signal } : {}
  const rollups = rollupPlans.map((plan): Make => async function* () {
    yield { path: `derived/${plan.name}.jlnc`, kind: 'rollup', year: null, bytes: writeCellFile(await makeRollup(engine, plan, options)) }
  })
  const kinds = { answers: statements?.first ?? [], 'answers-later': statements?.later ?? [] }
  const answers = Object.entries(kinds).map(([kind, asked]): Make => async function* () {
    if (asked.length > 0) yield { path: `derived/${kind}.json`, kind, year: null, bytes: writeAnswers(await prepareAnswers(engine, asked, options)) }
  })
  return [
    ...rollups,
    ...answers,
    async function* () {
      for await (const { path, kind, year, table } of makeForms(engine, splitOver === undefined ? {} : { splitOver })) yield { path, kind, year, bytes: writeCellFile(table) }
    },
    async function* () {
      for await (const file of makeHistory(engine, statements ? { ofProjects: statements.ofProjects } : {})) yield { path: file.path, kind: file.kind, year: null, bytes: file.kind === 'history' ? file.bytes : writeCellFile(file.table) }
    },
  ]
}

/**
 * The files made from what an engine holds, one after the other, for speed and nothing else: the same rows give the same
 * bytes. A kind whose sums SQL itself refuses, such as a difference past DECIMAL(18,2), is left out: SQL is asked then.
 */
export async function* makeDerived(engine: Engine, options: DerivedOptions = {}): AsyncGenerator<MadeFile> {
  for (const make of makers(engine, options)) {
    options.signal?.throwIfAborted()
    try {
      yield* make()
    } catch (error) {
      if (options.signal?.aborted || !(error instanceof QueryError)) throw error
    }
  }
}
