import type { ColumnKind } from './table-column.ts'

export interface XlsxColumn {
  readonly label: string
  readonly kind: ColumnKind
}
export interface XlsxSheet {
  readonly name: string
  readonly columns: readonly XlsxColumn[]
  /** Exact texts; a column of numbers holds plain decimals. Null is an empty cell. Read once. */
  readonly rows: Iterable<readonly (string | null)[]>
  readonly rowCount: number
}

/** A text that no cell of XLSX can hold. Nothing is cut: who exports is told to take another format. */
export class CellTooLong extends Error {
  override readonly name = 'CellTooLong'
  constructor(
    readonly at: string,
    readonly characters: number,
  ) {
    super(`cell ${at} holds ${characters} characters; a cell of XLSX takes ${mostCharacters}`)
  }
}

export const mostCharacters = 32_767
const rowsAtOnce = 2000

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const xmlMain = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** Places in `cellXfs` below; `quoted` keeps a text a text when someone edits its cell. */
const styles: Readonly<Record<ColumnKind | 'head' | 'quoted', number>> = { text: 0, number: 0, head: 1, money: 2, count: 3, share: 4, points: 5, quoted: 6 }
const widths: Readonly<Record<ColumnKind, number>> = { text: 18, number: 12, money: 18, count: 10, share: 10, points: 10 }

export const stylesXml = `${xmlHead}<styleSheet xmlns="${xmlMain}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

/** Text as XML; what XML can't carry is written as Excel writes it, `_x0001_`. */
export function xmlText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
}

function columnName(index: number): string {
  return (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
}

const plainNumber = /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i
/** Excel keeps fifteen digits of a number: one with more stays text, exact. */
function isExactNumber(text: string): boolean {
  return plainNumber.test(text) && Number.isFinite(Number(text)) && text.replaceAll(/[-.]|e.*$/gi, '').replace(/^0+/, '').length <= 15
}

function textCell(text: string, style: number, at: string): string {
  if (text.length > mostCharacters) throw new CellTooLong(at, text.length)
  return `<c r="${at}"${style === 0 ? '' : ` s="${style}"`} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
}

function cellXml(text: string | null, kind: ColumnKind, at: string): string {
  if (text === null || text === '') return ''
  if (kind !== 'text' && isExactNumber(text)) return `<c r="${at}" s="${styles[kind]}"><v>${text}</v></c>`
  return textCell(text, /^[=+\-@\s]/.test(text) ? styles.quoted : styles.text, at)
}

/** The XML of a sheet, piece by piece: a bold, frozen header, and as many of the rows as `rowCount` says. */
export function* sheetXml({ columns, rowCount }: XlsxSheet, rows: Iterator<readonly (string | null)[]>, isFirst: boolean): Iterable<string> {
  const last = columnName(Math.max(0, columns.length - 1))
  const names = columns.map((_, index) => columnName(index))
  const cols = columns.map(({ kind }, index) => `<col min="${index + 1}" max="${index + 1}" width="${widths[kind]}" customWidth="1"/>`).join('')
  const headers = columns.map(({ label }, index) => textCell(label, styles.head, `${names[index]}1`)).join('')
  yield `${xmlHead}<worksheet xmlns="${xmlMain}"><dimension ref="A1:${last}${rowCount + 1}"/><sheetViews><sheetView ${isFirst ? 'tabSelected="1" ' : ''}workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${cols}</cols><sheetData><row r="1">${headers}</row>`
  let text = ''
  for (let count = 1; count <= rowCount; count += 1) {
    const next = rows.next()
    if (next.done) break
    const row = count + 1
    text += `<row r="${row}">${columns.map(({ kind }, column) => cellXml(next.value[column] ?? null, kind, `${names[column]}${row}`)).join('')}</row>`
    if (count % rowsAtOnce === 0) {
      yield text
      text = ''
    }
  }
  yield `${text}</sheetData><autoFilter ref="A1:${last}${rowCount + 1}"/></worksheet>`
}
