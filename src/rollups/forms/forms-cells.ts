import { codesIn, columnOf, type CellTable, type Codes } from '../cell-table.ts'
import { twentieth } from './exact-share.ts'
import { areIdsInOrder, firstPlaces, projectComparer, type FirstPlaces } from './first-places.ts'
import { formComparer, orderOf, type FormOrder } from './form-order.ts'
import { placeColumns } from './forms-sql.ts'

/** Files of forms that don't fit together, or lack a column: they can't be answered from. */
export class FormsFault extends Error {
  override readonly name = 'FormsFault'
}

export type PlaceColumn = (typeof placeColumns)[number]

/** The projects by place: five texts of each, as codes into texts in DuckDB's order. */
export interface Places {
  readonly count: number
  readonly codes: Readonly<Record<PlaceColumn, Codes>>
  readonly texts: Readonly<Record<PlaceColumn, readonly (string | null)[]>>
}

/** The forms of a dataset, by year and place. Amounts are cents, NaN where absent. */
export interface FormsCells {
  readonly places: Places
  readonly count: number
  readonly years: readonly number[]
  /** For each year, and one past the last, how many forms stand before it. */
  readonly yearStarts: readonly number[]
  /** For each year: for each place, and one past the last, the first row that is not before it. */
  readonly placeStarts: readonly Uint32Array[]
  /** Codes of `years`. */
  readonly year: Uint8Array<ArrayBuffer>
  readonly place: Uint32Array<ArrayBuffer>
  readonly initial: Float64Array<ArrayBuffer>
  readonly full: Float64Array<ArrayBuffer>
  readonly executed: Float64Array<ArrayBuffer>
  /** Hundredths of a point; `noScore` where absent. */
  readonly score: Int32Array<ArrayBuffer>
  /** Hundredths of a point taken off indicators of satisfaction that met their targets, 0 where none was; `noScore` where the form has no such indicator. */
  readonly satisfaction: Int32Array<ArrayBuffer>
  readonly speech: Uint8Array<ArrayBuffer>
  /** The row of the same project a year before, -1 where there is none. */
  readonly previous: () => Int32Array
  /** `bins`: how the budget changed. */
  readonly bin: () => Uint8Array
  /** Compares rows by form id, as DuckDB does. */
  readonly compareForms: () => (a: number, b: number) => number
  /** Whether the codes of projects' ids lie in the order of their texts. */
  readonly idsInOrder: () => boolean
  /** Compares codes of projects by their ids, as DuckDB does. */
  readonly compareProjects: () => (a: number, b: number) => number
  readonly firstPlaces: () => FirstPlaces
  /** The forms whose budget was cut, the largest cut first. */
  readonly cuts: () => FormOrder
  /** The forms whose budget was raised or came in the year, the largest amount first. */
  readonly raises: () => FormOrder
  /** The words by which `speech` was judged. */
  readonly changeWords: readonly string[]
}

export const noScore = -0x8000_0000

/** Below 20: cut by so many times 5 points, the last one and more. Else raised, as it was, or not to be compared. */
export const bins = { unchanged: 20, addition: 21, none: 22, count: 23 } as const

/** A value that is made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

function toPlaces(table: CellTable): Places {
  const codes: Partial<Record<PlaceColumn, Codes>> = {}
  const texts: Partial<Record<PlaceColumn, readonly (string | null)[]>> = {}
  for (const name of placeColumns) {
    const dictionary = table.dictionaries[name]
    const values = dictionary && codesIn(table, name, dictionary.length)
    if (!values || values.length !== table.rows) throw new FormsFault(`places have no ${name}`)
    codes[name] = values
    texts[name] = dictionary
  }
  return { count: table.rows, codes: codes as Places['codes'], texts: texts as Places['texts'] }
}

/** Which years a table of forms holds, in its order, and how many rows of each. Throws FormsFault. */
export function yearsIn(table: CellTable): readonly { readonly year: number; readonly rows: number }[] {
  const years = table.meta['years']
  if (!Array.isArray(years)) throw new FormsFault('forms have no years')
  const found = years.map((each: unknown) => {
    if (typeof each !== 'object' || each === null || !('year' in each) || !('rows' in each) || typeof each.year !== 'number' || typeof each.rows !== 'number') throw new FormsFault('forms have no years')
    return { year: each.year, rows: each.rows }
  })
  if (found.reduce((sum, { rows }) => sum + rows, 0) !== table.rows) throw new FormsFault('the years of the forms do not add up to their rows')
  return found
}

type Numbers = Float64Array | Int32Array | Uint32Array | Uint8Array

function gathered<T extends Numbers>(tables: readonly CellTable[], name: string, into: T): T {
  let at = 0
  for (const table of tables) {
    const values = columnOf(table, name)?.values
    if (!values || values.constructor !== into.constructor || values.length !== table.rows) throw new FormsFault(`${table.name} has no ${name}`)
    into.set(values as never, at)
    at += table.rows
  }
  return into
}

function placeStartsOf(place: Uint32Array, from: number, to: number, places: number): Uint32Array {
  const starts = new Uint32Array(places + 1)
  let next = 0
  for (let row = from; row < to; row += 1) {
    const at = place[row] ?? 0
    if (at >= places || at < next - 1 || (at === next - 1 && row > from)) throw new FormsFault('forms are not in order of their places')
    while (next <= at) starts[next++] = row
  }
  return starts.fill(to, next)
}

function binsOf(initial: Float64Array, full: Float64Array): Uint8Array {
  const found = new Uint8Array(initial.length).fill(bins.none)
  for (let row = 0; row < found.length; row += 1) {
    const [before, after] = [initial[row] as number, full[row] as number]
    if (!(before > 0) || Number.isNaN(after)) continue
    found[row] = after > before ? bins.addition : after === before ? bins.unchanged : twentieth(before - after, before)
  }
  return found
}

function previousOf({ years, yearStarts, place, places, count }: Pick<FormsCells, 'years' | 'yearStarts' | 'place' | 'places' | 'count'>): Int32Array {
  const previous = new Int32Array(count).fill(-1)
  const project = places.codes.project_id
  const rowOf = new Int32Array(places.texts.project_id.length)
  years.forEach((year, code) => {
    if (years[code - 1] !== year - 1) return
    const [from = 0, to = 0, end = 0] = yearStarts.slice(code - 1, code + 2)
    rowOf.fill(-1)
    for (let row = from; row < to; row += 1) rowOf[project[place[row] as number] as number] = row
    for (let row = to; row < end; row += 1) previous[row] = rowOf[project[place[row] as number] as number] as number
  })
  return previous
}

/** The forms of a dataset out of the tables of its files, those of the years in order. Throws FormsFault where they don't fit together. */
export function toFormsCells(placesTable: CellTable, tables: readonly CellTable[]): FormsCells {
  const places = toPlaces(placesTable)
  const parts = tables.flatMap((table) => yearsIn(table))
  const years = parts.map(({ year }) => year)
  if (years.some((year, code) => code > 0 && year <= (years[code - 1] ?? year)) || years.length > 256) throw new FormsFault('the years of the forms are not in order')
  const yearStarts = parts.reduce<readonly number[]>((starts, { rows }) => [...starts, (starts.at(-1) ?? 0) + rows], [0])
  const count = yearStarts.at(-1) ?? 0
  const numbers = { place: gathered(tables, 'place', new Uint32Array(count)), initial: gathered(tables, 'initial_budget', new Float64Array(count)), full: gathered(tables, 'full_year_budget', new Float64Array(count)), executed: gathered(tables, 'executed', new Float64Array(count)), score: gathered(tables, 'total_score', new Int32Array(count)), satisfaction: gathered(tables, 'satisfaction', new Int32Array(count)), speech: gathered(tables, 'speech', new Uint8Array(count)) }
  const year = new Uint8Array(count)
  years.forEach((_, code) => year.fill(code, yearStarts[code], yearStarts[code + 1]))
  const words: unknown = tables[0]?.meta['changeWords']
  const base = { places, count, years, yearStarts, year, ...numbers }
  const compareForms = once(() => formComparer(base))
  const idsInOrder = once(() => areIdsInOrder(places))
  const compareProjects = once(() => projectComparer(places, idsInOrder()))
  return {
    ...base,
    compareForms,
    idsInOrder,
    compareProjects,
    firstPlaces: once(() => firstPlaces(places, compareProjects())),
    placeStarts: years.map((_, code) => placeStartsOf(numbers.place, yearStarts[code] ?? 0, yearStarts[code + 1] ?? 0, places.count)),
    previous: once(() => previousOf(base)),
    bin: once(() => binsOf(numbers.initial, numbers.full)),
    cuts: once(() => orderOf(base, compareForms, (initial, full) => initial - full)),
    raises: once(() => orderOf(base, compareForms, (initial, full) => full - (Number.isNaN(initial) ? 0 : initial))),
    changeWords: Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [],
  }
}
