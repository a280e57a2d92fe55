import { exactText, type TableColumn } from './table-column.ts'

const runsAsFormula = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/
const isNumber = /^-?\d+(\.\d+)?$/

/** Text that a spreadsheet would run as a formula gets an apostrophe before it; `undefused` takes it off again. */
export function defused(text: string): string {
  return runsAsFormula.test(text) && !isNumber.test(text) ? `'${text}` : text
}

/** The text that was defused: the same for every text, also for one with apostrophes of its own. */
export function undefused(text: string): string {
  return text.startsWith("'") && runsAsFormula.test(text) ? text.slice(1) : text
}

/** A cell of CSV: quoted where needed, formulas defused. */
export function csvCell(text: string): string {
  const safe = defused(text)
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Lines of CSV for a spreadsheet: UTF-8 with BOM. */
export function toCsvFile(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** A table as CSV for a spreadsheet: the labels as header, exact values. */
export function toCsvText<Row>(all: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const columns = all.filter((column) => column.exported !== false)
  return toCsvFile([columns.map((column) => column.label), ...rows.map((row) => columns.map((column) => exactText(column.value(row))))])
}
