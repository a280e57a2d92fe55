import type { FormMarks } from '@/rollups/forms/form-marks.ts'
import type { FormScope } from '@/rollups/forms/form-scope.ts'
import type { FormOrder } from '@/rollups/forms/form-order.ts'
import type { FormsCells, PlaceColumn } from '@/rollups/forms/forms-cells.ts'
import type { RowColumn } from '@/rollups/row-columns.ts'

/** Marks that a form of a list has; 0 for any form. */
export interface Wanted {
  readonly marks: FormMarks
  readonly mask: number
}

/** The same out of the rows of a scope of few, in whatever order they lie. */
function takenFromRows({ rank, amount }: FormOrder, runs: FormScope['runs'], size: number, { marks: { of, minCents }, mask }: Wanted): Uint32Array {
  const taken = new Uint32Array(size)
  let found = 0
  for (const { from, to } of runs) {
    for (let row = from; row < to; row += 1) {
      if (((of[row] as number) & mask) !== mask) continue
      const at = (rank[row] as number) - 1
      if (at >= 0 && (amount[at] as number) >= minCents) taken[found++] = at
    }
  }
  return taken.slice(0, found).sort()
}

/** The places in an order of the forms that a scope holds and a list wants; the order ends where amounts fall below the least. */
export function takenFrom(order: FormOrder, { firstYear, endYear, places, runs }: FormScope, wanted: Wanted): Uint32Array {
  const { count, row, year, place, amount } = order
  const size = runs.reduce((sum, { from, to }) => sum + to - from, 0)
  if (size * 4 < count) return takenFromRows(order, runs, size, wanted)
  const { marks: { of, minCents }, mask } = wanted
  const taken = new Uint32Array(count)
  let found = 0
  for (let at = 0; at < count && (amount[at] as number) >= minCents; at += 1) {
    const code = year[at] as number
    if (code < firstYear || code >= endYear || (places !== null && places[place[at] as number] !== 1)) continue
    if (((of[row[at] as number] as number) & mask) === mask) taken[found++] = at
  }
  return taken.slice(0, found)
}

/** Values of rows, one after the other. */
export function gather<Found extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(into: Found, rows: Uint32Array, values: ArrayLike<number>): Found {
  for (let at = 0; at < rows.length; at += 1) into[at] = values[rows[at] as number] as number
  return into
}

/** Rows of forms by row number. */
export function rowsAt({ row }: FormOrder, taken: Uint32Array): Uint32Array<ArrayBuffer> {
  return gather(new Uint32Array(taken.length), taken, row)
}

/** Whose forms these are. */
export function nameColumns({ places, place, year, years }: FormsCells, rows: Uint32Array, names: readonly PlaceColumn[]): Readonly<Record<string, RowColumn>> {
  const via = gather(new Uint32Array(rows.length), rows, place)
  return {
    form_id: { kind: 'joined', columns: ['project_id', 'year'], between: '-' },
    ...Object.fromEntries(names.map((name): [string, RowColumn] => [name, { kind: 'text', codes: places.codes[name], via, texts: places.texts[name] }])),
    year: { kind: 'number', values: gather(new Uint16Array(rows.length), gather(new Uint32Array(rows.length), rows, year), years) },
  }
}

/** The budgets of forms. */
export function budgetColumns({ initial, full, executed }: FormsCells, rows: Uint32Array): Readonly<Record<'initial_budget' | 'full_year_budget' | 'executed', RowColumn>> {
  const amount = (cents: Float64Array): RowColumn => ({ kind: 'amount', cents: gather(new Float64Array(rows.length), rows, cents) })
  return { initial_budget: amount(initial), full_year_budget: amount(full), executed: amount(executed) }
}

/** The cut of budgets beside it, and their shares of each other. */
export const cutColumns: Readonly<Record<string, RowColumn>> = {
  cut: { kind: 'difference', from: 'initial_budget', less: 'full_year_budget' },
  cut_rate: { kind: 'share', part: 'cut', whole: 'initial_budget' },
  execution_rate: { kind: 'share', part: 'executed', whole: 'full_year_budget' },
  execution_of_initial: { kind: 'share', part: 'executed', whole: 'initial_budget' },
}

/** Whether forms have a mark. */
export function markColumn({ of }: FormMarks, rows: Uint32Array, wanted: number): RowColumn {
  const flags = new Uint8Array(rows.length)
  for (let at = 0; at < flags.length; at += 1) flags[at] = ((of[rows[at] as number] as number) & wanted) === 0 ? 0 : 1
  return { kind: 'flag', flags }
}

export function amountColumn(cents: Float64Array): RowColumn {
  return { kind: 'amount', cents }
}
