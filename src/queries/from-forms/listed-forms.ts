import type { FormMarks } from '@/rollups/forms/form-marks.ts'
import type { FormScope } from '@/rollups/forms/form-scope.ts'
import type { FormOrder } from '@/rollups/forms/form-order.ts'
import type { FormsCells, PlaceColumn, Places } from '@/rollups/forms/forms-cells.ts'
import type { RowColumn } from '@/rollups/row-columns.ts'

/** Marks that a form of a list has; 0 for any form. */
export interface Wanted {
  readonly marks: FormMarks
  readonly mask: number
}

/** Forms of a list, by their places in an order and by their rows: to be read before the next list of that order is made. */
export interface Taken {
  readonly places: Uint32Array
  readonly rows: Uint32Array
}

/** Room for the lists of an order: a list of its own each time is garbage that no collector is in a hurry to take away. */
const rooms = new WeakMap<FormOrder, Taken>()

function roomOf(order: FormOrder): Taken {
  const room = rooms.get(order) ?? { places: new Uint32Array(order.count), rows: new Uint32Array(order.count) }
  rooms.set(order, room)
  return room
}

/** How many places of a scope of few rows a list wants; they are put into the room in order. */
function takeRows({ rank, amount }: FormOrder, runs: FormScope['runs'], { marks: { of, minCents }, mask }: Wanted, into: Uint32Array): number {
  let found = 0
  for (const { from, to } of runs) {
    for (let row = from; row < to; row += 1) {
      if (((of[row] as number) & mask) !== mask) continue
      const at = (rank[row] as number) - 1
      if (at >= 0 && (amount[at] as number) >= minCents) into[found++] = at
    }
  }
  into.subarray(0, found).sort()
  return found
}

/** The same by looking at every place; the order ends where amounts fall below the least. */
function takePlaces({ count, row, year, place, amount }: FormOrder, { firstYear, endYear, places }: FormScope, { marks: { of, minCents }, mask }: Wanted, into: Uint32Array): number {
  let found = 0
  for (let at = 0; at < count && (amount[at] as number) >= minCents; at += 1) {
    const code = year[at] as number
    if (code < firstYear || code >= endYear || (places !== null && places[place[at] as number] !== 1)) continue
    if (((of[row[at] as number] as number) & mask) === mask) into[found++] = at
  }
  return found
}

/** The forms of an order that a scope holds and a list wants, in that order. */
export function takenFrom(order: FormOrder, scope: FormScope, wanted: Wanted): Taken {
  const { places, rows } = roomOf(order)
  const size = scope.runs.reduce((sum, { from, to }) => sum + to - from, 0)
  const found = size * 4 < order.count ? takeRows(order, scope.runs, wanted, places) : takePlaces(order, scope, wanted, places)
  const taken = places.subarray(0, found)
  return { places: taken, rows: gather(rows.subarray(0, found), taken, order.row) }
}

/** Values of rows, one after the other. */
export function gather<Found extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(into: Found, rows: Uint32Array, values: ArrayLike<number>): Found {
  for (let at = 0; at < rows.length; at += 1) into[at] = values[rows[at] as number] as number
  return into
}

/** What a row comes to, one after the other. */
export function gathered<Found extends Uint8Array | Uint16Array>(into: Found, rows: Uint32Array, valueOf: (row: number) => number): Found {
  for (let at = 0; at < rows.length; at += 1) into[at] = valueOf(rows[at] as number)
  return into
}

/** A text of the places that rows say. */
export function placeText({ codes, texts }: Places, name: PlaceColumn, via: Uint32Array): RowColumn {
  return { kind: 'text', codes: codes[name], via, texts: texts[name] }
}

/** Whose forms these are. */
export function nameColumns({ places, place, year, years }: FormsCells, rows: Uint32Array, names: readonly PlaceColumn[]): Readonly<Record<string, RowColumn>> {
  const via = gather(new Uint32Array(rows.length), rows, place)
  return {
    form_id: { kind: 'joined', columns: ['project_id', 'year'], between: '-' },
    ...Object.fromEntries(names.map((name): [string, RowColumn] => [name, placeText(places, name, via)])),
    year: { kind: 'number', values: gathered(new Uint16Array(rows.length), rows, (row) => years[year[row] as number] as number) },
  }
}

/** The budgets of forms. */
export function budgetColumns({ initial, full, executed }: FormsCells, rows: Uint32Array): Readonly<Record<'initial_budget' | 'full_year_budget' | 'executed', RowColumn>> {
  const amount = (cents: Float64Array) => amountColumn(gather(new Float64Array(rows.length), rows, cents))
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
  return { kind: 'flag', flags: gathered(new Uint8Array(rows.length), rows, (row) => (((of[row] as number) & wanted) === 0 ? 0 : 1)) }
}

export function amountColumn(cents: Float64Array): RowColumn {
  return { kind: 'amount', cents }
}
