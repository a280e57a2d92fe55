import type { NativeEngine } from '@/engine/duckdb-native.ts'
import { identifier, sql } from '@/engine/sql.ts'
import type { ParquetValue, ReadParquet } from '@/import/read-parquet.ts'
import { toCellText } from './answer-text.ts'

/** Reads a Parquet file's cells by native DuckDB: decimals stay exact, nested values become JSON text. */
export function parquetReader(engine: NativeEngine): ReadParquet {
  return async (bytes) => {
    const table = identifier('parquet_input')
    await engine.rows(sql`DROP TABLE IF EXISTS ${table}`)
    await engine.load('parquet_input', { kind: 'parquet', bytes: new Uint8Array(bytes) })
    const { columns, batches } = await engine.answer(sql`FROM ${table} ORDER BY rowid`)
    const rows: (readonly ParquetValue[])[] = []
    for await (const batch of batches) {
      for (const row of batch) rows.push(row.map((value) => (typeof value === 'object' ? toCellText(value) : value)))
    }
    await engine.rows(sql`DROP TABLE ${table}`)
    return { columns: columns.map((column) => column.name), rows }
  }
}
