/** One CSV line (RFC 4180) without its line end; an absent cell is empty. */
export function toCsvLine(cells: readonly (string | null)[]): string {
  return cells.map((cell) => (cell === null ? '' : /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}
