import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { ColumnKind } from '@/domain/table-column.ts'

export interface XlsxColumn {
  readonly label: string
  readonly kind: ColumnKind
}
export interface XlsxSheet {
  readonly name: string
  readonly columns: readonly XlsxColumn[]
  /** Exact texts; a column of numbers holds plain decimals. Null is an empty cell. */
  readonly rows: readonly (readonly (string | null)[])[]
}

/** A text that no cell of XLSX can hold. */
export class CellTooLong extends Error {
  override readonly name = 'CellTooLong'
}

const mostRows = 1_048_576
const mostCharacters = 32_767
const rowsAtOnce = 2000

// Excel keeps fifteen digits of a number: one with more stays text, exact.
const exactNumber = /^-?(?=(?:[.]?\d[.]?){1,15}$)\d+(?:[.]\d+)?$/

/** Places in `cellXfs` below. */
const styles: Readonly<Record<ColumnKind, number>> = { text: 0, number: 0, money: 2, count: 3, share: 4, points: 5 }
const widths: Readonly<Record<ColumnKind, number>> = { text: 18, number: 12, money: 18, count: 10, share: 10, points: 10 }

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const stylesXml = `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

/** Text as XML; what XML can't carry is written as Excel writes it, `_x0001_`. */
function escaped(text: string): string {
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

function cellXml(text: string | null, kind: ColumnKind, at: string): string {
  if (text === null || text === '') return ''
  if (kind !== 'text' && exactNumber.test(text)) return `<c r="${at}" s="${styles[kind]}"><v>${text}</v></c>`
  if (text.length > mostCharacters) throw new CellTooLong(at)
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

function* sheetXml({ columns, rows }: XlsxSheet, isFirst: boolean): Iterable<string> {
  const last = columnName(Math.max(0, columns.length - 1))
  const cols = columns.map(({ kind }, index) => `<col min="${index + 1}" max="${index + 1}" width="${widths[kind]}" customWidth="1"/>`).join('')
  const headers = columns.map(({ label }, index) => `<c r="${columnName(index)}1" s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(label)}</t></is></c>`).join('')
  yield `${head}<worksheet xmlns="${main}"><dimension ref="A1:${last}${rows.length + 1}"/><sheetViews><sheetView ${isFirst ? 'tabSelected="1" ' : ''}workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${cols}</cols><sheetData><row r="1">${headers}</row>`
  const names = columns.map((_, index) => columnName(index))
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    yield rows
      .slice(from, from + rowsAtOnce)
      .map((cells, index) => {
        const row = from + index + 2
        return `<row r="${row}">${columns.map(({ kind }, column) => cellXml(cells[column] ?? null, kind, `${names[column]}${row}`)).join('')}</row>`
      })
      .join('')
  }
  yield `</sheetData><autoFilter ref="A1:${last}${rows.length + 1}"/></worksheet>`
}

/** Names that Excel takes, none twice: 31 characters, without []:*?/\\. */
function sheetNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const clean = name.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '').trim().slice(0, 31) || 'Sheet'
    let chosen = clean
    for (let count = 2; taken.has(chosen.toLowerCase()); count += 1) chosen = `${clean.slice(0, 31 - ` (${count})`.length)} (${count})`
    taken.add(chosen.toLowerCase())
    return chosen
  })
}

/** Sheets with more rows than a sheet holds go on in the next. */
function withinLimits(sheets: readonly XlsxSheet[]): readonly XlsxSheet[] {
  return sheets.flatMap((sheet) => {
    const parts = Math.max(1, Math.ceil(sheet.rows.length / (mostRows - 1)))
    return Array.from({ length: parts }, (_, part) => ({ ...sheet, rows: parts === 1 ? sheet.rows : sheet.rows.slice(part * (mostRows - 1), (part + 1) * (mostRows - 1)) }))
  })
}

/**
 * A workbook with a bold, frozen header on each sheet, and numbers as numbers with every digit that they had. Written here
 * because SheetJS writes no frozen panes and passes every amount through a double.
 */
export function toXlsx(given: readonly XlsxSheet[]): Uint8Array<ArrayBuffer> {
  const sheets = withinLimits(given)
  const names = sheetNames(sheets.map((sheet) => sheet.name))
  const chunks: Uint8Array[] = []
  let failure: Error | null = null
  const zip = new Zip((error, chunk) => {
    if (error) failure = error
    else chunks.push(chunk)
  })
  const add = (path: string, texts: Iterable<string>) => {
    const file = new ZipDeflate(path, { level: 6 })
    // One moment for all, so that the same rows give the same bytes.
    file.mtime = new Date(1980, 0, 1)
    zip.add(file)
    for (const text of texts) file.push(strToU8(text), false)
    file.push(new Uint8Array(), true)
  }
  add('[Content_Types].xml', [
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>`,
    ...sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`),
    '</Types>',
  ])
  add('_rels/.rels', [`${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`])
  add('xl/workbook.xml', [`${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>`, ...names.map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`), '</sheets></workbook>'])
  add('xl/_rels/workbook.xml.rels', [
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`,
    ...sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`),
    `<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  ])
  add('xl/styles.xml', [stylesXml])
  sheets.forEach((sheet, index) => add(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet, index === 0)))
  zip.end()
  if (failure) throw failure
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
