import type { Selection } from '@/domain/selection.ts'
import type { FormsCells, FormYear, Places } from './forms-cells.ts'
import { arrivedText, lowerText } from './lower-text.ts'

type PlaceFilter = Pick<Selection, 'region' | 'department' | 'unit' | 'q'>

/** Rows of a year, from one up to another: what a selection holds of it is some of these. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/** The years of a selection, each with the runs of rows that it holds. */
export interface ScopedYear {
  readonly year: FormYear
  readonly ranges: readonly RowRange[]
}

const textColumns = ['project', 'department', 'unit'] as const

/** Which codes of a column have a text that holds another, whatever their case, as DuckDB sees it. */
function codesHolding(texts: readonly (string | null)[], lower: string): Uint8Array {
  return Uint8Array.from(texts, (text) => (text !== null && lowerText(text).includes(lower) ? 1 : 0))
}

function isPlace(places: Places, { region, department, unit, q }: PlaceFilter): (place: number) => boolean {
  const equals = (['region', 'department', 'unit'] as const).flatMap((name) => {
    const wanted = { region, department, unit }[name]
    return wanted === null ? [] : [{ codes: places.codes[name], code: places.texts[name].indexOf(arrivedText(wanted)) }]
  })
  const holding = q === null ? [] : textColumns.map((name) => ({ codes: places.codes[name], holds: codesHolding(places.texts[name], lowerText(arrivedText(q))) }))
  return (place) => equals.every(({ codes, code }) => codes[place] === code) && (q === null || holding.some(({ codes, holds }) => holds[codes[place] ?? 0] === 1))
}

/** Runs of neighbouring places that a filter holds. */
function placeRuns(places: Places, filter: PlaceFilter): readonly RowRange[] {
  if (filter.region === null && filter.department === null && filter.unit === null && filter.q === null) return [{ from: 0, to: places.count }]
  const holds = isPlace(places, filter)
  const runs: { from: number; to: number }[] = []
  for (let place = 0; place < places.count; place += 1) {
    if (!holds(place)) continue
    const last = runs.at(-1)
    if (last?.to === place) last.to = place + 1
    else runs.push({ from: place, to: place + 1 })
  }
  return runs
}

/** Finds the rows of selections; the runs of the last filter are kept, since years and thresholds change more often. */
export function createScopes({ places, years }: FormsCells): (selection: Selection) => readonly ScopedYear[] {
  let last: { readonly key: string; readonly runs: readonly RowRange[] } | null = null
  return (selection) => {
    const { from, to, region, department, unit, q } = selection
    const key = JSON.stringify([region, department, unit, q])
    if (last?.key !== key) last = { key, runs: placeRuns(places, selection) }
    const { runs } = last
    return years
      .filter(({ year }) => (from === null || year >= from) && (to === null || year <= to))
      .map((year) => ({ year, ranges: runs.flatMap((run) => (year.starts[run.from] === year.starts[run.to] ? [] : [{ from: year.starts[run.from] ?? 0, to: year.starts[run.to] ?? 0 }])) }))
  }
}
