const up = 'jilan: the worker holds its lock'

/** Held by a worker as long as it lives: the browser lets go of it however the worker ends. Its name is the worker's. */
export function holdLifeLock(): void {
  // Only a secure context has locks.
  void globalThis.navigator.locks?.request(self.name, () => {
    self.postMessage(up)
    return new Promise<never>(() => undefined)
  })
}

/** A worker that is terminated or killed tells nobody, and what was asked of it would be waited for without end. */
export interface WatchedWorker {
  readonly worker: Worker
  /** Resolves to the reason once the worker has ended. */
  readonly gone: Promise<string>
}

/** How long a worker may take to say that it is up: one that is ended before holds no lock whose loss would tell, in milliseconds. */
const startTime = 20_000

/** Starts a worker whose script calls `holdLifeLock`. Where the browser has no locks, only errors tell of its end. */
export function watchedWorker(start: (options: { readonly name: string }) => Worker): WatchedWorker {
  const name = `jilan-${Math.random().toString(36).slice(2)}`
  const worker = start({ name })
  let say: (reason: string) => void = () => undefined
  const gone = new Promise<string>((resolve) => (say = resolve))
  worker.addEventListener('error', (event) => say(event.message || 'the worker stopped'))
  // Only where there are locks does a worker say that it is up.
  const late = navigator.locks ? setTimeout(() => say('the worker did not start'), startTime) : undefined
  worker.addEventListener('message', (event) => {
    if (event.data !== up) return
    clearTimeout(late)
    event.stopImmediatePropagation()
    void navigator.locks.request(name, () => say('the worker was ended'))
  })
  return { worker, gone }
}
