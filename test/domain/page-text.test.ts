import { describe, expect, it } from 'vitest'
import { toCsvLine } from '@/domain/csv-text.ts'
import { formatNumber, formatShare, toPlainNumber } from '@/domain/number-text.ts'
import { placeText } from '@/domain/problem.ts'
import { sortRows, type TableColumn } from '@/domain/table-column.ts'

describe('numbers on the page', () => {
  it.each([[null, ''], [0, '0'], [-0, '0'], [1, '1'], [1e-7, '0.0000001'], [2 / 3, '0.666666666666667'], [1e21, '1000000000000000000000'], [Number.NaN, '']])('%s exactly is %s', (value, text) => {
    expect(toPlainNumber(value)).toBe(text)
  })
  it.each([[0.98335, 1, '98.3%'], [0.0005, 1, '0.1%'], [1, 1, '100.0%'], [-0.126, 1, '−12.6%'], [-0.00001, 1, '0.0%'], [0.77329, 2, '77.33%']])('%s as a share with %s decimals is %s', (value, decimals, text) => {
    expect(formatShare(value, decimals)).toBe(text)
  })
  it('exactly is what a formatter writes without an exponent', () => {
    const formatter = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    let state = 7
    for (let turn = 0; turn < 2000; turn += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      const value = (state / 2 ** 31 - 1) * 10 ** ((state % 30) - 12)
      expect(toPlainNumber(value)).toBe(formatter.format(Number(value.toPrecision(15))))
    }
  })
  it('groups thousands', () => {
    expect(formatNumber(40345)).toBe('40,345')
    expect(formatNumber(-1234.5, 1)).toBe('−1,234.5')
  })
})

interface Row {
  readonly name: string | null
  readonly money: string | null
}
const columns: readonly TableColumn<Row>[] = [
  { key: 'name', label: '名称', value: (row) => row.name },
  { key: 'money', label: '金额', align: 'end', value: (row) => row.money },
]
const rows: readonly Row[] = [{ name: '乙', money: '9.00' }, { name: null, money: '10.00' }, { name: '甲', money: null }]

describe('tables on the page', () => {
  it('sort decimals as numbers, texts by name, absent last either way', () => {
    const [name, money] = columns
    if (!name || !money) throw new Error('no columns')
    expect(sortRows(rows, money, true).map((row) => row.money)).toEqual(['10.00', '9.00', null])
    expect(sortRows(rows, money, false).map((row) => row.money)).toEqual(['9.00', '10.00', null])
    expect(sortRows(rows, name, false).map((row) => row.name)).toEqual(['甲', '乙', null])
  })
  it('sort by reading each value once, equals as they were', () => {
    let reads = 0
    const many = Array.from({ length: 500 }, (_, at) => ({ name: ['乙', '甲', null][at % 3] ?? null, at }))
    const name: TableColumn<(typeof many)[number]> = { key: 'name', label: '名称', value: (row) => ((reads += 1), row.name) }
    const sorted = sortRows(many, name, true)
    expect(reads).toBe(500)
    const placesOf = (text: string | null) => sorted.filter((row) => row.name === text).map(({ at }) => at)
    expect(sorted.map((row) => row.name)).toEqual([...Array<string>(167).fill('乙'), ...Array<string>(167).fill('甲'), ...Array<null>(166).fill(null)])
    for (const text of ['乙', '甲', null]) expect(placesOf(text)).toEqual(placesOf(text).toSorted((a, b) => a - b))
  })
  it('go out as CSV with formulas defused', () => {
    expect(['=1+1', '-5.00', '-cmd', '@x', 'a,b', 'say "hi"', 'two\nlines'].map((text) => toCsvLine([text], 'spreadsheet'))).toEqual(["'=1+1", '-5.00', "'-cmd", "'@x", '"a,b"', '"say ""hi"""', '"two\nlines"'])
  })
})

it('places in words', () => {
  expect(placeText({ page: 2, line: 14 }, 'zh')).toBe('第 2 页 第 14 行')
  expect(placeText({ sheet: 'A', row: 3 }, 'en')).toBe('sheet "A", row 3')
})
