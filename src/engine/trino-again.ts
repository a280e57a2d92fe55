import { pause } from './trino-exchange.ts'
import { LostStatementError } from './trino-failure.ts'

const attempts = 4
/** A coordinator takes this long to come back after a restart, and its workers to find it. */
const starting: ReadonlySet<string | null> = new Set(['SERVER_STARTING_UP', 'NO_NODES_AVAILABLE'])
const startPatience = 90_000

export interface AgainOptions {
  /** Whether what was lost may be asked once more. */
  readonly mayRepeat: () => boolean
  readonly signal: AbortSignal | undefined
}

/** Asks until an answer comes: what was lost with a node a few times, and as long as the cluster says that it is starting up. */
export async function askAgain<T>(once: () => Promise<T>, { mayRepeat, signal }: AgainOptions): Promise<T> {
  const begun = Date.now()
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted()
    try {
      return await once()
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      if (!(error instanceof LostStatementError) || !mayRepeat()) throw error
      const isStarting = starting.has(error.code) && Date.now() - begun < startPatience
      if (attempt >= attempts && !isStarting) throw error
      await pause(Math.min(4_000, 500 * 2 ** attempt), signal)
    }
  }
}
