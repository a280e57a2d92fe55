import { openBenchAnswers, type BenchAnswers } from './bench-answers.ts'
import { createBench, type Bench, type BenchOptions } from './bench-engine.ts'
import { duckdbModule, openDuckdbWorker, openWorkerCodec } from './duckdb-browser.ts'
import { watchedWorker } from './worker-life.ts'

/** The workbench's engine in the page: a second DuckDB in a worker of its own, opened at the first question. */
export function openBrowserBench(options: Omit<BenchOptions, 'parts'>): Bench {
  return createBench({ ...options, parts: () => ({ ...openDuckdbWorker(), moduleUrl: duckdbModule(), codec: openWorkerCodec() }) })
}

export function openBrowserAnswers(): BenchAnswers {
  return openBenchAnswers(() => watchedWorker((options) => new Worker(new URL('./bench-answer-worker.ts', import.meta.url), { ...options, type: 'module' })))
}

/** Arrow IPC bytes as a Parquet file, in a worker of its own, which the signal ends. */
export async function parquetOf(ipc: Uint8Array<ArrayBuffer>, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  signal?.throwIfAborted()
  const codec = openWorkerCodec()
  const leave = () => codec.close()
  signal?.addEventListener('abort', leave, { once: true })
  try {
    return await codec.encode(ipc)
  } finally {
    signal?.removeEventListener('abort', leave)
    codec.close()
    signal?.throwIfAborted()
  }
}
