import { tellNumbers, type NumberReader } from '@/domain/column-numbers.ts'
import type { AnswerRow } from '@/engine/engine.ts'
import type { Codes } from './cell-table.ts'
import { amountText, shareOf } from './forms/cell-text.ts'
import { lazyRows, type Reader } from './lazy-rows.ts'
import { readPacked, type PackedTexts } from './packed-texts.ts'


/**
 * A column of many rows, light to hand from thread to thread. text: codes into texts, by row, or with `via` by what a row says
 * there, such as the place of its project, whose codes all answers share. amount: cents, NaN for absent,
 * answered as exact yuan. number: NaN for absent. flag: 0 false, 1 true, else absent. The others are made of columns beside
 * them when they are read: the difference of two amounts, the share that one is of another, texts joined.
 */
export type RowColumn =
  | { readonly kind: 'text'; readonly codes: Codes; readonly via?: Uint32Array; readonly texts: readonly (string | null)[] | PackedTexts }
  | { readonly kind: 'amount'; readonly cents: Float64Array }
  | { readonly kind: 'number'; readonly values: Float64Array | Codes }
  | { readonly kind: 'flag'; readonly flags: Uint8Array }
  | { readonly kind: 'difference'; readonly from: string; readonly less: string }
  | { readonly kind: 'share'; readonly part: string; readonly whole: string }
  | { readonly kind: 'joined'; readonly columns: readonly string[]; readonly between: string }

/** Rows as columns. */
export interface RowColumns {
  readonly count: number
  readonly columns: Readonly<Record<string, RowColumn>>
}

function centsOf(columns: RowColumns['columns'], name: string): (at: number) => number {
  const column = columns[name]
  if (column?.kind === 'amount') return (at) => column.cents[at] ?? Number.NaN
  if (column?.kind !== 'difference') throw new Error(`${name} is no amount`)
  const [from, less] = [centsOf(columns, column.from), centsOf(columns, column.less)]
  return (at) => from(at) - less(at)
}

function readerOf(columns: RowColumns['columns'], column: RowColumn): Reader {
  switch (column.kind) {
    case 'text': {
      const { codes, via, texts } = column
      const textAt = 'letters' in texts ? readPacked(texts) : (code: number) => texts[code] ?? null
      return via ? (at) => textAt(codes[via[at] ?? 0] ?? 0) : (at) => textAt(codes[at] ?? 0)
    }
    case 'amount':
      return (at) => amountText(column.cents[at] ?? Number.NaN)
    case 'number':
      return (at) => {
        const value = column.values[at] ?? Number.NaN
        return Number.isNaN(value) ? null : value
      }
    case 'flag':
      return (at) => (column.flags[at] === 1 ? true : column.flags[at] === 0 ? false : null)
    case 'difference': {
      const [from, less] = [centsOf(columns, column.from), centsOf(columns, column.less)]
      return (at) => amountText(from(at) - less(at))
    }
    case 'share': {
      const [part, whole] = [centsOf(columns, column.part), centsOf(columns, column.whole)]
      return (at) => shareOf(part(at), whole(at))
    }
    case 'joined': {
      const parts = column.columns.flatMap((name) => (columns[name] ? [readerOf(columns, columns[name])] : []))
      return (at) => parts.map((part) => String(part(at))).join(column.between)
    }
  }
}

/** What reads a column as numbers; null for one of texts. */
function numberReaderOf(columns: RowColumns['columns'], name: string, column: RowColumn): NumberReader | null {
  switch (column.kind) {
    case 'amount':
    case 'difference': {
      const cents = centsOf(columns, name)
      return (at) => cents(at) / 100
    }
    case 'number':
      return (at) => column.values[at] ?? Number.NaN
    case 'flag':
      return (at) => (column.flags[at] === 1 ? 1 : column.flags[at] === 0 ? 0 : Number.NaN)
    case 'share': {
      const read = readerOf(columns, column)
      return (at) => Number(read(at) ?? Number.NaN)
    }
    default:
      return null
  }
}

/** The rows of columns, which make their values when they are read, and say their numbers without (`numbersOf`). */
export function toRows({ count, columns }: RowColumns): readonly AnswerRow[] {
  const all = Object.entries(columns)
  const rows = lazyRows(count, new Map(all.map(([name, column]) => [name, readerOf(columns, column)])))
  tellNumbers(rows, new Map(all.flatMap(([name, column]) => {
    const read = numberReaderOf(columns, name, column)
    return read ? [[name, read]] : []
  })))
  return rows
}

/** The buffers that can be handed over with the columns instead of being copied: all but codes that answers share. */
export function buffersOf({ columns }: RowColumns): readonly ArrayBuffer[] {
  const buffers = Object.values(columns).flatMap((column) => {
    if (column.kind === 'text') return [(column.via ?? column.codes).buffer]
    if (column.kind === 'amount') return [column.cents.buffer]
    if (column.kind === 'number') return [column.values.buffer]
    return column.kind === 'flag' ? [column.flags.buffer] : []
  })
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer)
}
