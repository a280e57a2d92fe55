import type { KeptAnswer } from '@/domain/answer-difference.ts'
import type { Manifest } from '@/domain/manifest.ts'
import { splitStatements } from '@/domain/sql-statements.ts'
import type { PinnedQuery } from './bench-library.ts'
import type { BenchDesk, StatementRun } from './use-bench.ts'

/** More rows than that are no card, and no room in the browser's store. */
export const mostPinnedRows = 500

/** Tells whether a dataset's rows are other ones: short, and the same on every visit. */
export function datasetFingerprint(manifest: Manifest): string {
  if (manifest.engine) return manifest.engine.published
  return manifest.files.map((file) => file.sha256.slice(0, 8)).join('')
}

/** A finished run's whole answer, to be kept; null where it has none or is too large. */
export async function keptAnswer(run: StatementRun): Promise<KeptAnswer | null> {
  if (run.state !== 'done' || !run.answer || !run.columns || run.rows > mostPinnedRows) return null
  const rows = await run.answer.cells(0, run.rows, run.columns.map((_, place) => place))
  return { columns: run.columns, rows }
}

/** Runs what was pinned once more, with the values that its parameters had. */
export async function rerunPinned(desk: BenchDesk, pinned: PinnedQuery): Promise<KeptAnswer | { readonly message: string }> {
  const runs = await desk.run({ statements: splitStatements(pinned.sent), literals: {}, onChange: () => undefined })
  const last = runs.at(-1)
  if (!last || last.failure) return { message: last?.failure?.message || last?.failure?.kind || '' }
  const answer = await keptAnswer(last)
  for (const run of runs) run.answer?.forget()
  return answer ?? { message: '> 500' }
}
