import type { AnswerRow } from '@/engine/engine.ts'
import { codeColumn, type Codes } from './cell-table.ts'
import type { RowColumn, RowColumns } from './row-columns.ts'

function columnOfValues(values: readonly (string | number | null)[]): RowColumn {
  if (!values.some((value) => typeof value === 'string')) return { kind: 'number', values: Float64Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN)) }
  const codeOf = new Map<string | number | null, number>()
  const codes = values.map((value) => {
    const code = codeOf.get(value) ?? codeOf.size
    codeOf.set(value, code)
    return code
  })
  const texts = [...codeOf.keys()].map((value) => (value === null ? null : String(value)))
  // Its kinds are those of codes.
  return { kind: 'text', codes: codeColumn('', texts.length, codes).values as Codes, texts }
}

/** Rows of texts, numbers and nulls, the same fields in each, as columns that are light to hand to another thread. */
export function columnsOfRows(rows: readonly AnswerRow[]): RowColumns {
  const names = Object.keys(rows[0] ?? {})
  const valueOf = (value: AnswerRow[string] | undefined) => (typeof value === 'string' || typeof value === 'number' ? value : null)
  return { count: rows.length, columns: Object.fromEntries(names.map((name) => [name, columnOfValues(rows.map((row) => valueOf(row[name])))])) }
}
