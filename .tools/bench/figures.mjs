// How figures of a bench are summed up and said.

/** The value below which a share of the sorted values lies. */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]
}

/** Median and 95th percentile of times in milliseconds. */
export function summary(values) {
  return { median: percentile(values, 0.5), p95: percentile(values, 0.95), n: values.length }
}

export async function timed(work) {
  const begun = performance.now()
  const value = await work()
  return { ms: performance.now() - begun, value }
}

export const ms = (value) => (value === null || value === undefined || Number.isNaN(value) ? '—' : value < 10 ? value.toFixed(2) : value.toFixed(0))
export const ratio = (value) => (value === null || value === undefined || Number.isNaN(value) ? '—' : value < 0.1 ? value.toFixed(4) : value.toFixed(2))

/** Rows of cells as a table of text, the first row its head; columns after the first are aligned right. */
export function textTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => [...String(row[column])].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e80 ? 2 : 1), 0))))
  const width = (text) => [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e80 ? 2 : 1), 0)
  return rows.map((row) => row.map((cell, column) => (column === 0 ? String(cell) + ' '.repeat(widths[0] - width(String(cell))) : ' '.repeat(widths[column] - width(String(cell))) + cell)).join('  ')).join('\n')
}
