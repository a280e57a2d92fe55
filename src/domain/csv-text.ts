/**
 * What Excel, LibreOffice or WPS would run: one of = + - @, full-width too, a tab or a line break at the beginning, also
 * behind blanks, quotes and marks that don't show, which some of them take off first.
 */
const runsAsFormula = /^[\s'"\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/
const isNumber = /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i

/** Text that a spreadsheet would run as a formula gets an apostrophe before it; `undefused` takes it off again. */
export function defused(text: string): string {
  return runsAsFormula.test(text) && !isNumber.test(text) ? `'${text}` : text
}

/** The text that was defused: the same for every text, also for one with apostrophes of its own. */
export function undefused(text: string): string {
  return text.startsWith("'") && runsAsFormula.test(text) ? text.slice(1) : text
}

/** `exact` is for programs, every text as it is; in `spreadsheet` no text can become a formula. */
export type CsvReader = 'exact' | 'spreadsheet'

/** One line of CSV (RFC 4180) without its end; an absent cell is empty. */
export function toCsvLine(cells: readonly (string | null)[], reader: CsvReader): string {
  return cells
    .map((cell) => {
      const text = cell === null ? '' : reader === 'spreadsheet' ? defused(cell) : cell
      return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    })
    .join(',')
}

/** The beginning of CSV that spreadsheets read as UTF-8; readers of datasets know by it that formulas were defused. */
export const spreadsheetMark = '\uFEFF'

/** Lines of CSV for a spreadsheet. */
export function toCsvFile(lines: readonly (readonly (string | null)[])[]): string {
  return `${spreadsheetMark}${lines.map((cells) => toCsvLine(cells, 'spreadsheet')).join('\r\n')}\r\n`
}
