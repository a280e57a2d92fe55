import * as wasm from 'parquet-wasm/esm'
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url'
import { codecOf } from './parquet-codec.ts'
import { holdLifeLock } from './worker-life.ts'

export interface CodecRequest {
  readonly id: number
  readonly task: 'decode' | 'encode'
  readonly bytes: Uint8Array<ArrayBuffer>
}
export type CodecReply = { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly id: number; readonly error: string }

holdLifeLock()
const ready = wasm.default({ module_or_path: wasmUrl }).then(() => codecOf(wasm))

self.addEventListener('message', ({ data }: MessageEvent<CodecRequest>) => {
  const answer = async () => {
    const codec = await ready
    return codec[data.task](data.bytes)
  }
  answer().then(
    (bytes) => self.postMessage({ id: data.id, bytes } satisfies CodecReply, { transfer: [bytes.buffer] }),
    (error: unknown) => self.postMessage({ id: data.id, error: error instanceof Error ? error.message : String(error) } satisfies CodecReply),
  )
})
