import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker as ThreadWorker } from 'node:worker_threads'
import * as parquet from 'parquet-wasm/node'
import { openWasmEngine } from '@/engine/duckdb-wasm.ts'
import type { Engine } from '@/engine/engine.ts'
import { codecOf, type ParquetCodec } from '@/engine/parquet-codec.ts'
import type { RegisterFile } from '@/engine/wasm-databases.ts'
import type { WatchedWorker } from '@/engine/worker-life.ts'

const asWebWorker = `
const { parentPort, workerData } = require('node:worker_threads')
globalThis.postMessage = (message, transfer) => parentPort.postMessage(message, transfer)
console.log = () => undefined
require(workerData)
parentPort.on('message', (data) => globalThis.onmessage({ data }))
`

/** A thread that speaks like the browser's Worker, as far as duckdb-wasm listens. */
function openWorker(script: string): Worker {
  const thread = new ThreadWorker(asWebWorker, { eval: true, workerData: script })
  return {
    addEventListener: (kind: string, listen: (event: unknown) => void) => thread.on(kind === 'close' ? 'exit' : kind, (data: unknown) => listen(kind === 'message' ? { data } : data)),
    removeEventListener: () => undefined,
    postMessage: (message: unknown, transfer: never[]) => thread.postMessage(message, transfer),
    terminate: () => void thread.terminate(),
  } as unknown as Worker
}

/** Threads tell when they exit, so that there is nothing to watch. */
export function watchedThread(script: string): WatchedWorker {
  const worker = openWorker(script)
  return { worker, gone: new Promise((resolve) => worker.addEventListener('close', () => resolve('the thread ended'))) }
}

/** Node has no FileReader: files go into the engine's memory. */
export const registerBytes: RegisterFile = async (database, path, file) => database.registerFileBuffer(path, new Uint8Array(await file.arrayBuffer()))

/** The page's adapter with the Node build of the same DuckDB-WASM behind it, and the worker that it runs in. */
export async function openKillableEngine(codec: ParquetCodec = { ...codecOf(parquet as never), close: () => undefined }): Promise<{ readonly engine: Engine; readonly worker: Worker }> {
  const folder = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-node.cjs'))
  const watched = watchedThread(join(folder, 'duckdb-node-eh.worker.cjs'))
  const engine = await openWasmEngine({ ...watched, moduleUrl: join(folder, 'duckdb-eh.wasm'), codec, register: registerBytes })
  return { engine, worker: watched.worker }
}

export async function openWasmEngineInNode(): Promise<Engine> {
  return (await openKillableEngine()).engine
}
