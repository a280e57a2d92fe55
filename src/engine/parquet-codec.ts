/** Turns Parquet files into Arrow IPC streams and back. Whoever opens an engine says how: in a worker, or in place. */
export interface ParquetCodec {
  readonly decode: (parquet: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>
  readonly encode: (ipc: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>
  readonly close: () => void
}

/** The part of parquet-wasm that is used, the same in its browser and Node builds. */
interface ParquetWasm {
  readonly readParquet: (bytes: Uint8Array) => { readonly intoIPCStream: () => Uint8Array }
  readonly writeParquet: (table: never, properties: never) => Uint8Array
  readonly Table: { readonly fromIPCStream: (ipc: Uint8Array) => unknown }
  readonly WriterPropertiesBuilder: new () => { setCompression: (kind: never) => { build: () => unknown } }
  readonly Compression: { readonly ZSTD: unknown }
}

/** Decodes and encodes on the thread that calls. Throws parquet-wasm's own error text on a broken file. */
export function codecOf(wasm: ParquetWasm): Pick<ParquetCodec, 'decode' | 'encode'> {
  return {
    decode: async (parquet) => wasm.readParquet(parquet).intoIPCStream() as Uint8Array<ArrayBuffer>,
    encode: async (ipc) => {
      const properties = new wasm.WriterPropertiesBuilder().setCompression(wasm.Compression.ZSTD as never).build()
      return wasm.writeParquet(wasm.Table.fromIPCStream(ipc) as never, properties as never) as Uint8Array<ArrayBuffer>
    },
  }
}
