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

/** Rows in the order of one column; absent last either way. Decimals in text compare as numbers, names by pinyin. */
export function sortRows<Row>(rows: readonly Row[], column: TableColumn<Row>, descending: boolean): readonly Row[] {
  const direction = descending ? -1 : 1
  return rows.toSorted((a, b) => {
    const [x, y] = [column.value(a), column.value(b)]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    if (column.align === 'end') return (Number(x) - Number(y)) * direction
    return nameOrder.compare(String(x), String(y)) * direction
  })
}
