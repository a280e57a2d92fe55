import duckdbWorkerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url'
import duckdbModuleUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url'
import { openWasmEngine } from './duckdb-wasm.ts'
import type { Engine } from './engine.ts'
import type { ParquetCodec } from './parquet-codec.ts'
import type { CodecReply, CodecRequest } from './parquet-worker.ts'

/** Parquet decoding in a worker of its own, started when the first file comes. */
export function openWorkerCodec(): ParquetCodec {
  let worker: Worker | null = null
  let last = 0
  const waiting = new Map<number, (reply: CodecReply) => void>()
  function started(): Worker {
    if (worker) return worker
    worker = new Worker(new URL('./parquet-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<CodecReply>) => {
      waiting.get(data.id)?.(data)
      waiting.delete(data.id)
    })
    worker.addEventListener('error', (event) => {
      for (const [id, reply] of waiting) reply({ id, error: event.message || 'the Parquet worker failed' })
      waiting.clear()
      worker?.terminate()
      worker = null
    })
    return worker
  }
  const request = (task: CodecRequest['task'], bytes: Uint8Array<ArrayBuffer>) =>
    new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      last += 1
      waiting.set(last, (reply) => ('bytes' in reply ? resolve(reply.bytes) : reject(new Error(reply.error))))
      started().postMessage({ id: last, task, bytes } satisfies CodecRequest, [bytes.buffer])
    })
  return { decode: (bytes) => request('decode', bytes), encode: (bytes) => request('encode', bytes), close: () => worker?.terminate() }
}

/** Opens an engine, from the page or from a worker: everything it needs ships with the site. */
export async function openBrowserEngine(): Promise<Engine> {
  // Workers have no document; there the address is whole already.
  const moduleUrl = new URL(duckdbModuleUrl, globalThis.document?.baseURI ?? self.location.href).href
  return openWasmEngine({ worker: new Worker(duckdbWorkerUrl), moduleUrl, codec: openWorkerCodec() })
}
