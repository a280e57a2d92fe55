import type { DatasetFiles } from './dataset-files.ts'

/** Lets through or holds up; what waits before it goes on once it is open. */
export interface Gate {
  readonly isOpen: () => boolean
  readonly open: () => void
  readonly shut: () => void
  /** Resolves while open. Rejects with the signal's reason once it is aborted. */
  readonly pass: (signal?: AbortSignal) => Promise<void>
  /** Says now, and whenever that changes, whether it is open. The function that comes back ends that. */
  readonly watch: (say: (isOpen: boolean) => void) => () => void
}

export function createGate(): Gate {
  const waiting = new Set<() => void>()
  const watching = new Set<(isOpen: boolean) => void>()
  let isOpen = true
  function turn(now: boolean): void {
    isOpen = now
    for (const say of watching) say(now)
  }
  return {
    isOpen: () => isOpen,
    shut: () => turn(false),
    open: () => {
      turn(true)
      for (const go of waiting) go()
      waiting.clear()
    },
    watch: (say) => {
      watching.add(say)
      say(isOpen)
      return () => void watching.delete(say)
    },
    pass: (signal) => {
      signal?.throwIfAborted()
      if (isOpen) return Promise.resolve()
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting.delete(go)
          reject(signal?.reason)
        }
        const go = () => {
          signal?.removeEventListener('abort', leave)
          resolve()
        }
        waiting.add(go)
        signal?.addEventListener('abort', leave, { once: true })
      })
    },
  }
}

/** Files of which none is begun while the gate is shut: whoever loads them pauses between two files. */
export function gatedFiles(files: DatasetFiles, gate: Gate): DatasetFiles {
  return {
    read: async (path, options) => {
      await gate.pass(options?.signal)
      return files.read(path, options)
    },
  }
}
