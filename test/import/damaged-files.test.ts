import { utils, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { randomOf } from '@/dataset/synthetic/random.ts'
import { readFiles } from '@/import/read-files.ts'
import { toReport } from '@/import/report.ts'
import { formTexts, sixForms, toGrid } from './support/tables-of-truth.ts'
import { toFormGrid } from './support/form-grid.ts'
import { writePdf } from './support/write-pdf.ts'

const pdf = { cMapUrl: 'node_modules/pdfjs-dist/cmaps/' }
const csv = Papa.unparse(toGrid(sixForms, 'project_year').map((row) => [...row]))
const book = utils.book_new()
utils.book_append_sheet(book, utils.aoa_to_sheet(toGrid(sixForms, 'indicator').map((row) => [...row])), 'a')
const seeds: readonly (readonly [name: string, bytes: Uint8Array, runs: number])[] = [
  ['a.txt', strToU8(formTexts[0] ?? ''), 850],
  ['a.csv', strToU8(csv), 900],
  ['a.xlsx', new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer), 200],
  ['a.zip', zipSync({ 'a.txt': strToU8(formTexts[1] ?? ''), 'b.csv': strToU8(csv) }), 200],
  ['a.pdf', writePdf([toFormGrid(sixForms, 3)]), 50],
]

function damage(bytes: Uint8Array, random: () => number): Uint8Array {
  const at = (): number => Math.floor(random() * bytes.length)
  const kind = Math.floor(random() * 4)
  if (kind === 0) return bytes.subarray(0, at())
  if (kind === 1) {
    const [from, to] = [at(), at()].sort((left, right) => left - right)
    return Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(to)])
  }
  const changed = Uint8Array.from(bytes)
  if (kind === 2) for (let count = 0; count < 1 + random() * 20; count += 1) changed[at()] = Math.floor(random() * 256)
  else {
    const [to, from] = [at(), at()]
    changed.copyWithin(to, from, Math.min(bytes.length, from + 1 + Math.floor(random() * 200)))
  }
  return changed
}

describe('damaged files', () => {
  it.each(seeds)('%s: rows or reasons, never an exception', { timeout: 240_000 }, async (name, bytes, runs) => {
    const random = randomOf(bytes.length).next
    for (let run = 0; run < runs; run += 1) {
      const files = await readFiles([{ name, bytes: damage(bytes, random) }], { pdf })
      expect(files.length).toBeGreaterThan(0)
      expect(files.every((file) => file.problems.length > 0 || file.rows.project_year.length + file.rows.indicator.length > 0)).toBe(true)
      expect(toReport(files, 'en').files.length).toBe(files.length)
    }
  })

  it('is 2,000 of them and more', () => {
    expect(seeds.reduce((sum, [, , runs]) => sum + runs, 0)).toBeGreaterThanOrEqual(2000)
  })
})

describe('large files cost no more than they should', () => {
  it('a workbook with a million empty rows', { timeout: 120_000 }, async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 2}"/>`).join('')
    const sheet = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>年度</t></is></c></row>${rows}</sheetData></worksheet>`
    const bytes = zipSync({
      '[Content_Types].xml': strToU8('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'),
      '_rels/.rels': strToU8('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
      'xl/workbook.xml': strToU8('<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
      'xl/worksheets/sheet1.xml': strToU8(sheet),
    })
    const [file] = await readFiles([{ name: 'a.xlsx', bytes }])
    expect(file?.problems[0]?.severity).toBe('error')
  })

  it('a CSV of one line, and one whose quote never closes', { timeout: 60_000 }, async () => {
    const started = performance.now()
    const [line] = await readFiles([{ name: 'a.csv', bytes: strToU8('a,'.repeat(2_000_000)) }])
    expect(line?.problems[0]?.code).toBe('too-many-columns')
    const [quote] = await readFiles([{ name: 'a.csv', bytes: strToU8(`年度,主管部门,项目名称\n2022,"教育局,甲\n${'2022,教育局,乙\n'.repeat(200_000)}`) }])
    expect(quote?.problems.map((problem) => problem.code)).toContain('unclosed-quote')
    expect(performance.now() - started).toBeLessThan(30_000)
  })

  it('a hundred thousand rows, every other one bad', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => `2022,教育局,项目${index},${index % 2 === 0 ? '1.5' : 'x'}`)
    const [file] = await readFiles([{ name: 'a.csv', bytes: strToU8(`年度,主管部门,项目名称,执行数\n${rows.join('\n')}`) }])
    expect(file?.rows.project_year.length).toBe(50_000)
    expect(file?.bad.length).toBe(50_000)
  })
})
