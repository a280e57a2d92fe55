import { strToU8, zipSync } from 'fflate'

/** What Excel takes in one sheet, the head included. */
export const mostSheetRows = 1_048_576

export interface SheetColumn {
  readonly name: string
  readonly numeric: boolean
}

function escaped(text: string): string {
  // What XML 1.0 can't carry is left out; Excel would call the file broken.
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function columnName(place: number): string {
  return place < 26 ? String.fromCharCode(65 + place) : columnName(Math.floor(place / 26) - 1) + String.fromCharCode(65 + (place % 26))
}

const plainNumber = /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i
/** Excel keeps 15 digits; a longer number goes in as text, so that none is lost. */
function asNumber(text: string): boolean {
  return plainNumber.test(text) && text.replaceAll(/[-.]|e.*$/gi, '').replace(/^0+/, '').length <= 15
}

/** One sheet as an .xlsx file: numbers as numbers with their decimals as they are, absent cells empty. */
export function toXlsx(columns: readonly SheetColumn[], rows: Iterable<readonly (string | null)[]>): Uint8Array<ArrayBuffer> {
  const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(value.slice(0, 32_767))}</t></is></c>`
  const parts: string[] = [`<row r="1">${columns.map(({ name }, place) => text(`${columnName(place)}1`, name)).join('')}</row>`]
  let number = 1
  for (const row of rows) {
    number += 1
    const cells = row.map((value, place) => {
      if (value === null) return ''
      const at = `${columnName(place)}${number}`
      return columns[place]?.numeric && asNumber(value) ? `<c r="${at}"><v>${value}</v></c>` : text(at, value)
    })
    parts.push(`<row r="${number}">${cells.join('')}</row>`)
  }
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packages = 'http://schemas.openxmlformats.org/package/2006'
  return zipSync({
    '[Content_Types].xml': strToU8(`${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`),
    '_rels/.rels': strToU8(`${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    'xl/workbook.xml': strToU8(`${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="result" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(`${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
    'xl/worksheets/sheet1.xml': strToU8(`${head}<worksheet xmlns="${main}"><sheetData>${parts.join('')}</sheetData></worksheet>`),
  }, { level: 6 }) as Uint8Array<ArrayBuffer>
}
