import { shareOf } from '@/rollups/forms/cell-text.ts'
import type { FormScope } from '@/rollups/forms/form-scope.ts'
import type { FormOrder } from '@/rollups/forms/form-order.ts'
import type { FormsCells, PlaceColumn } from '@/rollups/forms/forms-cells.ts'
import { textColumn, type RowColumn } from '@/rollups/row-columns.ts'

/** Whether a list takes a form, by its budgets in cents. */
type Takes = (initial: number, full: number, executed: number, row: number) => boolean

/** The same out of the rows of a scope of few, in whatever order they lie. */
function takenFromRows({ initial, full, executed }: FormsCells, { rank, amount }: FormOrder, runs: FormScope['runs'], wanted: number, least: number, takes: Takes): Uint32Array {
  const taken = new Uint32Array(wanted)
  let found = 0
  for (const { from, to } of runs) {
    for (let row = from; row < to; row += 1) {
      if (!takes(initial[row] as number, full[row] as number, executed[row] as number, row)) continue
      const at = (rank[row] as number) - 1
      if (at >= 0 && (amount[at] as number) >= least) taken[found++] = at
    }
  }
  return taken.slice(0, found).sort()
}

/** The places in an order of the forms that a scope holds and a list takes; the order ends where amounts fall below the least. */
export function takenFrom(cells: FormsCells, order: FormOrder, { firstYear, endYear, places, runs }: FormScope, least: number, takes: Takes): Uint32Array {
  const { count, row, year, place, amount, initial, full, executed } = order
  const wanted = runs.reduce((sum, { from, to }) => sum + to - from, 0)
  if (wanted * 4 < count) return takenFromRows(cells, order, runs, wanted, least, takes)
  const taken = new Uint32Array(count)
  let found = 0
  for (let at = 0; at < count && (amount[at] as number) >= least; at += 1) {
    const code = year[at] as number
    if (code < firstYear || code >= endYear || (places !== null && places[place[at] as number] !== 1)) continue
    if (takes(initial[at] as number, full[at] as number, executed[at] as number, row[at] as number)) taken[found++] = at
  }
  return taken.slice(0, found)
}

/** Rows of forms by row number. */
export function rowsAt({ row }: FormOrder, taken: Uint32Array): Uint32Array {
  return taken.map((at) => row[at] as number)
}

function picked(values: Float64Array, rows: Uint32Array): Float64Array {
  const found = new Float64Array(rows.length)
  for (let at = 0; at < rows.length; at += 1) found[at] = values[rows[at] as number] as number
  return found
}

/** Whose forms these are. */
export function nameColumns({ places, place, year, years }: FormsCells, rows: Uint32Array, names: readonly PlaceColumn[]): Readonly<Record<string, RowColumn>> {
  const text = (name: PlaceColumn) => {
    const of = places.codes[name]
    return textColumn(rows.map((row) => of[place[row] as number] as number), places.texts[name])
  }
  return {
    form_id: { kind: 'joined', columns: ['project_id', 'year'], between: '-' },
    ...Object.fromEntries(names.map((name) => [name, text(name)])),
    year: { kind: 'number', values: Uint16Array.from(rows, (row) => years[year[row] as number] ?? 0) },
  }
}

/** The budgets of forms in cents. */
export function amountsOf({ initial, full, executed }: FormsCells, rows: Uint32Array) {
  return { initial: picked(initial, rows), full: picked(full, rows), executed: picked(executed, rows) }
}

/** part ÷ whole of each row. */
export function shareColumn(part: (at: number) => number, whole: Float64Array): RowColumn {
  const values = new Float64Array(whole.length)
  for (let at = 0; at < values.length; at += 1) values[at] = shareOf(part(at), whole[at] as number) ?? Number.NaN
  return { kind: 'number', values }
}

export function amountColumn(cents: Float64Array): RowColumn {
  return { kind: 'amount', cents }
}

export function flagColumn(count: number, flagOf: (at: number) => boolean | number): RowColumn {
  const flags = new Uint8Array(count)
  for (let at = 0; at < count; at += 1) flags[at] = Number(flagOf(at))
  return { kind: 'flag', flags }
}
