import { placeCells, type GridCell, type PlacedCell } from './form-grid.ts'
import { wrap } from './print-form.ts'

const [margin, pageHeight, size, leading] = [20, 595, 8, 11]
/** Left edges of the nine columns, and the right edge of the last. */
const edges = [20, 45, 105, 165, 285, 335, 395, 425, 480, 575]

function edge(column: number): number {
  return edges[column] ?? 575
}

function hex(text: string): string {
  return [...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('')
}

interface Laid extends PlacedCell {
  readonly lines: readonly string[]
}

/** Pages of drawing commands: cells framed by lines, a page break between any two rows. */
function drawPages(grid: readonly (readonly GridCell[])[]): readonly string[] {
  const cells = placeCells(grid).map((cell): Laid => ({ ...cell, lines: wrap(cell.text.replaceAll('\u00A0', ' '), Math.max(1, Math.floor((edge(cell.column + cell.across) - edge(cell.column) - 4) / size))) }))
  const heights = grid.map((_, row) => Math.max(1, ...cells.filter((cell) => cell.row === row && cell.down === 1).map((cell) => cell.lines.length)) * leading + 4)
  const pages: string[][] = [[]]
  const tops: { readonly page: number; readonly y: number }[] = []
  let y = pageHeight - margin
  heights.forEach((height) => {
    if (y - height < margin) {
      pages.push([])
      y = pageHeight - margin
    }
    tops.push({ page: pages.length - 1, y })
    y -= height
  })
  const line = (page: number, from: readonly [number, number], to: readonly [number, number]): void => void pages[page]?.push(`${from[0]} ${from[1]} m ${to[0]} ${to[1]} l S`)
  for (const cell of cells) {
    const [left, right] = [edge(cell.column), edge(cell.column + cell.across)]
    const framed = cell.row < 2 ? 0 : cell.down
    for (let row = cell.row; row < cell.row + framed; row += 1) {
      const top = tops[row]
      if (!top) continue
      const bottom = top.y - (heights[row] ?? 0)
      line(top.page, [left, top.y], [left, bottom])
      line(top.page, [right, top.y], [right, bottom])
      if (row === cell.row) line(top.page, [left, top.y], [right, top.y])
      if (row === cell.row + cell.down - 1) line(top.page, [left, bottom], [right, bottom])
    }
    const at = tops[cell.row]
    if (at) cell.lines.forEach((text, index) => text !== '' && pages[at.page]?.push(`BT /F1 ${size} Tf 1 0 0 1 ${left + 2} ${at.y - (index + 1) * leading + 1} Tm <${hex(text)}> Tj ET`))
  }
  return pages.map((page) => page.join('\n'))
}

/** A pdf of forms, in a Chinese font that the file names and does not hold. `extra` goes into the trailer. */
export function writePdf(grids: readonly (readonly (readonly GridCell[])[])[], extra = ''): Uint8Array {
  return pdfOf(grids.flatMap(drawPages), extra)
}

/** A pdf of pages of drawing commands. */
export function pdfOf(pages: readonly string[], extra = ''): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${6 + index * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 5 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    ...pages.flatMap((page, index) => [`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 ${pageHeight}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${7 + index * 2} 0 R >>`, `<< /Length ${page.length} >>\nstream\n${page}\nendstream`]),
  ]
  let text = '%PDF-1.5\n'
  const offsets = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${extra} >>\nstartxref\n${start}\n%%EOF\n`
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}
