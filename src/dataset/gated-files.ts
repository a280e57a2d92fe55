import type { DatasetFiles } from './dataset-files.ts'

/** Lets through or holds up; what waits before it goes on once it is open. */
export interface Gate {
  readonly isOpen: () => boolean
  readonly open: () => void
  readonly shut: () => void
  /** Resolves while open. Rejects with the signal's reason once it is aborted. */
  readonly pass: (signal?: AbortSignal) => Promise<void>
}

export function createGate(): Gate {
  const waiting = new Set<() => void>()
  let isOpen = true
  return {
    isOpen: () => isOpen,
    shut: () => void (isOpen = false),
    open: () => {
      isOpen = true
      for (const go of waiting) go()
      waiting.clear()
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
