import { DataType, RecordBatchReader, type RecordBatch } from 'apache-arrow'
import { nameOrder } from '@/domain/name-order.ts'
import { columnReader } from './arrow-value.ts'
import type { AnswerValue } from './engine.ts'

export type FilterTest = 'contains' | 'equals' | 'at-least' | 'at-most' | 'absent' | 'present'

export interface AnswerFilter {
  /** A column's place, or null for any column. */
  readonly column: number | null
  readonly test: FilterTest
  readonly text: string
}

export interface AnswerOrder {
  readonly column: number
  readonly descending: boolean
}

export interface ColumnSummary {
  readonly count: number
  readonly absent: number
  readonly distinct: number
  /** As shown; null where the column has no value. */
  readonly min: string | null
  readonly max: string | null
  readonly mean: number | null
  /** Numbers: equal steps from min to max. */
  readonly histogram: readonly { readonly from: number; readonly to: number; readonly count: number }[]
  /** Texts: the values that occur most. */
  readonly top: readonly { readonly value: string; readonly count: number }[]
}

/** A column cut into batches, read cell by cell. */
interface StoredColumn {
  readonly numeric: boolean
  readonly readers: ((row: number) => AnswerValue)[]
}

/** Rows in the order and with the filters that they were shown with. */
export interface ShownRows {
  readonly count: number
  /** Cells as shown, of all columns; null is NULL. */
  readonly rows: (from: number, to: number) => (string | null)[][]
}

export interface BenchAnswer {
  /** Adds IPC bytes as the engine sends them, the schema first; gives the rows so far. */
  readonly append: (bytes: Uint8Array, isSchema: boolean) => number
  readonly rowCount: () => number
  readonly byteCount: () => number
  /** Rows of the view that pass the filters, in order; also makes it. */
  readonly arrange: (order: AnswerOrder | null, filters: readonly AnswerFilter[]) => number
  /** Cells of the view as shown; null is NULL. */
  readonly cells: (rows: { readonly from: number; readonly to: number }, columns: readonly number[]) => (string | null)[][]
  readonly numbers: (column: number, limit: number) => Float64Array
  readonly summary: (column: number) => ColumnSummary
  readonly viewRows: () => number
  /** The view as it is now, whatever is arranged later. */
  readonly shown: () => ShownRows
  /** The whole answer as one IPC stream, as it came. */
  readonly ipc: () => Uint8Array<ArrayBuffer>
}

/** Beyond so many different texts sorting by pinyin takes seconds; code points then. */
const collatedTexts = 60_000

/** A number as DuckDB prints it where JavaScript would not. */
function shown(value: AnswerValue): string | null {
  if (value === null) return null
  if (typeof value === 'number' && !Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'
  return String(value)
}

function shortFloat(value: number): number {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return value
}

/** Exact order of plain decimals beyond what a double tells apart. */
function compareDecimalTexts(left: string, right: string): number {
  const [a, b] = [Number(left), Number(right)]
  if (a !== b) return a - b
  const scale = Math.max(left.split('.')[1]?.length ?? 0, right.split('.')[1]?.length ?? 0)
  const units = (text: string) => {
    const [whole = '', fraction = ''] = text.split('.')
    return BigInt(whole + fraction.padEnd(scale, '0'))
  }
  const [x, y] = [units(left), units(right)]
  return x < y ? -1 : x > y ? 1 : 0
}

/** Holds one answer as Arrow batches; cells are read when asked for. Runs off the page's thread. */
export function createBenchAnswer(): BenchAnswer {
  let schema: Uint8Array = new Uint8Array()
  const chunks: Uint8Array[] = []
  const starts: number[] = []
  let columns: StoredColumn[] = []
  let rows = 0
  let bytes = 0
  let view: Uint32Array | null = null
  let lastChunk = 0

  function columnsOf(batch: RecordBatch): void {
    batch.schema.fields.forEach((field, index) => {
      const vector = batch.getChildAt(index)
      const read = vector ? columnReader(field, vector) : () => null
      const isFloat32 = DataType.isFloat(field.type) && field.type.precision === 1
      const column = columns[index] ?? (columns[index] = { numeric: DataType.isDecimal(field.type) || DataType.isInt(field.type) || DataType.isFloat(field.type), readers: [] })
      column.readers.push(isFloat32 ? (row) => {
        const value = read(row)
        return typeof value === 'number' && Number.isFinite(value) ? shortFloat(value) : value
      } : read)
    })
  }

  function chunkOf(row: number): number {
    const within = (chunk: number) => chunk < starts.length && row >= (starts[chunk] ?? 0) && row < (starts[chunk + 1] ?? rows)
    if (within(lastChunk)) return lastChunk
    if (within(lastChunk + 1)) return (lastChunk += 1)
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= row) low = middle
      else high = middle - 1
    }
    return (lastChunk = low)
  }

  function valueAt(column: number, row: number): AnswerValue {
    const chunk = chunkOf(row)
    return columns[column]?.readers[chunk]?.(row - (starts[chunk] ?? 0)) ?? null
  }

  /** Places of rows in the order of a column. Absent is last, whichever way; equal values keep their order. */
  function ordered({ column, descending }: AnswerOrder, among: Uint32Array): Uint32Array {
    const numeric = columns[column]?.numeric ?? false
    const keys = new Float64Array(rows)
    let exact: Map<number, string> | null = null
    if (numeric) {
      for (const row of among) {
        const value = valueAt(column, row)
        keys[row] = value === null ? Number.NaN : Number(value)
        if (typeof value === 'string' && value.length > 15) (exact ??= new Map()).set(row, value)
        // NaN is a value to DuckDB, the largest; NaN here stands for absent.
        if (typeof value === 'number' && Number.isNaN(value)) keys[row] = Number.POSITIVE_INFINITY
      }
    } else {
      const texts = new Map<string, number>()
      for (const row of among) {
        const value = shown(valueAt(column, row))
        if (value !== null) texts.set(value, 0)
      }
      const sorted = [...texts.keys()]
      if (sorted.length <= collatedTexts) sorted.sort(nameOrder.compare)
      else sorted.sort()
      sorted.forEach((text, rank) => texts.set(text, rank))
      for (const row of among) {
        const value = shown(valueAt(column, row))
        keys[row] = value === null ? Number.NaN : (texts.get(value) ?? 0)
      }
    }
    const sign = descending ? -1 : 1
    const long = exact
    return among.toSorted((left, right) => {
      const [a, b] = [keys[left] ?? 0, keys[right] ?? 0]
      if (a !== a || b !== b) return a !== a ? (b !== b ? left - right : 1) : -1
      if (a !== b) return a < b ? -sign : sign
      const [x, y] = [long?.get(left), long?.get(right)]
      return (x !== undefined && y !== undefined ? sign * compareDecimalTexts(x, y) : 0) || left - right
    })
  }

  function passes(filter: AnswerFilter): (row: number) => boolean {
    const text = filter.text.normalize('NFKC').toLowerCase()
    const bound = Number(filter.text.replaceAll(',', ''))
    const asNumber = filter.text.trim() !== '' && Number.isFinite(bound)
    const cell = (column: number, row: number): boolean => {
      const value = valueAt(column, row)
      if (filter.test === 'absent') return value === null
      if (filter.test === 'present') return value !== null
      if (value === null) return false
      const numeric = asNumber && (columns[column]?.numeric ?? false)
      const words = (shown(value) ?? '').normalize('NFKC').toLowerCase()
      if (filter.test === 'equals') return numeric ? compareDecimalTexts(String(value), filter.text.replaceAll(',', '').trim()) === 0 : words === text
      if (filter.test === 'at-least') return numeric ? Number(value) >= bound : words >= text
      if (filter.test === 'at-most') return numeric ? Number(value) <= bound : words <= text
      return words.includes(text)
    }
    const { column } = filter
    return column === null ? (row) => columns.some((_, index) => cell(index, row)) : (row) => cell(column, row)
  }

  function arrange(order: AnswerOrder | null, filters: readonly AnswerFilter[]): number {
    if (!order && filters.length === 0) {
      view = null
      return rows
    }
    const tests = filters.map(passes)
    const kept = new Uint32Array(rows)
    let count = 0
    for (let row = 0; row < rows; row += 1) {
      if (tests.every((test) => test(row))) kept[count++] = row
    }
    view = order ? ordered(order, kept.subarray(0, count)) : kept.slice(0, count)
    return count
  }

  const rowAt = (place: number) => (view ? (view[place] ?? 0) : place)
  const viewRows = () => (view ? view.length : rows)
  const textsAt = (row: number, wanted: readonly number[]) => wanted.map((column) => shown(valueAt(column, row)))

  function summary(column: number): ColumnSummary {
    const numeric = columns[column]?.numeric ?? false
    const counts = new Map<string, number>()
    const values: number[] = []
    let [absent, sum] = [0, 0]
    let [min, max]: [string | null, string | null] = [null, null]
    for (let row = 0; row < rows; row += 1) {
      const value = valueAt(column, row)
      const text = shown(value)
      if (text === null) {
        absent += 1
        continue
      }
      counts.set(text, (counts.get(text) ?? 0) + 1)
      if (numeric) {
        const number = Number(value)
        if (Number.isFinite(number)) {
          values.push(number)
          sum += number
        }
        if (!Number.isNaN(number)) {
          if (min === null || compareDecimalTexts(text, min) < 0) min = text
          if (max === null || compareDecimalTexts(text, max) > 0) max = text
        }
      } else {
        if (min === null || text < min) min = text
        if (max === null || text > max) max = text
      }
    }
    const [low, high] = [values.reduce((least, value) => Math.min(least, value), Infinity), values.reduce((most, value) => Math.max(most, value), -Infinity)]
    const steps = values.length === 0 ? 0 : low === high ? 1 : Math.min(20, Math.max(1, counts.size))
    const histogram = Array.from({ length: steps }, (_, index) => ({ from: low + ((high - low) * index) / steps, to: low + ((high - low) * (index + 1)) / steps, count: 0 }))
    for (const value of values) {
      const bin = histogram[low === high ? 0 : Math.min(steps - 1, Math.floor(((value - low) / (high - low)) * steps))]
      if (bin) bin.count += 1
    }
    const top = numeric ? [] : [...counts].sort((left, right) => right[1] - left[1]).slice(0, 8).map(([value, count]) => ({ value, count }))
    return { count: rows - absent, absent, distinct: counts.size, min, max, mean: numeric && values.length > 0 ? sum / values.length : null, histogram, top }
  }

  return {
    append: (chunk, isSchema) => {
      bytes += chunk.length
      if (isSchema) {
        schema = chunk
        return rows
      }
      const stream = new Uint8Array(schema.length + chunk.length)
      stream.set(schema)
      stream.set(chunk, schema.length)
      for (const batch of RecordBatchReader.from(stream)) {
        if (batch.numRows === 0) continue
        starts.push(rows)
        columnsOf(batch)
        rows += batch.numRows
      }
      chunks.push(chunk)
      return rows
    },
    rowCount: () => rows,
    byteCount: () => bytes,
    arrange,
    viewRows,
    cells: ({ from, to }, wanted) => {
      const shownRows: (string | null)[][] = []
      for (let place = from; place < Math.min(to, viewRows()); place += 1) shownRows.push(textsAt(rowAt(place), wanted))
      return shownRows
    },
    shown: () => {
      const [kept, count] = [view, viewRows()]
      return {
        count,
        rows: (from, to) => Array.from({ length: Math.max(0, Math.min(to, count) - from) }, (_, index) => textsAt(kept ? (kept[from + index] ?? 0) : from + index, [...columns.keys()])),
      }
    },
    numbers: (column, limit) => {
      const count = Math.min(limit, viewRows())
      const values = new Float64Array(count)
      for (let place = 0; place < count; place += 1) {
        const value = valueAt(column, rowAt(place))
        values[place] = value === null ? Number.NaN : Number(value)
      }
      return values
    },
    summary,
    ipc: () => {
      const whole = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, schema.length))
      whole.set(schema)
      let at = schema.length
      for (const chunk of chunks) {
        whole.set(chunk, at)
        at += chunk.length
      }
      return whole
    },
  }
}
