/** What a piece of work knows of itself: whether it is still the newest, and a signal that is aborted once it is not. */
export interface Turn {
  readonly signal: AbortSignal
  readonly isNewest: () => boolean
}

export interface Outcome<T> {
  readonly done: (value: T) => void
  readonly failed: (error: unknown) => void
}

export interface NewestWins<T> {
  /** Starts work and aborts what was started before: of that nothing is heard any more, whenever it ends. */
  readonly start: (work: (turn: Turn) => T | Promise<T>) => void
  /** Aborts what runs; nothing is heard of it. */
  readonly stop: () => void
}

/** Work that is started again and again, of which only the newest outcome is heard. What is there at once is heard at once. */
export function newestWins<T>(heard: Outcome<T>): NewestWins<T> {
  let running: AbortController | null = null

  function stop(): void {
    running?.abort()
    running = null
  }

  return {
    stop,
    start: (work) => {
      stop()
      const mine = new AbortController()
      running = mine
      const isNewest = () => running === mine
      const succeed = (value: T) => {
        if (isNewest()) heard.done(value)
      }
      const fail = (error: unknown) => {
        if (isNewest()) heard.failed(error)
      }
      try {
        const value = work({ signal: mine.signal, isNewest })
        if (value instanceof Promise) value.then(succeed, fail)
        else succeed(value)
      } catch (error) {
        fail(error)
      }
    },
  }
}
