import { limits } from './limits.ts'
import type { Sheet } from './sheet.ts'

/** What a Parquet file holds. Decimals come as exact strings, integers as numbers or bigints, doubles as numbers. */
export type ParquetValue = string | number | bigint | boolean | null
export interface ParquetTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly ParquetValue[])[]
}
/** Reads a Parquet file's bytes; rejects where they are damaged. Given by the caller, so that import knows no engine. */
export type ReadParquet = (bytes: Uint8Array) => Promise<ParquetTable>

export type ParquetReading = { readonly sheet: Sheet } | { readonly problem: 'damaged' | 'too-many-rows'; readonly detail?: string }

/** A double is written with all its digits, so that noise beyond the cent is seen, never rounded away. */
function textOf(value: ParquetValue): string {
  return value === null ? '' : typeof value === 'string' ? value : String(value)
}

function startsAndEndsAsParquet(bytes: Uint8Array): boolean {
  const mark = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < 12 || mark(0) !== 'PAR1' || mark(bytes.length - 4) !== 'PAR1') return false
  const footer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8, 4).getUint32(0, true)
  return footer > 0 && footer <= bytes.length - 12
}

/** A Parquet file as a table of cells. */
export async function readParquetSheet(bytes: Uint8Array, readParquet: ReadParquet): Promise<ParquetReading> {
  if (!startsAndEndsAsParquet(bytes)) return { problem: 'damaged' }
  try {
    const { columns, rows } = await readParquet(bytes)
    if (rows.length > limits.rows) return { problem: 'too-many-rows' }
    return { sheet: { rows: [{ row: 0, cells: columns }, ...rows.map((cells, index) => ({ row: index + 1, cells: cells.map(textOf) }))] } }
  } catch (error) {
    return { problem: 'damaged', detail: error instanceof Error ? error.message.slice(0, 200) : '' }
  }
}
