import { joinWrapped } from './form/form-lines.ts'
import { toPageGrid, toTextLines, type GridCell, type PageGrid, type PlacedText, type Ruling } from './pdf-grid.ts'

/** What a page shows: its text where it stands, and the lines drawn on it. */
export interface PdfPage {
  readonly texts: readonly PlacedText[]
  readonly rulings: readonly Ruling[]
}

interface OpenCell {
  readonly cell: GridCell
  readonly lines: string[]
}

function cellText(lines: readonly string[]): string {
  return joinWrapped(lines.map((line) => line.replaceAll('\t', ' ')), false) ?? ''
}

/** Cells that the page's end cut are one cell with what goes on at the top of the next page. */
function continuedBy(above: readonly OpenCell[], cell: GridCell): OpenCell | null {
  if (!cell.atTop) return null
  return above.find(({ cell: before }) => before.atBottom && before.openBottom && Math.abs(before.left - cell.left) < 4 && Math.abs(before.right - cell.right) < 4) ?? null
}

/**
 * The text of a form's pages as the parser reads it: a row of the table a line, its cells parted by tabs, a cell that
 * spans rows once, in its first row. Pages are parted by form feeds. Where nothing is framed, lines stay as they stand.
 */
export function toPdfText(pages: readonly PdfPage[]): string {
  const pageLines: { readonly y: number; readonly cells: readonly OpenCell[] | string }[][] = []
  let above: readonly OpenCell[] = []
  for (const page of pages) {
    const grid = toPageGrid(page.rulings, page.texts)
    const lines: { readonly y: number; readonly cells: readonly OpenCell[] | string }[] = []
    const open: OpenCell[] = []
    const outside = linesOutside(grid, page)
    // Text between the pages' tables (not a page number) ends what was cut.
    if (outside.some((line) => grid === null || (line.y > (grid.rowTops[0] ?? 0) && !/^[\s\d\-–—/第页共]*$/.test(line.cells)))) above = []
    if (grid) {
      const rows = new Map<number, OpenCell[]>()
      for (const cell of grid.cells) {
        const before = continuedBy(above, cell)
        if (before) before.lines.push(...cell.lines)
        const made = before ? { cell, lines: before.lines } : { cell, lines: [...cell.lines] }
        open.push(made)
        if (!before) rows.set(cell.row, [...(rows.get(cell.row) ?? []), made])
      }
      for (const [row, cells] of rows) lines.push({ y: grid.rowTops[row] ?? 0, cells })
    }
    lines.push(...outside)
    above = grid ? open : []
    pageLines.push(lines.sort((left, right) => right.y - left.y))
  }
  return pageLines.map((lines) => lines.map(({ cells }) => (typeof cells === 'string' ? cells : `${cells.map((cell) => cellText(cell.lines)).join('\t')}${cells.length > 1 ? '' : '\t'}`)).join('\n')).join('\n\f')
}

function linesOutside(grid: PageGrid | null, page: PdfPage): readonly { readonly y: number; readonly cells: string }[] {
  const texts = grid ? grid.outside : page.texts
  if (!grid) return streamLines(texts)
  const byLine = new Map<number, PlacedText[]>()
  for (const text of texts) byLine.set(Math.round(text.y), [...(byLine.get(Math.round(text.y)) ?? []), text])
  return [...byLine].flatMap(([y, line]) => toTextLines(line).filter((text) => text.trim() !== '').map((cells) => ({ y, cells })))
}

/** Without a frame, the order in which the page draws its text keeps the lines of a cell together. */
function streamLines(texts: readonly PlacedText[]): readonly { readonly y: number; readonly cells: string }[] {
  const runs: PlacedText[][] = []
  for (const text of texts) {
    const last = runs.at(-1)?.at(-1)
    if (last && Math.abs(last.y - text.y) <= 2 && text.x >= last.x) runs.at(-1)?.push(text)
    else runs.push([text])
  }
  return runs.map((run, index) => ({ y: -index, cells: (toTextLines(run)[0] ?? '').trimStart() })).filter((line) => line.cells !== '')
}
