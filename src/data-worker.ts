import './domain/zod-without-eval.ts'
import { openBrowserStore } from './dataset/browser-store.ts'
import { createDataTasks, type TaskProgress } from './dataset/data-tasks.ts'
import { DatasetError } from './dataset/dataset-error.ts'
import { keepDerived } from './dataset/kept-derived.ts'
import { StoreError } from './dataset/stored-files.ts'
import type { TaskFailure, TaskReply, TaskRequest } from './composables/data-worker.ts'
import { openBrowserEngine, openWorkerCodec } from './engine/duckdb-browser.ts'
import type { Engine } from './engine/engine.ts'
import { readParquetTable } from './engine/parquet-table.ts'
import { holdLifeLock } from './engine/worker-life.ts'
import { askedAhead } from './queries/asked-ahead.ts'

let warm: Promise<Engine> | null = null

/** Someone who reads a report will confirm it soon: the engine that writes is started meanwhile. */
function warmUp(): void {
  warm ??= openBrowserEngine()
  warm.catch(() => (warm = null))
}

const tasks = createDataTasks({
  openEngine: () => {
    const engine = warm ?? openBrowserEngine()
    warm = null
    return engine
  },
  openStore: openBrowserStore,
  askedAhead,
  keepDerived,
  // The worker lies in assets/ of the built site and in src/ while developing: the maps are beside either.
  characterMaps: new URL('../cmaps/', self.location.href).href,
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

/** What of an answer is handed over instead of copied: its bytes, or those of its files. */
function buffersOf(value: unknown): ArrayBufferLike[] {
  const files = typeof value === 'object' && value !== null && 'files' in value && value.files instanceof Map ? [...value.files.values()] : [value]
  return [...new Set(files.flatMap((file) => (file instanceof Uint8Array ? file.buffer : [])))]
}

function reply(message: TaskReply): void {
  self.postMessage(message, { transfer: 'value' in message ? buffersOf(message.value) : [] })
}

async function answer({ id, task, input }: TaskRequest): Promise<void> {
  const run = tasks[task] as (input: unknown, onProgress: (progress: TaskProgress) => void) => Promise<unknown>
  try {
    reply({ id, value: await run(input, (progress) => reply({ id, progress })) })
    if (task === 'summary') warmUp()
  } catch (error) {
    reply({ id, failure: toFailure(error) })
  }
}

holdLifeLock()
self.addEventListener('message', ({ data }: MessageEvent<TaskRequest>) => void answer(data))
