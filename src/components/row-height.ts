/** The height of a table's row (px): it grows with the size of text that the person has set in the browser. */
export function rowHeight(): number {
  return Math.round(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 2.3125)
}
