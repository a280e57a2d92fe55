import { openBrowserStore } from './dataset/browser-store.ts'
import { createDataTasks } from './dataset/data-tasks.ts'
import { DatasetError } from './dataset/dataset-error.ts'
import { StoreError } from './dataset/stored-files.ts'
import type { TaskFailure, TaskReply, TaskRequest } from './composables/data-worker.ts'
import { openBrowserEngine, openWorkerCodec } from './engine/duckdb-browser.ts'
import { readParquetTable } from './engine/parquet-table.ts'

const tasks = createDataTasks({
  openEngine: openBrowserEngine,
  openStore: openBrowserStore,
  // A decoder of its own for each file: one that lies can take its decoder down.
  readParquet: async (bytes) => {
    const codec = openWorkerCodec()
    try {
      return await readParquetTable(bytes, codec)
    } finally {
      codec.close()
    }
  },
})

function toFailure(error: unknown): TaskFailure {
  if (error instanceof DatasetError) return { kind: 'dataset', problems: error.problems, message: error.message }
  if (error instanceof StoreError) return { kind: 'store', failure: error.failure, message: error.message }
  return { kind: 'other', message: error instanceof Error ? error.message : String(error) }
}

function reply(message: TaskReply): void {
  const bytes = 'value' in message && message.value instanceof Uint8Array ? [message.value.buffer] : []
  self.postMessage(message, { transfer: bytes })
}

self.addEventListener('message', ({ data }: MessageEvent<TaskRequest>) => {
  const task = tasks[data.task] as (input: unknown, onProgress: (progress: unknown) => void) => Promise<unknown>
  task(data.input, (progress) => reply({ id: data.id, progress } as TaskReply)).then(
    (value) => reply({ id: data.id, value }),
    (error: unknown) => reply({ id: data.id, failure: toFailure(error) }),
  )
})
