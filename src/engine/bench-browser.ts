import duckdbWorkerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url'
import duckdbModuleUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url'
import { openBenchAnswers, type BenchAnswers } from './bench-answers.ts'
import { createBench, type Bench, type BenchOptions } from './bench-engine.ts'
import { openWorkerCodec } from './duckdb-browser.ts'

/** The workbench's engine in the page: a second DuckDB in a worker of its own, opened at the first question. */
export function openBrowserBench(options: Omit<BenchOptions, 'parts'>): Bench {
  const moduleUrl = new URL(duckdbModuleUrl, document.baseURI).href
  return createBench({ ...options, parts: () => ({ worker: new Worker(duckdbWorkerUrl), moduleUrl, codec: openWorkerCodec() }) })
}

export function openBrowserAnswers(): BenchAnswers {
  return openBenchAnswers(() => new Worker(new URL('./bench-answer-worker.ts', import.meta.url), { type: 'module' }))
}

/** Arrow IPC bytes as a Parquet file, in a worker of its own. */
export async function parquetOf(ipc: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const codec = openWorkerCodec()
  try {
    return await codec.encode(ipc)
  } finally {
    codec.close()
  }
}
