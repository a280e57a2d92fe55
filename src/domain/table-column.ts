import { nameOrder } from './name-order.ts'

/** One cell's value, exact: money and decimals as plain strings, shares as fractions, absent null. */
export type CellValue = string | number | boolean | null

/** What the values of a column are, for files that know types. Text unless said; numbers are told by their digits. */
export type ColumnKind = 'text' | 'money' | 'count' | 'share' | 'points' | 'number'

/** A column of a table on a page: what stands there exactly, and how it is read. */
export interface TableColumn<Row> {
  readonly key: string
  readonly label: string
  readonly value: (row: Row) => CellValue
  /** As shown; the value itself where left out. */
  readonly text?: (row: Row) => string
  /** Shown on hover, such as the exact yuan. */
  readonly hint?: (row: Row) => string
  readonly align?: 'start' | 'end'
  /** Left out, a column that is aligned to its end holds numbers. */
  readonly kind?: ColumnKind
  readonly warn?: (row: Row) => boolean
  /** Where the cell leads, as an address of the page. */
  readonly link?: (row: Row) => string | object | null
  readonly width?: string
  readonly sortable?: false
  /** Left out of exports, such as a column of buttons. */
  readonly exported?: false
}

/** A value as `data-value` and exports carry it. */
export function exactText(value: CellValue): string {
  return value === null ? '' : String(value)
}

/** The places of texts in the order of names, those that compare as equal at one place: each text is compared only once as one of a kind. */
function placesOf(texts: ReadonlySet<string>): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  let last: string | null = null
  let place = 0
  for (const text of [...texts].sort(nameOrder.compare)) {
    if (last !== null && nameOrder.compare(last, text) !== 0) place += 1
    places.set(text, place)
    last = text
  }
  return places
}

/** What rows are put in order by, each value read once; NaN where there is none. */
function sortKeys<Row>(rows: readonly Row[], { value, align }: TableColumn<Row>): Float64Array {
  const values = rows.map((row) => value(row))
  if (align === 'end') return Float64Array.from(values, (each) => (each === null ? Number.NaN : Number(each)))
  const places = placesOf(new Set(values.flatMap((each) => (each === null ? [] : [String(each)]))))
  return Float64Array.from(values, (each) => (each === null ? Number.NaN : (places.get(String(each)) ?? Number.NaN)))
}

/** Rows in the order of one column; absent last either way, equals as they were. Decimals in text compare as numbers, names by pinyin. */
export function sortRows<Row>(rows: readonly Row[], column: TableColumn<Row>, descending: boolean): readonly Row[] {
  const keys = sortKeys(rows, column)
  const direction = descending ? -1 : 1
  return rows
    .map((row, at) => ({ row, key: keys[at] ?? Number.NaN }))
    .sort(({ key: a }, { key: b }) => (Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(a)) - Number(Number.isNaN(b)) : (a - b) * direction))
    .map(({ row }) => row)
}
