import type { SourceRef } from '@/dataset/data-tasks.ts'
import { DatasetError } from '@/dataset/dataset-error.ts'
import type { Gate } from '@/dataset/gated-files.ts'
import { holdKeptFile } from '@/dataset/kept-table-files.ts'
import type { LoadProgress } from '@/dataset/load-dataset.ts'
import { tableFileParts, type BroughtTableFile } from '@/dataset/load-table-file.ts'
import type { Manifest } from '@/domain/manifest.ts'
import type { Problem } from '@/domain/problem.ts'
import { watchedWorker } from '@/engine/worker-life.ts'
import { neededOf } from './source-ref.ts'

export type TableFileRequest = { readonly task: 'bring'; readonly source: SourceRef; readonly manifest: Manifest } | { readonly task: 'gate'; readonly isOpen: boolean }
export type TableFileReply =
  | { readonly progress: LoadProgress }
  | { readonly brought: BroughtTableFile | null }
  | { readonly failure: string; readonly problems: readonly Problem[] | null }

export interface BringOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: LoadProgress) => void
  /** No piece is begun while it is shut. */
  readonly gate?: Gate
}

/**
 * As `bringTableFile`, in a thread of its own: to unpack ten million indicators takes seconds. Null where the dataset has no
 * table file; rejects where it can't be had, or with the signal's reason.
 */
export async function bringInWorker(source: SourceRef, manifest: Manifest, { signal, onProgress, gate }: BringOptions = {}): Promise<BroughtTableFile | null> {
  const parts = tableFileParts(manifest)
  if (!parts) return null
  await holdKeptFile(parts.pieces.map((piece) => piece.sha256))
  signal?.throwIfAborted()
  const { worker, gone } = watchedWorker((options) => new Worker(new URL('../table-file-worker.ts', import.meta.url), { ...options, type: 'module' }))
  const send = (request: TableFileRequest) => worker.postMessage(request)
  const over = new AbortController()
  try {
    return await new Promise<BroughtTableFile | null>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { signal: over.signal })
      void gone.then((reason) => reject(new Error(reason)))
      worker.addEventListener('message', ({ data }: MessageEvent<TableFileReply>) => {
        if ('progress' in data) onProgress?.(data.progress)
        else if ('brought' in data) resolve(data.brought)
        else reject(data.problems ? new DatasetError(data.problems) : new Error(data.failure))
      })
      const unwatch = gate?.watch((isOpen) => send({ task: 'gate', isOpen }))
      over.signal.addEventListener('abort', () => unwatch?.())
      send({ task: 'bring', source: neededOf(source, [parts.index, ...parts.pieces]), manifest })
    })
  } finally {
    over.abort()
    worker.terminate()
  }
}
