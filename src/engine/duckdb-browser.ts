import duckdbModuleUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url'
import { openWasmEngine } from './duckdb-wasm.ts'
import { EngineGone, type Engine } from './engine.ts'
import type { ParquetCodec } from './parquet-codec.ts'
import type { CodecReply, CodecRequest } from './parquet-worker.ts'
import { watchedWorker, type WatchedWorker } from './worker-life.ts'

/** How long a decoder waits for the next file before it gives its memory back, in milliseconds. */
const idleTime = 2000

/**
 * Parquet decoding in a worker of its own, started when a file comes. One that failed is ended: a trap may have left its
 * memory in any state. So is one with nothing to do: its memory is as large as its largest file wanted it. One that the
 * browser ended says nothing about the file: EngineGone, as of the engine that it belongs to.
 */
export function openWorkerCodec(): ParquetCodec {
  let life: WatchedWorker | null = null
  let last = 0
  let idle: ReturnType<typeof setTimeout> | undefined
  const waiting = new Map<number, { readonly resolve: (bytes: Uint8Array<ArrayBuffer>) => void; readonly reject: (error: Error) => void }>()
  function end(mine: WatchedWorker | null, reason: Error): void {
    if (life !== mine) return
    clearTimeout(idle)
    life = null
    mine?.worker.terminate()
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
  }
  function started(): Worker {
    if (life) return life.worker
    const mine = watchedWorker((options) => new Worker(new URL('./parquet-worker.ts', import.meta.url), { ...options, type: 'module' }))
    life = mine
    mine.worker.addEventListener('message', ({ data }: MessageEvent<CodecReply>) => {
      if ('error' in data) return end(mine, new Error(data.error))
      waiting.get(data.id)?.resolve(data.bytes)
      waiting.delete(data.id)
      if (waiting.size === 0) idle = setTimeout(() => end(mine, new Error('the decoder was idle')), idleTime)
    })
    void mine.gone.then((reason) => end(mine, new EngineGone(reason)))
    return mine.worker
  }
  const request = (task: CodecRequest['task'], bytes: Uint8Array<ArrayBuffer>) =>
    new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      clearTimeout(idle)
      last += 1
      waiting.set(last, { resolve, reject })
      started().postMessage({ id: last, task, bytes } satisfies CodecRequest, [bytes.buffer])
    })
  return { decode: (bytes) => request('decode', bytes), encode: (bytes) => request('encode', bytes), close: () => end(life, new Error('the decoder was closed')) }
}

/** DuckDB's worker, which the page and the workbench start alike. */
export function openDuckdbWorker(): WatchedWorker {
  return watchedWorker((options) => new Worker(new URL('./duckdb-worker.ts', import.meta.url), { ...options, type: 'module' }))
}

/** Where DuckDB's module lies. Workers have no document; there the address is whole already. */
export function duckdbModule(): string {
  return new URL(duckdbModuleUrl, globalThis.document?.baseURI ?? self.location.href).href
}

/** Opens an engine, from the page or from a worker: everything it needs ships with the site. */
export async function openBrowserEngine(): Promise<Engine> {
  return openWasmEngine({ ...openDuckdbWorker(), moduleUrl: duckdbModule(), codec: openWorkerCodec() })
}
