import { codeColumn, codesIn, columnOf, type CellTable, type Codes } from '../cell-table.ts'
import { countColumn } from '../sum-columns.ts'
import { FormsFault } from './forms-cells.ts'
import type { IndicatorKinds } from './indicator-kinds.ts'

/** A year's indicators, form by form, and on each by their texts: numbers of level-3 texts and of kinds. */
export interface YearIndicators {
  readonly text: Codes
  readonly kind: Codes
  /** For each form of the year, and one past the last, where its own begin. */
  readonly starts: Uint32Array
}

/** How many texts and kinds there are: numbers lie below. */
export interface IndicatorCounts {
  readonly texts: number
  readonly kinds: number
}

/** A year's table out of what `indicatorRows` says of each form. */
export function indicatorsTable(year: number, { texts, kinds }: IndicatorCounts, rows: readonly (string | null)[]): CellTable {
  const counts = rows.map((codes) => (codes === null ? 0 : codes.split(' ').length / 2))
  const all = counts.reduce((sum, count) => sum + count, 0)
  const [text, kind] = [new Uint32Array(all), new Uint32Array(all)]
  let at = 0
  for (const codes of rows) {
    if (codes === null) continue
    const numbers = codes.split(' ')
    for (let index = 0; index < numbers.length; index += 2) {
      text[at] = Number(numbers[index])
      kind[at] = Number(numbers[index + 1])
      at += 1
    }
  }
  return { name: 'indicators', rows: rows.length, columns: [countColumn('count', counts), codeColumn('text', texts, text), codeColumn('kind', kinds, kind)], dictionaries: {}, meta: { year } }
}

/** The same out of its file; `forms` are those that the year has. Throws FormsFault where it does not fit to them. */
export function toYearIndicators(table: CellTable, year: number, forms: number, { level3, count }: Pick<IndicatorKinds, 'level3' | 'count'>): YearIndicators {
  const fault = () => new FormsFault(`the indicators of ${year} are not those of its forms`)
  const counts = columnOf(table, 'count')?.values
  const [text, kind] = [codesIn(table, 'text', level3.length), codesIn(table, 'kind', count)]
  if (table.meta['year'] !== year || table.rows !== forms || counts?.length !== forms || !text || !kind) throw fault()
  const starts = new Uint32Array(forms + 1)
  for (let form = 0; form < forms; form += 1) starts[form + 1] = (starts[form] as number) + Number(counts[form])
  if (starts[forms] !== text.length || text.length !== kind.length) throw fault()
  return { text, kind, starts }
}
