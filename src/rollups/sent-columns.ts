import { packTexts, type PackedTexts } from './packed-texts.ts'
import { buffersOf, type RowColumn, type RowColumns } from './row-columns.ts'

type TextColumn = Extract<RowColumn, { readonly kind: 'text' }>
type Texts = TextColumn['texts']

/** Columns on their way to another thread: a number stands for texts that it was sent. */
export interface SentColumns {
  readonly count: number
  readonly columns: Readonly<Record<string, Exclude<RowColumn, TextColumn> | (Omit<TextColumn, 'texts'> & { readonly texts: Texts | number })>>
  /** Texts sent with these for the first time, by their numbers. */
  readonly texts: readonly (readonly [number, PackedTexts])[]
}

/** Lists of so many texts are sent once, packed, however many answers are made of them; shorter ones with each answer. */
const mostEachTime = 256

/** Readies columns to be sent to one other thread; `transfer` are the buffers that go there instead of being copied. */
export function columnSender(): (columns: RowColumns) => { readonly sent: SentColumns; readonly transfer: ArrayBuffer[] } {
  const numbers = new Map<Texts, number>()
  return ({ count, columns }) => {
    const texts: [number, PackedTexts][] = []
    const numbered = (list: Texts) => {
      const known = numbers.get(list)
      if (known !== undefined || 'letters' in list || list.length <= mostEachTime) return known ?? list
      const number = numbers.size
      numbers.set(list, number)
      texts.push([number, packTexts(list)])
      return number
    }
    const ready = Object.entries(columns).map(([name, column]) => [name, column.kind === 'text' ? { ...column, texts: numbered(column.texts) } : column])
    const transfer = [...buffersOf({ count, columns }), ...texts.flatMap(([, { letters, ends, absent }]) => [letters.buffer, ends.buffer, absent.buffer])]
    return { sent: { count, columns: Object.fromEntries(ready), texts }, transfer }
  }
}

/** Takes what a sender sent, in its order. Throws where it stands for texts that never came. */
export function columnReceiver(): (sent: SentColumns) => RowColumns {
  const known = new Map<number, PackedTexts>()
  return ({ count, columns, texts }) => {
    for (const [number, list] of texts) known.set(number, list)
    const textsOf = (list: Texts | number) => {
      const found = typeof list === 'number' ? known.get(list) : list
      if (!found) throw new Error(`texts ${String(list)} never came`)
      return found
    }
    return { count, columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.kind === 'text' ? { ...column, texts: textsOf(column.texts) } : column])) }
  }
}
