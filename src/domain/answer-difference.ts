import { isNumberType } from './answer-cell.ts'
import { addDecimals, parseDecimal, toPlainText } from './decimal.ts'

type Cells = readonly (string | null)[]

/** A small answer as it was kept: names, DuckDB types, cells as shown. */
export interface KeptAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly rows: readonly Cells[]
}

export interface RowDifference {
  readonly kind: 'same' | 'changed' | 'added' | 'gone'
  readonly cells: Cells
  /** The cells before, for a changed row. */
  readonly before: Cells | null
  /** Exact difference now − before of each number that changed; null elsewhere. */
  readonly change: Cells
}

function minus(now: string, before: string): string | null {
  const [left, right] = [parseDecimal(now), parseDecimal(before)]
  if (left && right) return toPlainText(addDecimals(left, { ...right, digits: -right.digits }))
  const difference = Number(now) - Number(before)
  return Number.isFinite(difference) ? String(difference) : null
}

/** Places of the columns that name a row: all that are no measures, else just the first; null where they don't tell rows apart. */
function keyColumns({ columns, rows }: KeptAnswer): readonly number[] | null {
  const named = columns.flatMap(({ name, type }, index) => (!isNumberType(type) || /^(year|seq)$/i.test(name) ? [index] : []))
  const keys = named.length > 0 ? named : columns.length > 1 ? [0] : []
  if (keys.length === 0) return null
  const seen = new Set(rows.map((row) => JSON.stringify(keys.map((key) => row[key] ?? null))))
  return seen.size === rows.length ? keys : null
}

/** What changed between two answers of the same query; null where their columns differ, so that they can't be compared. */
export function answerDifference(before: KeptAnswer, now: KeptAnswer): readonly RowDifference[] | null {
  if (before.columns.map(({ name }) => name).join('\0') !== now.columns.map(({ name }) => name).join('\0')) return null
  const keys = keyColumns(now)
  const usable = keys && keyColumns(before) ? keys : null
  const keyOf = (row: Cells, place: number) => (usable ? JSON.stringify(usable.map((key) => row[key] ?? null)) : String(place))
  const old = new Map(before.rows.map((row, place) => [keyOf(row, place), row]))
  const nothing = now.columns.map(() => null)
  const present = now.rows.map((cells, place): RowDifference => {
    const key = keyOf(cells, place)
    const was = old.get(key)
    old.delete(key)
    if (!was) return { kind: 'added', cells, before: null, change: nothing }
    const differs = cells.map((cell, index) => cell !== was[index])
    if (!differs.includes(true)) return { kind: 'same', cells, before: null, change: nothing }
    const change = cells.map((cell, index) => {
      const earlier = was[index] ?? null
      return differs[index] && cell !== null && earlier !== null && isNumberType(now.columns[index]?.type ?? '') ? minus(cell, earlier) : null
    })
    return { kind: 'changed', cells, before: was, change }
  })
  return [...present, ...[...old.values()].map((cells): RowDifference => ({ kind: 'gone', cells, before: null, change: nothing }))]
}
