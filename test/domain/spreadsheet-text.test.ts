import { read } from '@e965/xlsx'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { toTsv } from '@/domain/cell-width.ts'
import { defused, toCsvFile, toCsvLine, undefused } from '@/domain/csv-text.ts'
import { toXlsx } from '@/domain/xlsx-file.ts'
import { CellTooLong } from '@/domain/xlsx-sheet.ts'
import { toBadRowsCsv } from '@/import/bad-rows-csv.ts'
import { readCsv } from '@/import/read-csv.ts'
import { readFile } from '@/import/read-file.ts'
import { readXlsx } from '@/import/read-xlsx.ts'
import { trustTally } from '../support/trust-record.ts'

const dangerous = ['\r\r\n=1', '=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1', '－1', '＠x', ' =1+1', '  +x', '"=1+1"', "'=1+1", "''=1", '\u200B=1', '\u202E=1', '\uFEFF=1', '=cmd|" /C calc"!A0', '=HYPERLINK("http://x","y")', '-', '=', '-5%', '+5', '-2+3', '-inf']
const numbers = ['-5', '-5.00', '0', '-0.01', '123456789012345', '-1.5e-7', '1e+21']

const blank = fc.constantFrom('', ' ', '\t', '\r', '\n', '\u00A0', '\u3000', '"', "'", '\u200B', '\u200E', '\u202E', '\uFEFF')
const sign = fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠')
const hostile = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.constantFrom(...dangerous), fc.tuple(fc.array(blank, { maxLength: 4 }), sign, fc.string({ maxLength: 12 })).map(([before, first, rest]) => before.join('') + first + rest))

/** Whether a spreadsheet that takes blanks, quotes and marks off first would see a formula. */
const looksLikeFormula = (text: string) => /^[=+\-@＝＋－＠\t\r\n]/.test(text) || /^[=+\-@＝＋－＠]/.test(text.replace(/^[\s"\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/, ''))

describe('text on its way into a spreadsheet', () => {
  const tally = trustTally('formulas', { area: 'exports', what: 'texts that a spreadsheet would run, written to CSV and XLSX and read back', unit: 'texts' })
  afterAll(() => tally.write())

  it.each(dangerous)('%j is no formula in CSV, and comes back as it was', (text) => {
    tally.add({ tried: 1 })
    expect(defused(text)).toBe(`'${text}`)
    expect(undefused(defused(text))).toBe(text)
  })

  it.each(numbers)('%s stays a number', (text) => {
    expect(toCsvLine([text], 'spreadsheet')).toBe(text)
  })

  it('is as it was for programs that ask for exact CSV', () => {
    expect(toCsvLine(['=0', '-5', ' x', 'a,b', null], 'exact')).toBe('=0,-5," x","a,b",')
  })

  it('comes back from CSV to the letter, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        tally.add({ tried: 1 })
        const cell = defused(text)
        if (!/^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text)) expect(looksLikeFormula(cell)).toBe(false)
        expect(undefused(cell)).toBe(text)
        // Between two words, so that no row is empty, and commas are what parts the cells.
        expect(readCsv(toCsvFile([['甲', 'b', '乙'], ['甲', text, '乙'], ['甲', 'x', '乙']])).sheet.rows[1]?.cells).toEqual(['甲', text, '乙'])
      }),
      { numRuns: 4000 },
    )
  })

  it('is text in XLSX, never a formula, and numbers are numbers with every digit', async () => {
    const texts = [...dangerous, ...fc.sample(hostile, 1500)].filter((text) => text !== '')
    tally.add({ tried: texts.length })
    const rows = texts.map((text, index) => [text, numbers[index % numbers.length] ?? null])
    const bytes = toXlsx([{ name: '=A1', columns: [{ label: '=1+1', kind: 'text' }, { label: '数', kind: 'number' }], rows, rowCount: rows.length }])
    const sheet = read(bytes, { type: 'array', dense: true, cellFormula: true }).Sheets['=A1']
    const cells: readonly (readonly { readonly t?: string; readonly f?: string; readonly v?: unknown }[])[] = sheet?.['!data'] ?? []
    expect(cells.flat().filter((cell) => cell?.f !== undefined)).toEqual([])
    expect(cells[0]?.map(({ t, v }) => [t, v])).toEqual([['s', '=1+1'], ['s', '数']])
    expect(cells.slice(1).map(([text]) => text?.t)).toEqual(texts.map(() => 's'))
    expect(cells.slice(1).map(([, number]) => [number?.t, number?.v])).toEqual(rows.map(([, number]) => ['n', Number(number)]))
    const again = await readXlsx(bytes)
    if ('problem' in again) throw new Error(again.problem)
    const [, ...lines] = again.sheets[0]?.table.rows ?? []
    // Excel has one kind of line break in a cell; a return alone is a character like others.
    expect(lines.map(({ cells: [text] }) => text)).toEqual(texts.map((text) => text.replaceAll('\r\n', '\n')))
  })

  it('is not cut in XLSX: a text longer than a cell is refused, with its place', () => {
    const sheet = (text: string) => [{ name: 's', columns: [{ label: 'a', kind: 'text' as const }], rows: [['x'], [text]], rowCount: 2 }]
    expect(toXlsx(sheet('甲'.repeat(32_767))).length).toBeGreaterThan(0)
    expect(() => toXlsx(sheet('甲'.repeat(32_768)))).toThrow(new CellTooLong('A3', 32_768))
  })

  it('goes on in a second sheet where one is full', async () => {
    const rows = ['1', '2', '3', '4', '5'].map((row) => [row])
    const again = await readXlsx(toXlsx([{ name: 's', columns: [{ label: 'n', kind: 'count' }], rows, rowCount: 5 }], 2))
    if ('problem' in again) throw new Error(again.problem)
    expect(again.sheets.map(({ table }) => [table.sheet, ...table.rows.map(({ cells }) => cells[0])])).toEqual([['s', 'n', '1', '2'], ['s (2)', 'n', '3', '4'], ['s (3)', 'n', '5']])
  })

  it('is no formula on the clipboard either, where more than one cell is copied', () => {
    expect(toTsv([['=1', '-5.00'], [null, '@x\ty']])).toBe(`'=1\t-5.00\n\t"'@x\ty"`)
    expect(toTsv([['=1']])).toBe('=1')
  })

  it('is no formula among refused rows, which come back as they stood', async () => {
    const bytes = new TextEncoder().encode('年度,主管部门,项目名称,年初预算数\r\n2023,=1+1,@甲,many\r\n2023,乙,丙,1\r\n')
    const [file] = await readFile({ name: 'x.csv', bytes })
    if (!file) throw new Error('nothing was read')
    const [csv = ''] = toBadRowsCsv(file, 'zh')
    expect(csv).toContain("2023,'=1+1,'@甲,many")
    expect(readCsv(csv).sheet.rows[1]?.cells.slice(0, 4)).toEqual(['2023', '=1+1', '@甲', 'many'])
  })
})
