import { BenchError } from './bench-failure.ts'

/** What ends a statement of the workbench before its time, with the BenchError that says why. */
export interface RunStop {
  readonly signal: AbortSignal
  /** Counts its limit from now; null for none. */
  readonly startClock: (seconds: number | null | undefined) => void
  /** Listens no longer, to the person nor to the clock. */
  readonly release: () => void
}

/** Ends by the person's signal or by its limit of seconds. */
export function createRunStop(person: AbortSignal | undefined): RunStop {
  const stop = new AbortController()
  const cancel = () => stop.abort(new BenchError('cancelled', 'cancelled'))
  if (person?.aborted) cancel()
  person?.addEventListener('abort', cancel)
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    signal: stop.signal,
    startClock: (seconds) => {
      if (seconds) timer = setTimeout(() => stop.abort(new BenchError('time', String(seconds))), seconds * 1000)
    },
    release: () => {
      clearTimeout(timer)
      person?.removeEventListener('abort', cancel)
    },
  }
}
