import { codeColumn, columnOf, type CellTable } from '../cell-table.ts'
import { countColumn } from '../sum-columns.ts'
import { FormsFault } from './forms-cells.ts'

/** Which level-3 texts stand on each of a year's forms, but for those on one form alone: each once a form, as codes into texts in DuckDB's order. */
export interface YearIndicators {
  readonly texts: readonly (string | null)[]
  readonly codes: Uint8Array | Uint16Array | Uint32Array
  /** For each form of the year, and one past the last, where in `codes` its own begin. */
  readonly starts: Uint32Array
}

/** A year's table out of its texts and, for each form, what `indicatorRows` says. */
export function indicatorsTable(year: number, texts: readonly (string | null)[], rows: readonly (string | null)[]): CellTable {
  const counts = rows.map((codes) => (codes === null ? 0 : codes.split(' ').length))
  const all = new Uint32Array(counts.reduce((sum, count) => sum + count, 0))
  let at = 0
  for (const codes of rows) if (codes !== null) for (const code of codes.split(' ')) all[at++] = Number(code)
  return { name: 'indicators', rows: rows.length, columns: [countColumn('count', counts), codeColumn('level3', texts.length, all)], dictionaries: { level3: texts }, meta: { year } }
}

/** The same out of its file; `forms` are those that the year has. Throws FormsFault where it does not fit to them. */
export function toYearIndicators(table: CellTable, year: number, forms: number): YearIndicators {
  const [counts, codes, texts] = [columnOf(table, 'count')?.values, columnOf(table, 'level3')?.values, table.dictionaries['level3']]
  const isCodes = codes instanceof Uint8Array || codes instanceof Uint16Array || codes instanceof Uint32Array
  if (table.meta['year'] !== year || table.rows !== forms || counts?.length !== forms || !isCodes || !texts || codes.some((code) => code >= texts.length)) throw new FormsFault(`the indicators of ${year} are not those of its forms`)
  const starts = new Uint32Array(forms + 1)
  for (let form = 0; form < forms; form += 1) starts[form + 1] = (starts[form] as number) + Number(counts[form])
  if (starts[forms] !== codes.length) throw new FormsFault(`the indicators of ${year} are not those of its forms`)
  return { texts, codes, starts }
}
