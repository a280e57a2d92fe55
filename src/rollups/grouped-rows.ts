import type { CellValues, OpenCells } from './open-cells.ts'
import type { Clause, RowFilter } from './row-filter.ts'

/** The rows that passed a filter: `rows[0 … count - 1]`, or where `rows` is null all from `start` on. */
export interface PassedRows {
  readonly rows: Int32Array | null
  readonly start: number
  readonly count: number
}

/** Where a family of columns of a table lies: under which names, and how many rows it has. */
export interface Family {
  readonly nameOf: (name: string) => string
  readonly length: number
}

/** The first place in a sorted column whose code is at least this. */
function placeOf(values: CellValues, code: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) < code) low = middle + 1
    else high = middle
  }
  return low
}

/** Keeps the rows whose code is marked. */
function keep(passed: PassedRows, codes: CellValues, marked: Uint8Array): PassedRows {
  const { rows, start, count } = passed
  const kept = new Int32Array(count)
  let at = 0
  if (rows === null) {
    for (let row = start; row < start + count; row += 1) {
      kept[at] = row
      at += marked[codes[row] as number] as number
    }
  } else {
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] as number
      kept[at] = row
      at += marked[codes[row] as number] as number
    }
  }
  return { rows: kept, start: 0, count: at }
}

function keepAny(passed: PassedRows, columns: readonly { readonly codes: CellValues | null; readonly marked: Uint8Array }[]): PassedRows {
  const { rows, start, count } = passed
  const kept = new Int32Array(count)
  let at = 0
  for (let index = 0; index < count; index += 1) {
    const row = rows === null ? start + index : (rows[index] ?? 0)
    if (!columns.some(({ codes, marked }) => marked[codes === null ? 0 : (codes[row] ?? 0)] === 1)) continue
    kept[at] = row
    at += 1
  }
  return { rows: kept, start: 0, count: at }
}

function keepClause(cells: OpenCells, { nameOf }: Family, passed: PassedRows, { anyOf }: Clause): PassedRows {
  const columns = anyOf.map(({ dimension, marked }) => ({ codes: cells.values(nameOf(dimension)), marked }))
  const [only] = columns
  return columns.length === 1 && only?.codes ? keep(passed, only.codes, only.marked) : keepAny(passed, columns)
}

/** The rows of a family that a filter lets through, in their order. */
export function passedRows(cells: OpenCells, family: Family, { clauses, years, isNone }: RowFilter): PassedRows {
  if (isNone) return { rows: null, start: 0, count: 0 }
  const codes = cells.values(family.nameOf('year'))
  const all = cells.dictionary('year')?.length ?? 0
  let passed: PassedRows = { rows: null, start: 0, count: family.length }
  if (codes !== null && (years.first > 0 || years.last < all - 1)) {
    if (cells.isSorted(family.nameOf('year'))) {
      const start = placeOf(codes, years.first)
      passed = { rows: null, start, count: placeOf(codes, years.last + 1) - start }
    } else {
      passed = keep(passed, codes, Uint8Array.from({ length: all }, (_, code) => Number(code >= years.first && code <= years.last)))
    }
  }
  return clauses.reduce((rest, clause) => keepClause(cells, family, rest, clause), passed)
}

/** Groups of rows: each row's number, and each number's place in the order of groups. */
export interface Groups {
  /** Numbers lie below this. */
  readonly size: number
  /** The number of each passed row's group; null where there is one group, 0. */
  readonly of: (family: Family, passed: PassedRows) => Int32Array | null
  /** The numbers of groups that have rows, by how many each has, in the order of the groups' values. */
  readonly inOrder: (rows: Float64Array) => readonly number[]
  /** The code of the dimension at a place in the grouping, for a number. */
  readonly code: (group: number, place: number) => number
}

/** Up to this many groups their numbers are their places, without a look-up. */
const denseGroups = 2 ** 22

/** Groups by dimensions of a table; null where there could be more than numbers can count. */
export function groupsBy(cells: OpenCells, dimensions: readonly string[]): Groups | null {
  const sizes = dimensions.map((dimension) => cells.dictionary(dimension)?.length ?? 0)
  const all = sizes.reduce((product, size) => product * size, 1)
  if (all > Number.MAX_SAFE_INTEGER) return null
  const steps = sizes.map((_, place) => sizes.slice(place + 1).reduce((product, size) => product * size, 1))
  const codeIn = (key: number, place: number) => Math.floor(key / (steps[place] ?? 1)) % (sizes[place] ?? 1)

  function keys<T extends Int32Array | Float64Array>({ nameOf }: Family, { rows, start, count }: PassedRows, into: T): T {
    dimensions.forEach((dimension, place) => {
      const codes = cells.values(nameOf(dimension))
      const step = steps[place] ?? 1
      if (codes === null) return
      if (rows === null) for (let index = 0; index < count; index += 1) into[index] = (into[index] as number) + step * (codes[start + index] as number)
      else for (let index = 0; index < count; index += 1) into[index] = (into[index] as number) + step * (codes[rows[index] as number] as number)
    })
    return into
  }

  if (all <= denseGroups) {
    return {
      size: Math.max(all, 1),
      of: (family, passed) => (all <= 1 ? null : keys(family, passed, new Int32Array(passed.count))),
      inOrder: (rows) => {
        const found: number[] = []
        for (let group = 0; group < rows.length; group += 1) if (rows[group] !== 0) found.push(group)
        return found
      },
      code: codeIn,
    }
  }
  const numbers = new Map<number, number>()
  const keyOf: number[] = []
  return {
    size: cells.table.rows,
    of: (family, passed) =>
      Int32Array.from(keys(family, passed, new Float64Array(passed.count)), (key) => {
        const known = numbers.get(key)
        if (known !== undefined) return known
        numbers.set(key, keyOf.length)
        return keyOf.push(key) - 1
      }),
    inOrder: (rows) => keyOf.flatMap((_, group) => (rows[group] === 0 ? [] : [group])).sort((left, right) => (keyOf[left] ?? 0) - (keyOf[right] ?? 0)),
    code: (group, place) => codeIn(keyOf[group] ?? 0, place),
  }
}
