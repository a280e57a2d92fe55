import type { DataTasks, TaskProgress } from '@/dataset/data-tasks.ts'
import type { StoreFailure } from '@/dataset/stored-files.ts'
import type { Problem } from '@/domain/problem.ts'
import { watchedWorker } from '@/engine/worker-life.ts'

export type TaskName = keyof DataTasks
type Input<K extends TaskName> = Parameters<DataTasks[K]>[0]
type Output<K extends TaskName> = Awaited<ReturnType<DataTasks[K]>>

export interface TaskRequest {
  readonly id: number
  readonly task: TaskName
  readonly input: unknown
}
export type TaskFailure =
  | { readonly kind: 'dataset'; readonly problems: readonly Problem[]; readonly message: string }
  | { readonly kind: 'store'; readonly failure: StoreFailure; readonly message: string }
  | { readonly kind: 'other'; readonly message: string }
export type TaskReply =
  | { readonly id: number; readonly progress: TaskProgress }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: TaskFailure }

/** A task that the worker could not do. */
export class TaskError extends Error {
  override readonly name = 'TaskError'
  constructor(readonly failure: TaskFailure) {
    super(failure.message)
  }
}

/** The worker itself died or was ended, and all that it held is gone. */
export class WorkerGone extends Error {
  override readonly name = 'WorkerGone'
}

export interface CallOptions {
  readonly onProgress?: (progress: TaskProgress) => void
  /** Ends the worker, whatever it does. */
  readonly signal?: AbortSignal
  /** Ends the worker when it takes longer, in milliseconds. */
  readonly patience?: number
}

export interface DataWorker {
  readonly call: <K extends TaskName>(task: K, input: Input<K>, options?: CallOptions) => Promise<Output<K>>
  /** Ends the worker at once, whatever it does; waiting calls reject with WorkerGone. */
  readonly end: () => void
}

/** A worker for importing, writing and exporting: nothing of that runs on the page's own thread. */
export function openDataWorker(): DataWorker {
  const { worker, gone } = watchedWorker((options) => new Worker(new URL('../data-worker.ts', import.meta.url), { ...options, type: 'module' }))
  const waiting = new Map<number, { readonly reply: (reply: TaskReply) => void; readonly gone: (error: WorkerGone) => void }>()
  let last = 0
  let ended: WorkerGone | null = null

  function end(reason: string): void {
    ended ??= new WorkerGone(reason)
    worker.terminate()
    for (const { gone } of waiting.values()) gone(ended)
    waiting.clear()
  }
  worker.addEventListener('message', ({ data }: MessageEvent<TaskReply>) => waiting.get(data.id)?.reply(data))
  void gone.then(end)

  return {
    call: (task, input, { onProgress, patience, signal } = {}) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        if (signal?.aborted) return reject(signal.reason)
        last += 1
        const id = last
        const leave = () => end('stopped')
        signal?.addEventListener('abort', leave)
        const timer = patience === undefined ? undefined : setTimeout(() => end('took too long'), patience)
        const settle = (work: () => void) => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', leave)
          waiting.delete(id)
          work()
        }
        waiting.set(id, {
          gone: (error) => settle(() => reject(error)),
          reply: (reply) => {
            if ('progress' in reply) onProgress?.(reply.progress)
            else if ('failure' in reply) settle(() => reject(new TaskError(reply.failure)))
            else settle(() => resolve(reply.value as never))
          },
        })
        worker.postMessage({ id, task, input } satisfies TaskRequest)
      }),
    end: () => end('ended'),
  }
}

/** Work in a worker of its own, which ends with it. */
export async function inDataWorker<T>(work: (worker: DataWorker) => Promise<T>): Promise<T> {
  const worker = openDataWorker()
  try {
    return await work(worker)
  } finally {
    worker.end()
  }
}

/** One task in a worker of its own. */
export function runTask<K extends TaskName>(task: K, input: Input<K>, options?: CallOptions): Promise<Output<K>> {
  return inDataWorker((worker) => worker.call(task, input, options))
}
