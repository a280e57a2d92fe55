import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as parquet from 'parquet-wasm/node'
import { tableFromIPC } from 'apache-arrow'
import { createBench, type AnswerColumn, type Bench, type BenchOptions, type RunOptions } from '@/engine/bench-engine.ts'
import { columnReader } from '@/engine/arrow-value.ts'
import type { AnswerValue } from '@/engine/engine.ts'
import { codecOf } from '@/engine/parquet-codec.ts'
import { registerBytes, watchedThread } from './open-wasm-engine.ts'

/** The page's workbench engine over the Node build of the same DuckDB-WASM. */
export function openBenchInNode(options: Pick<BenchOptions, 'fill'> & Partial<BenchOptions>): Bench {
  const folder = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-node.cjs'))
  return createBench({
    parts: () => ({ ...watchedThread(join(folder, 'duckdb-node-eh.worker.cjs')), moduleUrl: join(folder, 'duckdb-eh.wasm'), codec: { ...codecOf(parquet as never), close: () => undefined }, register: registerBytes }),
    memoryMegabytes: 300,
    onState: () => undefined,
    onReplaced: () => undefined,
    ...options,
  })
}

export interface WholeAnswer {
  readonly columns: readonly AnswerColumn[] | null
  readonly rows: readonly (readonly AnswerValue[])[]
  readonly chunks: number
}

/** Runs one statement and keeps all of its answer, duplicate names and all. */
export async function runWhole(bench: Bench, statement: string, options?: RunOptions): Promise<WholeAnswer> {
  const bytes: Uint8Array[] = []
  let columns: readonly AnswerColumn[] | null = null
  await bench.run(statement, { columns: (found) => (columns = found), chunk: (chunk) => bytes.push(chunk) > 0 }, options)
  const table = tableFromIPC(Buffer.concat(bytes))
  const readers = table.schema.fields.map((field, index) => {
    const vector = table.getChildAt(index)
    return vector ? columnReader(field, vector) : () => null
  })
  return { columns, rows: Array.from({ length: table.numRows }, (_, row) => readers.map((read) => read(row))), chunks: bytes.length }
}
