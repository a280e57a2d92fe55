import Papa from 'papaparse'
import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { tableNames } from '@/domain/tables.ts'
import { combineFiles } from '@/import/combine-files.ts'
import { joinRows } from '@/import/canonical-rows.ts'
import { readFiles } from '@/import/read-files.ts'
import { toBadRowsCsv } from '@/import/bad-rows-csv.ts'
import { toReport } from '@/import/report.ts'
import { headerSignature } from '@/import/header-match.ts'
import { sixForms, toGrid, withoutSource } from './support/tables-of-truth.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const gbkTable = new Map<string, readonly number[]>()
for (let lead = 0x81; lead <= 0xfe; lead += 1) for (let trail = 0x40; trail <= 0xfe; trail += 1) {
  const letter = new TextDecoder('gb18030').decode(Uint8Array.of(lead, trail))
  if ([...letter].length === 1 && !gbkTable.has(letter)) gbkTable.set(letter, [lead, trail])
}
const gbk = (text: string): Uint8Array => Uint8Array.from([...text].flatMap((letter) => (letter.charCodeAt(0) < 0x80 ? [letter.charCodeAt(0)] : (gbkTable.get(letter) ?? (letter === '\u00A0' ? [0x81, 0x30, 0x84, 0x32] : [0x3f])))))
const utf16 = (text: string, little: boolean): Uint8Array => Uint8Array.from([...`\uFEFF${text}`].flatMap((letter) => (little ? [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8] : [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 255])))

const csvs = tableNames.map((table) => ({ name: `${table}.csv`, text: Papa.unparse(toGrid(sixForms, table).map((row) => [...row])) }))

async function rowsFrom(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<ReturnType<typeof withoutSource>> {
  const read = await readFiles(files)
  expect(read.flatMap((file) => file.problems)).toEqual([])
  return withoutSource(joinRows(read.map((file) => file.rows)))
}

describe('the six forms as CSV', () => {
  it.each([
    ['UTF-8', utf8],
    ['UTF-8 with a mark', (text: string) => utf8(`\uFEFF${text}`)],
    ['GB18030', gbk],
    ['UTF-16 LE', (text: string) => utf16(text, true)],
    ['UTF-16 BE', (text: string) => utf16(text, false)],
  ])('give the same tables in %s', async (_, encode) => {
    expect(await rowsFrom(csvs.map(({ name, text }) => ({ name, bytes: encode(text) })))).toEqual(withoutSource(sixForms))
  })

  it.each(['\t', ';', '|'])('give the same tables parted by %j', async (delimiter) => {
    const files = tableNames.map((table) => ({ name: `${table}.csv`, bytes: utf8(Papa.unparse(toGrid(sixForms, table).map((row) => [...row]), { delimiter })) }))
    expect(await rowsFrom(files)).toEqual(withoutSource(sixForms))
  })
})

describe('the six forms as a workbook', () => {
  it('give the same tables', async () => {
    const book = utils.book_new()
    for (const table of tableNames) utils.book_append_sheet(book, utils.aoa_to_sheet(toGrid(sixForms, table).map((row, index) => row.map((cell) => (index > 0 && /^\d+\.\d\d$/.test(cell) ? Number(cell) : cell)))), table)
    const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)
    expect(await rowsFrom([{ name: 'a.xlsx', bytes }])).toEqual(withoutSource(sixForms))
  })
})

const head = '年份,行政区划,主管部门,项目单位,项目名称,年初预算数（万元）,调整后预算数（万元）,决算数（万元）,备用'

describe('a table of an office', () => {
  it('reads aliases in any order, 万元, titles above, full-width digits and marks of absence, and names what it leaves out', async () => {
    const [file] = await readFiles([{ name: 'a.csv', bytes: utf8(`2022年项目汇总,,,,,,,,\n${head}\n２０２２,某县,教育局,,校舍维修,"1,200.5",１３００,—,x\n合计,,,,,1200.5,1300,,\n`) }], { region: '某市' })
    expect(file?.rows.project_year).toMatchObject([{ year: 2022, region: '某县', department: '教育局', unit: '教育局', project: '校舍维修', initial_budget: '12005000.00', full_year_budget: '13000000.00', executed: null, source_kind: 'csv', source_name: 'a.csv', source_locator: 'r3' }])
    expect(file?.normalised).toEqual({ wanToYuan: 2, fullWidth: 2, absentMarks: 1 })
    expect(file?.problems.map((problem) => [problem.severity, problem.code, problem.text])).toEqual([['warning', 'extra-columns', '备用'], ['warning', 'total-row-left-out', undefined]])
  })

  it('keeps bad rows out with place, column, text and what was expected, and good rows in', async () => {
    const rows = ['2022,,教育局,,甲,1.1234567,2,3,', '1889,,教育局,,乙,1,2,3,', '2022,,,,丙,1,2,3,', '2022,,教育局,,丁,约1,2,3,', '2022,,教育局,,戊,1,2,3,', '2022,,教育局,教育局,戊,1,2,3,']
    const [file] = await readFiles([{ name: 'a.csv', bytes: utf8([head, ...rows].join('\n')) }])
    expect(file?.rows.project_year.map((row) => row.project)).toEqual(['戊'])
    expect(file?.problems.filter((problem) => problem.severity === 'error').map(({ code, place, column, text }) => [code, place.row, column, text])).toEqual([
      ['too-many-decimals', 2, 'initial_budget', '1.1234567'],
      ['out-of-range', 3, 'year', '1889'],
      ['missing-value', 4, 'department', ''],
      ['not-an-amount', 5, 'initial_budget', '约1'],
      ['duplicate', 7, 'project', '戊'],
    ])
    expect(file?.bad.map((row) => row.row)).toEqual([2, 3, 4, 5, 7])
  })

  it('gives bad rows back as CSV that can be corrected and read again', async () => {
    const [file] = await readFiles([{ name: 'a.csv', bytes: utf8(`${head}\n2022,,教育局,,甲,1.1234567,2,3,"x, y"\n`) }])
    const [csv = ''] = file ? toBadRowsCsv(file, 'zh') : []
    const [again] = await readFiles([{ name: 'b.csv', bytes: utf8(csv.replace('1.1234567', '1.123456')) }])
    expect(again?.rows.project_year).toMatchObject([{ project: '甲', initial_budget: '11234.56' }])
  })

  it('asks for a needed column that no header means, and takes a mapping', async () => {
    const text = '年度,部门,事项,金额\n2022,教育局,校舍维修,5\n'
    const [file] = await readFiles([{ name: 'a.csv', bytes: utf8(text) }])
    expect(file?.rows.project_year).toEqual([])
    expect(file?.problems.find((problem) => problem.severity === 'error')).toMatchObject({ code: 'missing-column', column: 'project' })
    expect(file?.headers).toMatchObject([{ table: 'project_year', missing: ['project'], extra: ['事项', '金额'], headers: ['年度', '部门', '事项', '金额'] }])
    const mapping = { table: 'project_year', columns: { year: '年度', department: '部门', project: '事项', executed: '金额' } } as const
    const [mapped] = await readFiles([{ name: 'a.csv', bytes: utf8(text) }], { mappingOf: (signature) => (signature === headerSignature(['年度', ' 部门', '事项', '金额']) ? mapping : null) })
    expect(mapped?.rows.project_year).toMatchObject([{ project: '校舍维修', executed: '5.00' }])
    expect(mapped?.problems).toEqual([])
  })

  it('joins rows of indicators with their form by its id, ours or theirs, or by who it is', async () => {
    const files = [
      { name: 'p.csv', bytes: utf8('表编号,年度,主管部门,项目名称\nF-1,2022,教育局,校舍维修\n') },
      { name: 'i.csv', bytes: utf8('表编号,三级指标,年度指标值,实际完成值,分值,得分\nF-1,维修面积,≥100平方米,120,50,50\nF-2,别的,1,1,1,1\n') },
      { name: 'f.csv', bytes: utf8('年度,主管部门,项目名称,资金来源,年初预算数\n2022,教育局,校舍维修,本年财政拨款,7\n') },
    ]
    const [projects, indicators, funds] = await readFiles(files)
    const formId = projects?.rows.project_year[0]?.form_id
    expect(indicators?.rows.indicator).toMatchObject([{ form_id: formId, seq: 1, level3: '维修面积', attained: true }])
    expect(indicators?.problems.map(({ code, place, text }) => [code, place.row, text])).toEqual([['unknown-form', 3, 'F-2']])
    expect(funds?.rows.fund_source).toEqual([{ form_id: formId, source: '当年财政拨款', initial_budget: '7.00', full_year_budget: null, executed: null }])
  })

  it('says that two files have the same form, and keeps the one that is chosen', async () => {
    const file = (name: string, executed: number): { name: string; bytes: Uint8Array } => ({ name, bytes: utf8(`年度,主管部门,项目名称,执行数\n2022,教育局,校舍维修,${executed}\n`) })
    const read = await readFiles([file('a.csv', 1), file('b.csv', 2)])
    expect(read[1]?.problems.map(({ severity, code, expected }) => [severity, code, expected])).toEqual([['warning', 'duplicate-across-files', 'a.csv']])
    expect(combineFiles(read, 'keep').project_year.map((row) => row.executed)).toEqual(['1.00'])
    expect(combineFiles(read, 'replace').project_year.map((row) => row.executed)).toEqual(['2.00'])
  })

  it('is reported in both languages', async () => {
    const read = await readFiles([{ name: 'a.csv', bytes: utf8(`${head}\n2022,,教育局,,甲,x,2,3,\n`) }])
    expect(toReport(read, 'en').files).toMatchObject([{ name: 'a.csv', kind: 'csv', forms: 0, rows: 0, bad_rows: 1, errors: [{ place: 'row 2', code: 'not-an-amount', column: 'initial_budget', text: 'x' }], warnings: [{ code: 'extra-columns' }] }])
    expect(toReport(read, 'zh').files[0]?.errors[0]?.message).toBe('“年初预算数（万元）”应为金额')
  })
})
