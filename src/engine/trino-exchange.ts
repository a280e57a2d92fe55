import { QueryError } from './engine.ts'
import { unreachable } from './trino-failure.ts'

/** Answers that mean "later": Trino's own back-pressure, and proxies that can't reach it just now. */
const later = new Set([429, 502, 503, 504])
const longest = 2_000

export interface Patience {
  readonly signal: AbortSignal | undefined
  /** The statement that it is about. */
  readonly text: string
  /** Milliseconds to go on trying after the first failure. */
  readonly patience: number
}

/** Waits; rejects with the signal's reason once it is aborted. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', stop, { once: true })
  })
}

/** Milliseconds that an answer asks to wait for; 0 where it says nothing. */
function asked(response: Response | null): number {
  const seconds = Number(response?.headers.get('Retry-After'))
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0
}

/** Sends a request, again and again with growing pauses while the other end is busy or out of reach. */
export async function sendPatiently(address: string, init: RequestInit, { signal, text, patience }: Patience): Promise<Response> {
  let until: number | null = null
  for (let wait = 50; ; wait = Math.min(wait * 2, longest)) {
    let response: Response | null = null
    let reason: unknown
    try {
      response = await fetch(address, { ...init, ...(signal ? { signal } : {}) })
      if (!later.has(response.status)) return response
      reason = new Error(`${response.status} ${response.statusText}`.trim())
      await response.body?.cancel()
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      reason = error
    }
    until ??= Date.now() + patience
    const rest = until - Date.now()
    if (rest <= 0) throw new QueryError(`the engine can't be reached: ${reason instanceof Error ? reason.message : String(reason)}`, text, { cause: reason, advice: unreachable })
    // A little chance, so that many pages don't come back at the same moment.
    await pause(Math.min(rest, Math.max(wait * (0.5 + Math.random()), asked(response))), signal)
  }
}
