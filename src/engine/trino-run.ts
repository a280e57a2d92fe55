import type { AnswerSink } from './bench-engine.ts'
import { toClusterFailure } from './cluster-failure.ts'
import { askAgain } from './trino-again.ts'
import { toArrowParts } from './trino-batches.ts'
import { trinoPages, type TrinoConnection } from './trino-pages.ts'

/**
 * Runs one statement of the workbench on a cluster and hands its answer over as Arrow, batch by batch, until the sink has
 * enough. One that is lost with a node before any row came is asked again. Rejects with BenchError, or the signal's reason.
 */
export async function runInCluster(connection: TrinoConnection, text: string, sink: AnswerSink, signal: AbortSignal): Promise<void> {
  let [hasColumns, hasRows] = [false, false]

  async function once(): Promise<void> {
    for await (const { columns, rows } of trinoPages(connection, text, { signal, ...(sink.progress ? { onProgress: sink.progress } : {}) })) {
      if (columns.length === 0) continue
      const parts = toArrowParts(columns, rows)
      if (!hasColumns) {
        hasColumns = true
        sink.columns(columns.map(({ name, type }) => ({ name, type: type.toUpperCase() })))
        if (!(await sink.chunk(parts.schema, true))) return
      }
      if (rows.length === 0) continue
      hasRows = true
      if (!(await sink.chunk(parts.batch, false))) return
    }
  }

  try {
    await askAgain(once, { mayRepeat: () => !hasRows, signal })
  } catch (error) {
    throw signal.aborted ? signal.reason : toClusterFailure(error, text)
  }
  if (!hasColumns) sink.columns(null)
}
