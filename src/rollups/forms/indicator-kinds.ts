import type { AnswerRow } from '@/engine/engine.ts'
import { codesIn, columnOf, textColumn, type CellTable, type Codes } from '../cell-table.ts'
import { FormsFault } from './forms-cells.ts'

type Texts = readonly (string | null)[]

/** Numbers of which some are absent: those are 0 in `values`, and 0 in place of 1 in `has`. */
export interface PresentNumbers {
  readonly values: Int32Array
  readonly has: Uint8Array
}

/** What the years' indicators have in common: the level-3 texts in DuckDB's order, and by kind its levels, points in hundredths, and whether the target was met. */
export interface IndicatorKinds {
  readonly count: number
  readonly level3: Texts
  readonly level1: { readonly codes: Codes; readonly texts: Texts }
  readonly level2: { readonly codes: Codes; readonly texts: Texts }
  readonly weight: PresentNumbers
  readonly score: PresentNumbers
  readonly attained: PresentNumbers
}

const levels = ['level1', 'level2'] as const
const numbers = ['weight', 'score', 'attained'] as const
const absent = -0x8000_0000

/** The table out of its texts and what `kindRows` says. */
export function kindsTable(level3: Texts, ofLevels: Readonly<Record<(typeof levels)[number], Texts>>, rows: readonly AnswerRow[]): CellTable {
  const numbersOf = (name: (typeof numbers)[number]) => ({ name, kind: 'i32', nullable: true, values: Int32Array.from(rows, (row) => (row[name] === null || row[name] === undefined ? absent : Number(row[name]))) }) as const
  return { name: 'indicator-kinds', rows: rows.length, columns: [...levels.map((level) => textColumn(level, ofLevels[level], rows.map((row) => row[level]))), ...numbers.map(numbersOf)], dictionaries: { ...ofLevels, level3 }, meta: {} }
}

/** The same out of its file. Throws FormsFault where it lacks a column or a text. */
export function toIndicatorKinds(table: CellTable): IndicatorKinds {
  const fault = () => new FormsFault('the kinds of indicators are not whole')
  const level = (name: (typeof levels)[number]) => {
    const texts = table.dictionaries[name]
    const codes = texts && codesIn(table, name, texts.length)
    if (!codes || codes.length !== table.rows) throw fault()
    return { codes, texts }
  }
  const present = (name: (typeof numbers)[number]): PresentNumbers => {
    const values = columnOf(table, name)?.values
    if (!(values instanceof Int32Array) || values.length !== table.rows) throw fault()
    return { values: values.map((value) => (value === absent ? 0 : value)), has: Uint8Array.from(values, (value) => Number(value !== absent)) }
  }
  const level3 = table.dictionaries['level3']
  if (!level3) throw fault()
  return { count: table.rows, level3, level1: level('level1'), level2: level('level2'), weight: present('weight'), score: present('score'), attained: present('attained') }
}
