/** One printed line of a form. Blank lines are left out, but remembered on the line below them. */
export interface FormLine {
  /** As printed, without what belongs to the page: its break, ASCII space at both ends. */
  readonly text: string
  /** The cells of a line whose cells are parted by tabs or bars (empty ones kept), else its words. */
  readonly cells: readonly string[]
  /** Whether the cells are known to be cells, and not only words. */
  readonly strict: boolean
  readonly page: number
  readonly line: number
  readonly blankBefore: boolean
  readonly breakBefore: boolean
}

/** Text as labels are compared: half-width, without any space, lower case. */
export function compact(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}

/** A cell's text: NFC, trimmed, in one line. */
export function toCellText(text: string): string {
  return text.normalize('NFC').replace(/[\r\n]+/g, '').trim()
}

/** Cells of a bar-parted line: an outer bar on both sides is the frame, not a cell. */
function cellsOf(text: string): { readonly cells: readonly string[]; readonly strict: boolean } {
  const parted = /\t|[|｜│┃]/.test(text)
  if (!parted) return { cells: text.split(/[ \u3000]+/).map((cell) => cell.trim()).filter((cell) => cell !== ''), strict: false }
  const cells = text.split(/[\t|｜│┃]/).map(toCellText)
  const framed = /^\s*[|｜│┃].*[|｜│┃]\s*$/.test(text)
  return { cells: framed ? cells.slice(1, -1) : cells, strict: true }
}

const pageNumber = /^(?:第\d+页(?:[,，/]?共\d+页)?|[-–—]\d+[-–—]|page\d+(?:of\d+)?)$/
const ruling = /^[\s|｜│┃+\-=─━┄┈┌┬┐├┼┤└┴┘═╔╦╗╠╬╣╚╩╝:]+$/

/** Splits the text of a form into its lines. A page begins with a form feed, or with a line that begins with one space. */
export function toFormLines(text: string): readonly FormLine[] {
  const lines: FormLine[] = []
  let page = 1
  let blankBefore = false
  let breakBefore = false
  let number = 0
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    number += 1
    const feeds = raw.split('\f').length - 1
    if (feeds > 0 || (/^ (?! )/.test(raw) && number > 1)) {
      page += Math.max(feeds, 1)
      breakBefore = true
    } else if (raw.startsWith(' ') && number === 1) breakBefore = true
    const printed = raw.replaceAll('\f', '').replace(/^ +/, '').replaceAll('\0', '')
    const isFrame = ruling.test(printed) && /[|+─━┌├└═╔╠╚]/.test(printed)
    if (printed.trim() === '' || isFrame || pageNumber.test(compact(printed))) {
      blankBefore ||= !isFrame
      continue
    }
    lines.push({ text: printed, ...cellsOf(printed.trim()), page, line: number, blankBefore, breakBefore })
    blankBefore = false
    breakBefore = false
  }
  return lines
}

/** The lines of one cell as one text: a wrap in Chinese has no space, one between two words of Latin letters may. */
export function joinWrapped(lines: readonly string[], spaced: boolean): string | null {
  let text = ''
  for (const line of lines) {
    const wanted = /[A-Za-z0-9,.;]$/.test(text.trimEnd()) && /^[A-Za-z0-9]/.test(line) && (spaced || text.endsWith(' '))
    text = text.replace(/ +$/, '') + (wanted ? ' ' : '') + line
  }
  const joined = toCellText(text)
  return joined === '' ? null : joined
}

/** How many characters a line shows: columns of a form wrap by count. */
export function widthOf(text: string): number {
  return [...text.trim()].length
}
