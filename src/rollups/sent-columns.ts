import type { Codes } from './cell-table.ts'
import { packTexts, type PackedTexts } from './packed-texts.ts'
import { buffersOf, type RowColumn, type RowColumns } from './row-columns.ts'

type TextColumn = Extract<RowColumn, { readonly kind: 'text' }>
type Texts = TextColumn['texts']

/** What answers share: texts, and codes that a `via` leads to. */
type Shared = Codes | PackedTexts

/** Columns on their way to another thread: a number stands for texts or codes that it was sent. */
export interface SentColumns {
  readonly count: number
  readonly columns: Readonly<Record<string, Exclude<RowColumn, TextColumn> | (Omit<TextColumn, 'texts' | 'codes'> & { readonly texts: Texts | number; readonly codes: Codes | number })>>
  /** Texts and codes sent with these for the first time, by their numbers. */
  readonly shared: readonly (readonly [number, Shared])[]
}

/** Lists of so many texts are sent once, packed, however many answers are made of them; shorter ones with each answer. */
const mostEachTime = 256

/** Readies columns to be sent to one other thread; `transfer` are the buffers that go there instead of being copied. */
export function columnSender(): (columns: RowColumns) => { readonly sent: SentColumns; readonly transfer: ArrayBuffer[] } {
  const numbers = new Map<Texts | Codes, number>()
  return ({ count, columns }) => {
    const shared: [number, Shared][] = []
    const transfer = [...buffersOf({ count, columns })]
    const numberOf = (held: Texts | Codes, ready: () => Shared) => {
      const known = numbers.get(held)
      if (known !== undefined) return known
      const number = numbers.size
      numbers.set(held, number)
      shared.push([number, ready()])
      return number
    }
    const packed = (list: readonly (string | null)[]) => {
      const texts = packTexts(list)
      transfer.push(texts.letters.buffer, texts.ends.buffer, texts.absent.buffer)
      return texts
    }
    /** A view is copied without what lies beside it. */
    const copied = (codes: Codes) => {
      const copy = codes.slice()
      transfer.push(copy.buffer)
      return copy
    }
    const sentOf = (column: TextColumn) => {
      const { texts, codes, via } = column
      const isSentOnce = !('letters' in texts) && texts.length > mostEachTime
      return { ...column, texts: isSentOnce ? numberOf(texts, () => packed(texts)) : texts, codes: via ? numberOf(codes, () => copied(codes)) : codes }
    }
    const ready = Object.entries(columns).map(([name, column]) => [name, column.kind === 'text' ? sentOf(column) : column])
    return { sent: { count, columns: Object.fromEntries(ready), shared }, transfer }
  }
}

/** Takes what a sender sent, in its order. Throws where it stands for texts or codes that never came. */
export function columnReceiver(): (sent: SentColumns) => RowColumns {
  const known = new Map<number, Shared>()
  function found<T extends Shared>(number: number, is: (shared: Shared) => shared is T): T {
    const one = known.get(number)
    if (!one || !is(one)) throw new Error(`what number ${number} stands for never came`)
    return one
  }
  const isTexts = (shared: Shared): shared is PackedTexts => 'letters' in shared
  const isCodes = (shared: Shared): shared is Codes => !isTexts(shared)
  return ({ count, columns, shared }) => {
    for (const [number, one] of shared) known.set(number, one)
    const columnOf = (column: SentColumns['columns'][string]): RowColumn => {
      if (column.kind !== 'text') return column
      const { texts, codes } = column
      return { ...column, texts: typeof texts === 'number' ? found(texts, isTexts) : texts, codes: typeof codes === 'number' ? found(codes, isCodes) : codes }
    }
    return { count, columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, columnOf(column)])) }
  }
}
