/** Held by a worker as long as it lives: the browser lets go of it however the worker ends. Its name is the worker's. */
export function holdLifeLock(): void {
  void globalThis.navigator.locks?.request(self.name, () => new Promise<never>(() => undefined))
}

/** A worker that is terminated or killed tells nobody, and what was asked of it would be waited for without end. */
export interface WatchedWorker {
  readonly worker: Worker
  /** Resolves to the reason once the worker has ended. */
  readonly gone: Promise<string>
  /** To be called when the worker has given its first answer: from then on any end is noticed, before that only errors. */
  readonly watch: () => Promise<void>
}

/** Starts a worker whose script calls `holdLifeLock`. */
export function watchedWorker(start: (options: { readonly name: string }) => Worker): WatchedWorker {
  const name = `jilan-${Math.random().toString(36).slice(2)}`
  const worker = start({ name })
  let say: (reason: string) => void = () => undefined
  const gone = new Promise<string>((resolve) => (say = resolve))
  worker.addEventListener('error', (event) => say(event.message || 'the worker stopped'))
  return {
    worker,
    gone,
    watch: async () => {
      // Only a secure context has locks; elsewhere only errors tell.
      const locks: LockManager | undefined = globalThis.navigator.locks
      const { held } = (await locks?.query()) ?? {}
      if (held?.some((lock) => lock.name === name)) void locks?.request(name, () => say('the worker was ended'))
    },
  }
}
