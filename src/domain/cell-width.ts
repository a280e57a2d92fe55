import { defused } from './csv-text.ts'

/** How many pixels a text needs in the grid, by its letters: wide for Chinese, narrow for the rest. */
export function textPixels(text: string): number {
  let pixels = 0
  for (const letter of text.slice(0, 80)) pixels += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 13 : 7.4
  return pixels
}

/**
 * Cells as spreadsheets take them from the clipboard: tabs between, a quote where a cell holds a tab, a break or a quote.
 * Formulas are defused, but for one cell alone, which is copied as the text that it is.
 */
export function toTsv(rows: readonly (readonly (string | null)[])[]): string {
  const isTable = rows.length > 1 || (rows[0]?.length ?? 0) > 1
  const cell = (found: string | null) => {
    const text = found === null ? '' : isTable ? defused(found) : found
    return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return rows.map((row) => row.map(cell).join('\t')).join('\n')
}
