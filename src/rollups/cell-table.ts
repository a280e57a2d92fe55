/** How a column's numbers lie in memory, and how many bytes each takes. */
export const cellKinds = {
  u8: { bytes: 1, make: (buffer: ArrayBuffer, at: number, length: number) => new Uint8Array(buffer, at, length) },
  u16: { bytes: 2, make: (buffer: ArrayBuffer, at: number, length: number) => new Uint16Array(buffer, at, length) },
  u32: { bytes: 4, make: (buffer: ArrayBuffer, at: number, length: number) => new Uint32Array(buffer, at, length) },
  i32: { bytes: 4, make: (buffer: ArrayBuffer, at: number, length: number) => new Int32Array(buffer, at, length) },
  f64: { bytes: 8, make: (buffer: ArrayBuffer, at: number, length: number) => new Float64Array(buffer, at, length) },
  i64: { bytes: 8, make: (buffer: ArrayBuffer, at: number, length: number) => new BigInt64Array(buffer, at, length) },
} as const

export type CellKind = keyof typeof cellKinds

type ValuesOf = { readonly [K in CellKind]: ReturnType<(typeof cellKinds)[K]['make']> }

/**
 * One column: codes into the dictionary of its name, or numbers. In a nullable one NaN (f64), the least value (i32, i64)
 * or the greatest (unsigned) stands for absent. Its length is the table's rows, but for columns that are no column of
 * rows, such as bitmaps.
 */
export type CellColumn = {
  readonly [K in CellKind]: { readonly name: string; readonly kind: K; readonly nullable?: boolean; readonly values: ValuesOf[K] }
}[CellKind]

export type CellMeta = string | number | boolean | null | readonly CellMeta[] | { readonly [name: string]: CellMeta }

/** Rows as columns of numbers. A dictionary gives the texts of a column's codes, null for the code of what is absent. */
export interface CellTable {
  readonly name: string
  readonly rows: number
  readonly columns: readonly CellColumn[]
  readonly dictionaries: Readonly<Record<string, readonly (string | null)[]>>
  readonly meta: Readonly<Record<string, CellMeta>>
}

/** The column of a name, or null. */
export function columnOf(table: CellTable, name: string): CellColumn | null {
  return table.columns.find((column) => column.name === name) ?? null
}

/** Codes into a list of texts, of whichever kind holds them all. */
export type Codes = Uint8Array | Uint16Array | Uint32Array

/** The smallest kind for codes below a count. */
export function codeKind(count: number): 'u8' | 'u16' | 'u32' {
  return count <= 0x1_00 ? 'u8' : count <= 0x1_00_00 ? 'u16' : 'u32'
}

/** A column of codes into so many texts, of the smallest kind. */
export function codeColumn(name: string, texts: number, codes: ArrayLike<number>): CellColumn {
  const kind = codeKind(texts)
  if (kind === 'u8') return { name, kind, values: Uint8Array.from(codes) }
  return kind === 'u16' ? { name, kind, values: Uint16Array.from(codes) } : { name, kind, values: Uint32Array.from(codes) }
}

/** A column of values as codes into the list of their texts; what is not in it has code 0. */
export function textColumn(name: string, texts: readonly (string | null)[], values: readonly (string | number | boolean | null | undefined)[]): CellColumn {
  const codes = new Map(texts.map((text, code) => [text, code]))
  return codeColumn(name, texts.length, values.map((value) => codes.get(value === null || value === undefined ? null : String(value)) ?? 0))
}

/** A column's codes into so many texts; null where it is missing, is none of codes, or has one past the texts. */
export function codesIn(table: CellTable, name: string, texts: number): Codes | null {
  const values = columnOf(table, name)?.values
  const isCodes = values instanceof Uint8Array || values instanceof Uint16Array || values instanceof Uint32Array
  return isCodes && !values.some((code) => code >= texts) ? values : null
}
