import type { AnswerRow } from '@/engine/engine.ts'
import { amountText } from './forms/cell-text.ts'
import { lazyRows, type Reader } from './lazy-rows.ts'

/**
 * A column of many rows, light to hand from thread to thread. text: codes into texts. amount: cents, NaN for absent,
 * answered as exact yuan. number: NaN for absent. flag: 0 false, 1 true, else absent. joined: other columns' texts.
 */
export type RowColumn =
  | { readonly kind: 'text'; readonly codes: Uint32Array; readonly texts: readonly (string | null)[] }
  | { readonly kind: 'amount'; readonly cents: Float64Array }
  | { readonly kind: 'number'; readonly values: Float64Array | Uint8Array | Uint16Array | Uint32Array }
  | { readonly kind: 'flag'; readonly flags: Uint8Array }
  | { readonly kind: 'joined'; readonly columns: readonly string[]; readonly between: string }

/** Rows as columns. */
export interface RowColumns {
  readonly count: number
  readonly columns: Readonly<Record<string, RowColumn>>
}

function readerOf(columns: RowColumns['columns'], column: RowColumn): Reader {
  switch (column.kind) {
    case 'text':
      return (at) => column.texts[column.codes[at] ?? 0] ?? null
    case 'amount':
      return (at) => amountText(column.cents[at] ?? Number.NaN)
    case 'number':
      return (at) => {
        const value = column.values[at] ?? Number.NaN
        return Number.isNaN(value) ? null : value
      }
    case 'flag':
      return (at) => (column.flags[at] === 1 ? true : column.flags[at] === 0 ? false : null)
    case 'joined': {
      const parts = column.columns.flatMap((name) => (columns[name] ? [readerOf(columns, columns[name])] : []))
      return (at) => parts.map((part) => String(part(at))).join(column.between)
    }
  }
}

/** The rows of columns, which make their values when they are read. */
export function toRows({ count, columns }: RowColumns): readonly AnswerRow[] {
  return lazyRows(count, new Map(Object.entries(columns).map(([name, column]) => [name, readerOf(columns, column)])))
}

/** Codes into a long dictionary as codes into the few texts that occur. */
export function textColumn(codes: Uint32Array, texts: readonly (string | null)[]): RowColumn {
  const found: (string | null)[] = []
  const shorten = (code: number) => found.push(texts[code] ?? null) - 1
  // A list by code is quicker than a map, but as long as the dictionary, which is not worth it for few rows.
  if (codes.length * 16 < texts.length) {
    const shortOf = new Map<number, number>()
    codes.forEach((code, at) => {
      const short = shortOf.get(code) ?? shorten(code)
      shortOf.set(code, short)
      codes[at] = short
    })
    return { kind: 'text', codes, texts: found }
  }
  const shortOf = new Uint32Array(texts.length)
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] as number
    if (shortOf[code] === 0) shortOf[code] = shorten(code) + 1
    codes[at] = (shortOf[code] as number) - 1
  }
  return { kind: 'text', codes, texts: found }
}

/** The buffers that can be handed over with the columns instead of being copied. */
export function buffersOf({ columns }: RowColumns): readonly ArrayBuffer[] {
  const buffers = Object.values(columns).flatMap((column) => {
    if (column.kind === 'text') return [column.codes.buffer]
    if (column.kind === 'amount') return [column.cents.buffer]
    if (column.kind === 'number') return [column.values.buffer]
    return column.kind === 'flag' ? [column.flags.buffer] : []
  })
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer)
}
