import Papa from 'papaparse'
import { undefused } from '../domain/csv-text.ts'
import type { Sheet, SheetRow } from './sheet.ts'

export interface CsvReading {
  readonly sheet: Sheet
  /** A quote that never closes swallows the rest of the file: the row it opens in. */
  readonly unclosedAt: number | null
}

const delimiters = [',', '\t', ';', '|', '，', '；']

function delimiterOf(text: string): string {
  const sample = text.slice(0, 20_000).split(/\r\n|\r|\n/).slice(0, 20).filter((line) => line !== '')
  const counts = delimiters.map((delimiter) => {
    const perLine = sample.map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1).filter((count) => count > 0)
    return { delimiter, lines: perLine.length, count: perLine.reduce((sum, count) => sum + count, 0) }
  })
  return counts.reduce((best, next) => (next.lines * 100 + next.count > best.lines * 100 + best.count ? next : best)).delimiter
}

/** Reads delimited text, quotes and quoted line breaks and all; rows count as a spreadsheet shows them. */
export function readCsv(text: string): CsvReading {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: delimiterOf(text), skipEmptyLines: false })
  const rows = data.map((cells, index): SheetRow => ({ row: index + 1, cells: cells.map(undefused) }))
  const unclosed = errors.find((error) => error.code === 'MissingQuotes')
  return { sheet: { rows: rows.filter((row) => row.cells.some((cell) => cell.trim() !== '')) }, unclosedAt: unclosed ? (unclosed.row ?? 0) + 1 : null }
}
