import type { AnswerSink } from './bench-engine.ts'
import { toClusterFailure } from './cluster-failure.ts'
import { toArrowParts } from './trino-batches.ts'
import { pause } from './trino-exchange.ts'
import { LostStatementError } from './trino-failure.ts'
import { trinoPages, type TrinoConnection } from './trino-pages.ts'

const attempts = 4

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

  for (let attempt = 1; ; attempt += 1) {
    try {
      await once()
      if (!hasColumns) sink.columns(null)
      return
    } catch (error) {
      if (signal.aborted) throw signal.reason
      if (!(error instanceof LostStatementError) || hasRows || attempt === attempts) throw toClusterFailure(error, text)
      await pause(500 * 2 ** attempt, signal)
    }
  }
}
