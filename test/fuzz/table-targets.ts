import { strict as assert } from 'node:assert'
import { utils, write } from '@e965/xlsx'
import * as fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import Papa from 'papaparse'
import { toGrid, sixForms } from '../import/support/tables-of-truth.ts'
import { tableNames, tables } from '@/domain/tables.ts'
import { readFiles } from '@/import/read-files.ts'
import { damaged } from './damage.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { assertRowsHold } from './rows-hold.ts'

type Grid = readonly (readonly string[])[]

const headers = tableNames.flatMap((name) => tables[name].columns.flatMap((column) => [column.name, column.label.zh, ...column.aliases]))
const cell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('2023', '教育局', '卫健委', '项目甲', '项目乙', '100.00', '1,234.5', '0.1', '１２３', '—', '', '无', '95%', '产出指标', '≥95%', '1') },
  { weight: 1, arbitrary: fc.constantFrom('1.005', '-0', '1e400', 'NaN', '9'.repeat(40), '=1+1', "'=cmd", '2023年度', '1899', '2101', '"', '\r\n', '\0', '\u202e', '\ud800', '__proto__', '100元', '12.3456789万元') },
  { weight: 1, arbitrary: fc.string({ maxLength: 12, unit: 'grapheme' }) },
)
const header = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...headers) }, { weight: 1, arbitrary: fc.string({ maxLength: 6, unit: 'grapheme' }) })
const needed = fc.constantFrom(['年度', '主管部门', '项目名称'], ['year', 'department', 'project'], ['form_id', '三级指标'], ['form_id', '资金来源'], [])
const madeGrid: fc.Arbitrary<Grid> = fc
  .tuple(needed, fc.array(header, { maxLength: 8 }), fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 12 }), fc.nat(2))
  .map(([first, more, rows, above]) => [...Array.from({ length: above }, () => ['说明']), [...first, ...more], ...rows])
const realGrids: readonly Grid[] = tableNames.map((name) => toGrid(sixForms, name))
const grid: fc.Arbitrary<Grid> = fc.oneof({ weight: 3, arbitrary: madeGrid }, { weight: 1, arbitrary: fc.constantFrom(...realGrids) })

function toUtf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xfeff, true)
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 + at * 2, text.charCodeAt(at), true)
  return bytes
}

const encoders = { utf8: strToU8, marked: (text: string) => strToU8(`\uFEFF${text}`), utf16: toUtf16 } as const
const csvFile = fc
  .record({ grid, delimiter: fc.constantFrom(',', '\t', ';', '|'), newline: fc.constantFrom('\n', '\r\n', '\r'), quotes: fc.boolean(), encoding: fc.constantFrom('utf8' as const, 'marked' as const, 'utf16' as const) })
  .map(({ grid: rows, delimiter, newline, quotes, encoding }) => encoders[encoding](Papa.unparse(rows.map((row) => [...row]), { delimiter, newline, quotes })))

/** No row is lost in silence: each non-empty row of a table becomes a row, or is named as a bad one. */
async function holdTable(name: string, bytes: Uint8Array): Promise<void> {
  const files = await readFiles([{ name, bytes }])
  assertRowsHold(files)
  for (const file of files) assert.ok(file.bad.every((row) => row.reasons.length > 0), 'a row was refused without a reason')
}

/** Delimited text in any encoding, with any delimiter, whole and damaged. */
export const csvTarget: FuzzTarget<Uint8Array> = {
  name: 'CSV reader',
  share: 0.25,
  cases: fc.oneof({ weight: 2, arbitrary: csvFile }, { weight: 2, arbitrary: damaged(csvFile) }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) }),
  holds: (bytes) => holdTable('a.csv', bytes),
}

function toWorkbook(rows: Grid): Uint8Array {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => row.map((text) => (/^\d{1,6}$/.test(text) ? Number(text) : text)))), '表')
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer)
}

const workbook = grid.map(toWorkbook)
const xmlBits = fc.constantFrom('<', '</', '&#x0;', '&#1114112;', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', ' r="XFD1048577"', ' r="A0"', 't="s"><v>99999999</v>', '<mergeCell ref="A1:XFD1048576"/>', ']]>', '<row r="1"/>')

/** Damage behind the compression: the XML of one part changed, then zipped again. */
const innerDamage = fc.tuple(workbook, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(30), fc.oneof(xmlBits, fc.string({ maxLength: 6 }))).map(([file, part, at, drop, put]) => {
  const parts = unzipSync(file)
  const names = Object.keys(parts)
  const name = names[Math.min(names.length - 1, Math.floor(part * names.length))] ?? ''
  const text = strFromU8(parts[name] ?? new Uint8Array())
  const place = Math.floor(at * text.length)
  return zipSync({ ...parts, [name]: strToU8(text.slice(0, place) + put + text.slice(place + drop)) }, { level: 1 })
})

/** Workbooks whole, with bytes changed, and with the XML inside changed. */
export const xlsxTarget: FuzzTarget<Uint8Array> = {
  name: 'XLSX reader',
  share: 0.1,
  cases: fc.oneof({ weight: 1, arbitrary: workbook }, { weight: 3, arbitrary: innerDamage }, { weight: 2, arbitrary: damaged(workbook) }),
  holds: (bytes) => holdTable('a.xlsx', bytes),
}
