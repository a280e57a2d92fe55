import { utils, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { joinRows, type CanonicalRows } from '@/import/canonical-rows.ts'
import { readFiles } from '@/import/read-files.ts'
import { formFiles, formTexts, sixForms, withoutSource } from './support/tables-of-truth.ts'
import { placeCells, toFormGrid } from './support/form-grid.ts'
import { pdfOf, writePdf } from './support/write-pdf.ts'

const pdf = { cMapUrl: 'node_modules/pdfjs-dist/cmaps/' }
const grids = [0, 1, 2, 3, 4, 5].map((index) => toFormGrid(sixForms, index))
/** A pdf has one kind of space. */
const withPlainSpaces = (rows: CanonicalRows): CanonicalRows => ({ ...rows, project_year: rows.project_year.map((row) => ({ ...row, expected_goal: row.expected_goal?.replaceAll('\u00A0', ' ') ?? null })) })

function workbook(sheets: readonly number[]): Uint8Array {
  const book = utils.book_new()
  for (const index of sheets) {
    const grid = grids[index] ?? []
    const cells = placeCells(grid)
    const rows = grid.map(() => Array.from({ length: 9 }, (): string | number => ''))
    for (const cell of cells) (rows[cell.row] ?? [])[cell.column] = /^\d+(\.\d+)?$/.test(cell.text) ? Number(cell.text) : cell.text
    const sheet = utils.aoa_to_sheet(rows)
    sheet['!merges'] = cells.filter((cell) => cell.across * cell.down > 1).map((cell) => ({ s: { r: cell.row, c: cell.column }, e: { r: cell.row + cell.down - 1, c: cell.column + cell.across - 1 } }))
    utils.book_append_sheet(book, sheet, `表${index + 1}`)
  }
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)
}

describe('the six forms', () => {
  it('give the same tables from a workbook of sheets laid out as forms, merged cells and all', async () => {
    const [file] = await readFiles([{ name: 'a.xlsx', bytes: workbook([0, 1, 2, 3, 4, 5]) }])
    expect(file?.problems).toEqual([])
    expect(file && withoutSource(file.rows)).toEqual(withoutSource(sixForms))
    expect(file?.rows.project_year.map((row) => row.source_locator)).toEqual(['表1', '表2', '表3', '表4', '表5', '表6'])
  })

  it('give the same tables from one pdf', async () => {
    const [file] = await readFiles([{ name: 'a.pdf', bytes: writePdf(grids) }], { pdf })
    expect(file?.problems).toEqual([])
    expect(file?.kind).toBe('pdf')
    expect(file && withoutSource(file.rows)).toEqual(withPlainSpaces(withoutSource(sixForms)))
    expect(new Set(file?.rows.project_year.map((row) => row.source_locator)).size).toBe(6)
  })

  it('give the same tables from a zip of their texts, whatever else is in it', async () => {
    const entries = Object.fromEntries(formFiles.map((name, index) => [`2023/${name}`, strToU8(formTexts[index] ?? '')]))
    const read = await readFiles([{ name: 'all.zip', bytes: zipSync({ ...entries, '../evil.csv': strToU8('a,b\n1,2\n'), 'inner.zip': zipSync({ 'a.txt': strToU8('x') }), '__MACOSX/x': strToU8('x') }) }])
    expect(withoutSource(joinRows(read.map((file) => file.rows)))).toEqual(withoutSource(sixForms))
    expect(read.filter((file) => file.problems.length > 0).map((file) => [file.name, file.problems[0]?.code])).toEqual([['all.zip/../evil.csv', 'unsafe-name'], ['all.zip/inner.zip', 'nested-archive']])
  })
})

describe('what cannot be read is refused by name', () => {
  const codeOf = async (name: string, bytes: Uint8Array): Promise<string | undefined> => {
    const [file] = await readFiles([{ name, bytes }], { pdf })
    expect(file?.rows.project_year).toEqual([])
    return file?.problems.find((problem) => problem.severity === 'error')?.code
  }
  const scanned = pdfOf(['0 0 100 100 re f'])
  const locked = pdfOf(['BT ET'], `/ID [<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${'12'.repeat(32)}> /U <${'34'.repeat(32)}> >>`)
  const bomb = zipSync({ 'a.csv': new Uint8Array(300 * 1024 * 1024) }, { level: 9 })
  const lie = (bytes: Uint8Array): Uint8Array => bytes.map((byte, index) => (index > bytes.length - 8 && index < bytes.length - 4 ? 0xff : byte))

  it.each([
    ['scan.pdf', 'scanned', scanned],
    ['locked.pdf', 'encrypted', locked],
    ['cut.pdf', 'damaged', writePdf(grids).subarray(0, 40)],
    ['bomb.zip', 'too-large', bomb],
    ['cut.zip', 'not-a-zip', zipSync({ 'a.txt': strToU8('x'.repeat(1000)) }).subarray(0, 60)],
    ['nul.csv', 'unknown-encoding', new Uint8Array(5000)],
    ['noise.txt', 'unknown-encoding', Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)],
    ['empty.csv', 'empty-file', new Uint8Array()],
    ['line.csv', 'no-header', strToU8('just one line')],
    ['lie.parquet', 'no-parquet-reader', strToU8('PAR1....PAR1')],
    ['cut.xlsx', 'not-a-zip', workbook([0]).subarray(0, 3000)],
  ] as const)('%s: %s', async (name, code, bytes) => {
    expect(await codeOf(name, bytes)).toBe(code)
  })

  it('keeps the others of the same drop', async () => {
    const read = await readFiles([{ name: 'locked.pdf', bytes: locked }, { name: 'bomb.zip', bytes: bomb }, { name: 'a.txt', bytes: strToU8(formTexts[0] ?? '') }], { pdf })
    expect(read.map((file) => file.forms.length)).toEqual([0, 0, 1])
  })

  it('a Parquet file whose footer lies never reaches the reader', async () => {
    const honest = strToU8(`PAR1${'x'.repeat(40)}\u0004\0\0\0PAR1`)
    const called: number[] = []
    const readParquet = (bytes: Uint8Array): Promise<{ columns: readonly string[]; rows: readonly (readonly string[])[] }> => {
      called.push(bytes.length)
      return Promise.resolve({ columns: ['年度', '主管部门', '项目名称', '执行数'], rows: [['2022', '教育局', '校舍维修', '12.30'], ['2022', '教育局', '道路', '0.30000000000000004']] })
    }
    const [lying, good] = await readFiles([{ name: 'lie.parquet', bytes: lie(honest) }, { name: 'a.parquet', bytes: honest }], { readParquet })
    expect(lying?.problems.map((problem) => problem.code)).toEqual(['damaged'])
    expect(called).toEqual([honest.length])
    expect(good?.rows.project_year.map((row) => [row.executed, row.source_kind, row.source_locator])).toEqual([['12.30', 'parquet', 'r1']])
    expect(good?.problems.map(({ code, place, text }) => [code, place.row, text])).toEqual([['too-many-decimals', 2, '0.30000000000000004']])
  })
})
