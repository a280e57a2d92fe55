import { columnOf, type CellTable } from '../cell-table.ts'
import { twentieth } from './exact-share.ts'
import { placeColumns } from './forms-sql.ts'

/** Files of forms that don't fit together, or lack a column: they can't be answered from. */
export class FormsFault extends Error {
  override readonly name = 'FormsFault'
}

type Codes = Uint8Array | Uint16Array | Uint32Array

/** The projects by place: one of the five texts of each, as codes into texts in DuckDB's order. */
export interface Places {
  readonly count: number
  readonly codes: Readonly<Record<(typeof placeColumns)[number], Codes>>
  readonly texts: Readonly<Record<(typeof placeColumns)[number], readonly (string | null)[]>>
}

/** A year's forms, by place. Amounts are cents, NaN where absent. */
export interface FormYear {
  readonly year: number
  readonly count: number
  readonly place: Uint32Array
  readonly initial: Float64Array
  readonly full: Float64Array
  readonly executed: Float64Array
  /** Hundredths of a point; `noScore` where absent. */
  readonly score: Int32Array
  readonly speech: Uint8Array
  /** For each place, and one past the last, how many forms stand before it. */
  readonly starts: Uint32Array
  /** The row of the same project a year before, -1 where there is none. */
  readonly previous: () => Int32Array
  /** `bins`: how the budget changed. */
  readonly bin: () => Uint8Array
  /** Rows whose budget was cut, the largest cut first; among equals by form id. */
  readonly cuts: () => Uint32Array
  /** Rows whose budget was raised or came in the year, the largest amount first; among equals by form id. */
  readonly raises: () => Uint32Array
}

export interface FormsCells {
  readonly places: Places
  readonly years: readonly FormYear[]
  /** The words by which `speech` was judged. */
  readonly changeWords: readonly string[]
}

export const noScore = -0x8000_0000

/** Below 20: cut by so many times 5 points, the last one and more. Else raised, as it was, or not to be compared. */
export const bins = { unchanged: 20, addition: 21, none: 22, count: 23 } as const

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

function numbers<T extends Float64Array | Int32Array | Uint32Array | Uint8Array>(table: CellTable, name: string, kind: abstract new (...input: never[]) => T): T {
  const values = columnOf(table, name)?.values
  if (!(values instanceof kind) || values.length !== table.rows) throw new FormsFault(`${table.name} has no ${name}`)
  return values
}

function toPlaces(table: CellTable): Places {
  const codes: Partial<Record<(typeof placeColumns)[number], Codes>> = {}
  const texts: Partial<Record<(typeof placeColumns)[number], readonly (string | null)[]>> = {}
  for (const name of placeColumns) {
    const values = columnOf(table, name)?.values
    const dictionary = table.dictionaries[name]
    const isCodes = values instanceof Uint8Array || values instanceof Uint16Array || values instanceof Uint32Array
    if (!isCodes || !dictionary || values.length !== table.rows || values.some((code) => code >= dictionary.length)) throw new FormsFault(`places have no ${name}`)
    codes[name] = values
    texts[name] = dictionary
  }
  return { count: table.rows, codes: codes as Places['codes'], texts: texts as Places['texts'] }
}

function startsOf(place: Uint32Array, places: number): Uint32Array {
  const starts = new Uint32Array(places + 1)
  let next = 0
  place.forEach((at, row) => {
    if (at >= places || (row > 0 && at <= (place[row - 1] ?? 0))) throw new FormsFault('forms are not in order of their places')
    while (next <= at) starts[next++] = row
  })
  return starts.fill(place.length, next)
}

function binsOf(initial: Float64Array, full: Float64Array): Uint8Array {
  const found = new Uint8Array(initial.length).fill(bins.none)
  for (let row = 0; row < found.length; row += 1) {
    const [before, after] = [initial[row] ?? Number.NaN, full[row] ?? Number.NaN]
    if (!(before > 0) || Number.isNaN(after)) continue
    found[row] = after > before ? bins.addition : after === before ? bins.unchanged : twentieth(before - after, before)
  }
  return found
}

/** The form's id: what DuckDB orders equals by. */
export function formId(places: Places, { year, place }: Pick<FormYear, 'year' | 'place'>, row: number): string {
  return `${places.texts.project_id[places.codes.project_id[place[row] ?? 0] ?? 0] ?? ''}-${year}`
}

type Amounts = Pick<FormYear, 'initial' | 'full'>

/** Cents that a form's budget was cut by, negative where it was raised, NaN where it can't be said. */
export function cutAt({ initial, full }: Amounts, row: number): number {
  return (initial[row] ?? Number.NaN) - (full[row] ?? Number.NaN)
}

/** Cents that a form's budget was raised by; an absent initial budget counts as none. */
export function raiseAt({ initial, full }: Amounts, row: number): number {
  const before = initial[row] ?? Number.NaN
  return (full[row] ?? Number.NaN) - (Number.isNaN(before) ? 0 : before)
}

function largestFirst(year: Pick<FormYear, 'initial' | 'full' | 'count' | 'place'>, places: Places, amountAt: typeof cutAt): Uint32Array {
  const { count, place } = year
  const rows = new Uint32Array(count)
  const amounts = new Float64Array(count)
  let found = 0
  for (let row = 0; row < count; row += 1) {
    const amount = amountAt(year, row)
    if (!(amount > 0)) continue
    amounts[row] = amount
    rows[found++] = row
  }
  // Ids of one year differ in the project's alone, whose codes are in the order of ids that a hyphen ends.
  const id = (row: number) => places.codes.project_id[place[row] ?? 0] ?? 0
  return rows.slice(0, found).sort((a, b) => (amounts[b] ?? 0) - (amounts[a] ?? 0) || id(a) - id(b))
}

interface YearMeta {
  readonly year: number
  readonly rows: number
}

/** Which years a table of forms holds, in its order, and how many rows of each. */
export function yearsIn(table: CellTable): readonly YearMeta[] {
  const years = table.meta['years']
  if (!Array.isArray(years)) throw new FormsFault('forms have no years')
  return years.map((each: unknown) => {
    if (typeof each !== 'object' || each === null || !('year' in each) || !('rows' in each) || typeof each.year !== 'number' || typeof each.rows !== 'number') throw new FormsFault('forms have no years')
    return { year: each.year, rows: each.rows }
  })
}

function toYears(table: CellTable, places: Places): readonly Omit<FormYear, 'previous'>[] {
  const all = { place: numbers(table, 'place', Uint32Array), initial: numbers(table, 'initial_budget', Float64Array), full: numbers(table, 'full_year_budget', Float64Array), executed: numbers(table, 'executed', Float64Array), score: numbers(table, 'total_score', Int32Array), speech: numbers(table, 'speech', Uint8Array) }
  let from = 0
  const years = yearsIn(table).map(({ year, rows: count }) => {
    const to = from + count
    const part = { year, count, place: all.place.subarray(from, to), initial: all.initial.subarray(from, to), full: all.full.subarray(from, to), executed: all.executed.subarray(from, to), score: all.score.subarray(from, to), speech: all.speech.subarray(from, to) }
    from = to
    return { ...part, starts: startsOf(part.place, places.count), bin: once(() => binsOf(part.initial, part.full)), cuts: once(() => largestFirst(part, places, cutAt)), raises: once(() => largestFirst(part, places, raiseAt)) }
  })
  if (from !== table.rows) throw new FormsFault('the years of the forms do not add up to their rows')
  return years
}

function previousOf(year: Omit<FormYear, 'previous'>, before: Omit<FormYear, 'previous'> | undefined, places: Places): Int32Array {
  const previous = new Int32Array(year.count).fill(-1)
  if (!before) return previous
  const project = places.codes.project_id
  const rowOf = new Int32Array(places.texts.project_id.length).fill(-1)
  before.place.forEach((place, row) => (rowOf[project[place] ?? 0] = row))
  for (let row = 0; row < year.count; row += 1) previous[row] = rowOf[project[year.place[row] ?? 0] ?? 0] ?? -1
  return previous
}

/** The forms of a dataset out of the tables of its files. Throws FormsFault where they don't fit together. */
export function toFormsCells(placesTable: CellTable, formsTables: readonly CellTable[]): FormsCells {
  const places = toPlaces(placesTable)
  const found = formsTables.flatMap((table) => toYears(table, places)).toSorted((a, b) => a.year - b.year)
  const years = found.map((year): FormYear => ({ ...year, previous: once(() => previousOf(year, found.find((each) => each.year === year.year - 1), places)) }))
  const words: unknown = formsTables[0]?.meta['changeWords'] ?? []
  return { places, years, changeWords: Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [] }
}
