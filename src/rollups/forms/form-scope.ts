import type { Selection } from '@/domain/selection.ts'
import type { FormsCells, Places } from './forms-cells.ts'
import { arrivedText, lowerText } from '../lower-text.ts'

type PlaceFilter = Pick<Selection, 'region' | 'department' | 'unit' | 'q'>

/** Neighbours, from one up to another. */
export interface Run {
  readonly from: number
  readonly to: number
}

/** What a selection holds of the forms: years by code, places marked with 1 (null: all), and so the runs of rows. */
export interface FormScope {
  readonly firstYear: number
  /** One past the last. */
  readonly endYear: number
  readonly places: Uint8Array | null
  readonly runs: readonly Run[]
}

const textColumns = ['project', 'department', 'unit'] as const

/** Which codes of a column have a text that holds another, whatever their case, as DuckDB sees it. */
export function codesHolding(texts: readonly (string | null)[], part: string): Uint8Array {
  const lower = lowerText(arrivedText(part))
  return Uint8Array.from(texts, (text) => (text !== null && lowerText(text).includes(lower) ? 1 : 0))
}

function markedPlaces(places: Places, { region, department, unit, q }: PlaceFilter): Uint8Array | null {
  if (region === null && department === null && unit === null && q === null) return null
  const marked = new Uint8Array(places.count).fill(1)
  const wanted = { region, department, unit }
  for (const name of ['region', 'department', 'unit'] as const) {
    const text = wanted[name]
    if (text === null) continue
    const code = places.texts[name].indexOf(arrivedText(text))
    places.codes[name].forEach((each, place) => each !== code && (marked[place] = 0))
  }
  if (q === null) return marked
  const holding = textColumns.map((name) => ({ codes: places.codes[name], holds: codesHolding(places.texts[name], q) }))
  return marked.map((mark, place) => (mark === 1 && holding.some(({ codes, holds }) => holds[codes[place] ?? 0] === 1) ? 1 : 0))
}

function placeRuns(marked: Uint8Array | null, count: number): readonly Run[] {
  if (marked === null) return [{ from: 0, to: count }]
  const runs: Run[] = []
  for (let from = marked.indexOf(1); from >= 0; ) {
    const end = marked.indexOf(0, from)
    const to = end < 0 ? count : end
    runs.push({ from, to })
    from = end < 0 ? -1 : marked.indexOf(1, to)
  }
  return runs
}

/** Finds the rows of selections; the places of the last filter are kept, since years and thresholds change more often. */
export function createScopes({ places, years, placeStarts }: Pick<FormsCells, 'places' | 'years' | 'placeStarts'>): (selection: Selection) => FormScope {
  let last: { readonly key: string; readonly marked: Uint8Array | null; readonly runs: readonly Run[] } | null = null
  return (selection) => {
    const { from, to, region, department, unit, q } = selection
    const key = JSON.stringify([region, department, unit, q])
    if (last?.key !== key) {
      const marked = markedPlaces(places, selection)
      last = { key, marked, runs: placeRuns(marked, places.count) }
    }
    const { marked, runs } = last
    const firstYear = years.findIndex((year) => from === null || year >= from)
    const after = years.findIndex((year) => to !== null && year > to)
    const [first, end] = [firstYear < 0 ? years.length : firstYear, after < 0 ? years.length : after]
    const rows: Run[] = []
    for (const starts of placeStarts.slice(first, end)) {
      for (const run of runs) {
        const [start, stop] = [starts[run.from] ?? 0, starts[run.to] ?? 0]
        if (start < stop) rows.push({ from: start, to: stop })
      }
    }
    return { firstYear: first, endYear: Math.max(first, end), places: marked, runs: rows }
  }
}
