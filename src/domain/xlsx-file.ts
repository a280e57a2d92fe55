import { strToU8, Zip, ZipDeflate } from 'fflate'
import { joinedBytes } from './joined-bytes.ts'
import { sheetXml, stylesXml, xmlHead, xmlMain, xmlText, type XlsxSheet } from './xlsx-sheet.ts'

/** What a sheet of Excel holds below its header. */
const mostRows = 1_048_575
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

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

interface SheetPart {
  readonly sheet: XlsxSheet
  readonly rows: Iterator<readonly (string | null)[]>
}

/** Sheets with more rows than a sheet holds go on in the next. */
function withinLimits(sheets: readonly XlsxSheet[], rowsInSheet: number): readonly SheetPart[] {
  return sheets.flatMap((sheet) => {
    const rows = sheet.rows[Symbol.iterator]()
    const parts = Math.max(1, Math.ceil(sheet.rowCount / (rowsInSheet)))
    return Array.from({ length: parts }, (_, part) => ({ rows, sheet: { ...sheet, rowCount: Math.min(rowsInSheet, sheet.rowCount - part * (rowsInSheet)) } }))
  })
}

/**
 * A workbook with a bold, frozen header on each sheet, numbers as numbers with every digit that they had, and texts that
 * no spreadsheet takes for formulas. Throws CellTooLong. Written here because SheetJS writes no frozen panes and passes
 * every amount through a double. A sheet with more rows than `rowsInSheet`, the header apart, goes on in the next. It rests
 * after every few thousand rows, so that whoever drives it can look at something else, or leave it.
 */
export function* xlsxSteps(given: readonly XlsxSheet[], rowsInSheet = mostRows): Generator<undefined, Uint8Array<ArrayBuffer>> {
  const sheets = withinLimits(given, rowsInSheet)
  const names = sheetNames(sheets.map(({ sheet }) => sheet.name))
  const chunks: Uint8Array[] = []
  let failure: Error | null = null
  const zip = new Zip((error, chunk) => {
    if (error) failure = error
    else chunks.push(chunk)
  })
  function* add(path: string, texts: Iterable<string>): Generator<undefined, void> {
    const file = new ZipDeflate(path, { level: 6 })
    // One moment for all, so that the same rows give the same bytes.
    file.mtime = new Date(1980, 0, 1)
    zip.add(file)
    for (const text of texts) {
      file.push(strToU8(text), false)
      yield
    }
    file.push(new Uint8Array(), true)
  }
  yield* add('[Content_Types].xml', [
    `${xmlHead}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>`,
    ...sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`),
    '</Types>',
  ])
  yield* add('_rels/.rels', [`${xmlHead}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`])
  yield* add('xl/workbook.xml', [`${xmlHead}<workbook xmlns="${xmlMain}" xmlns:r="${relations}"><sheets>`, ...names.map((name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`), '</sheets></workbook>'])
  yield* add('xl/_rels/workbook.xml.rels', [
    `${xmlHead}<Relationships xmlns="${packages}/relationships">`,
    ...sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`),
    `<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  ])
  yield* add('xl/styles.xml', [stylesXml])
  for (const [index, { sheet, rows }] of sheets.entries()) yield* add(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet, rows, index === 0))
  zip.end()
  if (failure) throw failure
  return joinedBytes(chunks)
}

/** `xlsxSteps` without a rest. */
export function toXlsx(given: readonly XlsxSheet[], rowsInSheet = mostRows): Uint8Array<ArrayBuffer> {
  const steps = xlsxSteps(given, rowsInSheet)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
