import { addendKey } from '@/domain/addends.ts'
import type { CellValues, OpenCells } from '../open-cells.ts'
import { countName } from '../sum-columns.ts'
import type { Run } from './form-scope.ts'
import { once, type FormsCells } from './forms-cells.ts'
import { placeColumns } from './forms-sql.ts'
import type { IndicatorKinds, PresentNumbers } from './indicator-kinds.ts'
import type { YearIndicators } from './year-indicators.ts'

/** More rows than these are no shortcut any more, and a lot of memory: SQL is asked. */
const mostRows = 2 ** 22

/** Indicators form by form, by year and place. */
interface PickedIndicators {
  readonly count: number
  /** The row of each one's form. */
  readonly form: Uint32Array<ArrayBuffer>
  readonly text: Uint32Array<ArrayBuffer>
  readonly kind: Uint32Array<ArrayBuffer>
}

/** Which indicators are asked about: those of these forms, of forms at a marked place all (null: of every place), of the others those with a marked text. */
export interface IndicatorScope {
  readonly runs: readonly Run[]
  readonly places: Uint8Array | null
  readonly texts: Uint8Array | null
}

function picked(cells: FormsCells, years: ReadonlyMap<number, YearIndicators>, { runs, places, texts }: IndicatorScope): PickedIndicators | null {
  const ofRun = runs.map(({ from, to }) => {
    const code = cells.year[from] as number
    const [first, indicators] = [cells.yearStarts[code] as number, years.get(code)]
    if (!indicators) throw new Error(`the indicators of ${String(cells.years[code])} were not read`)
    return { from, to, first, indicators }
  })
  const most = ofRun.reduce((sum, { from, to, first, indicators: { starts } }) => sum + (starts[to - first] as number) - (starts[from - first] as number), 0)
  if (texts === null && most > mostRows) return null
  const [form, text, kind] = Array.from({ length: 3 }, () => new Uint32Array(Math.min(most, mostRows))) as [Uint32Array<ArrayBuffer>, Uint32Array<ArrayBuffer>, Uint32Array<ArrayBuffer>]
  let count = 0
  for (const { from, to, first, indicators } of ofRun) {
    for (let row = from; row < to; row += 1) {
      const isAll = texts === null || (places !== null && places[cells.place[row] as number] === 1)
      const end = indicators.starts[row - first + 1] as number
      for (let at = indicators.starts[row - first] as number; at < end; at += 1) {
        const code = indicators.text[at] as number
        if (!isAll && texts[code] !== 1) continue
        if (count === mostRows) return null
        form[count] = row
        text[count] = code
        kind[count] = indicators.kind[at] as number
        count += 1
      }
    }
  }
  return { count, form: form.subarray(0, count), text: text.subarray(0, count), kind: kind.subarray(0, count) }
}

/**
 * The indicators of a scope as a table that the executor of sums reads, a row an indicator; `years` are those of the scope by
 * code. Columns are made when they are first asked for. Null where there are too many.
 */
export function indicatorsOpenCells(cells: FormsCells, kinds: IndicatorKinds, years: ReadonlyMap<number, YearIndicators>, scope: IndicatorScope): OpenCells | null {
  const rows = picked(cells, years, scope)
  if (!rows) return null
  const { count, form, text, kind } = rows
  const { places, place } = cells

  function made<T extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(into: T, valueOf: (at: number) => number): T {
    for (let at = 0; at < count; at += 1) into[at] = valueOf(at)
    return into
  }
  const level = (codes: ArrayLike<number>) => () => made(new Uint32Array(count), (at) => codes[kind[at] as number] as number)
  const addend = (key: string, { values, has }: PresentNumbers): readonly (readonly [string, () => CellValues])[] => [
    [key, once(() => made(new Int32Array(count), (at) => values[kind[at] as number] as number))],
    [countName(key), once(() => made(new Uint8Array(count), (at) => has[kind[at] as number] as number))],
  ]
  const columns = new Map<string, () => CellValues>([
    ['year', once(() => made(new Uint8Array(count), (at) => cells.year[form[at] as number] as number))],
    ['level1', once(level(kinds.level1.codes))],
    ['level2', once(level(kinds.level2.codes))],
    ['level3', () => text],
    ...placeColumns.map((name): readonly [string, () => CellValues] => [name, once(() => made(new Uint32Array(count), (at) => places.codes[name][place[form[at] as number] as number] as number))]),
    ...addend(addendKey({ kind: 'column', column: 'weight' }), kinds.weight),
    ...addend(addendKey({ kind: 'column', column: 'score' }), kinds.score),
    ...addend(addendKey({ kind: 'truth', column: 'attained' }), kinds.attained),
  ])
  const dictionaries = new Map<string, readonly (string | null)[]>([
    ['year', cells.years.map(String)],
    ['level1', kinds.level1.texts],
    ['level2', kinds.level2.texts],
    ['level3', kinds.level3],
    ...placeColumns.filter((name) => name !== 'project_id' || cells.idsInOrder()).map((name): [string, readonly (string | null)[]] => [name, places.texts[name]]),
  ])
  return {
    table: { name: 'indicators', rows: count, columns: [], dictionaries: {}, meta: { fact: 'indicator' } },
    values: (name) => columns.get(name)?.() ?? null,
    isNullable: () => false,
    dictionary: (name) => dictionaries.get(name) ?? null,
    code: (name, value) => dictionaries.get(name)?.indexOf(value) ?? -1,
    isSorted: (name) => name === 'year',
  }
}
