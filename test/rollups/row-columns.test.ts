import { describe, expect, it } from 'vitest'
import { numbersOf } from '@/domain/column-numbers.ts'
import { plainRows } from '@/rollups/lazy-rows.ts'
import { toRows, type RowColumns } from '@/rollups/row-columns.ts'

const columns: RowColumns = {
  count: 2,
  columns: {
    project: { kind: 'text', codes: new Uint32Array([1, 0]), texts: [null, '河道'] },
    executed: { kind: 'amount', cents: new Float64Array([1050, Number.NaN]) },
    masked_cut: { kind: 'flag', flags: new Uint8Array([1, 0]) },
    form_count: { kind: 'number', values: new Uint8Array([3, 4]) },
  },
}
const plain = [
  { project: '河道', executed: '10.50', masked_cut: true, form_count: 3 },
  { project: null, executed: null, masked_cut: false, form_count: 4 },
]

it('make differences and shares of amounts beside them', () => {
  const cents = (...values: number[]) => ({ kind: 'amount' as const, cents: Float64Array.from(values) })
  const rows = toRows({ count: 4, columns: { initial: cents(1000, 0, Number.NaN, 300), full: cents(700, 500, 500, 301), cut: { kind: 'difference', from: 'initial', less: 'full' }, rate: { kind: 'share', part: 'cut', whole: 'initial' } } })
  expect(rows.map((row) => [row['cut'], row['rate']])).toEqual([['3.00', 0.3], ['-5.00', null], [null, null], ['-0.01', -0.01 / 3]])
})

it('say their numbers as rows that hold theirs do', () => {
  const cents = (...values: number[]) => ({ kind: 'amount' as const, cents: Float64Array.from(values) })
  const rows = toRows({
    count: 4,
    columns: {
      initial: cents(12_345, 0, Number.NaN, 9_007_199_254_740_991),
      full: cents(-1, 500, 500, 301),
      cut: { kind: 'difference', from: 'initial', less: 'full' },
      rate: { kind: 'share', part: 'cut', whole: 'initial' },
      masked: { kind: 'flag', flags: new Uint8Array([1, 0, 2, 0]) },
      forms: { kind: 'number', values: new Float64Array([3, Number.NaN, 0.5, 0]) },
    },
  })
  const held = plainRows(rows)
  for (const name of ['initial', 'full', 'cut', 'rate', 'masked', 'forms']) expect([name, ...numbersOf(rows, name)]).toEqual([name, ...numbersOf(held, name)])
  expect([...numbersOf(held, 'initial'), ...numbersOf(held, 'masked')]).toEqual([123.45, 0, Number.NaN, 90_071_992_547_409.91, 1, 0, Number.NaN, 0])
})

describe('rows that make their values when they are read', () => {
  it('can be read, spread, listed and compared like plain objects', () => {
    const rows = toRows(columns)
    expect(rows.map((row) => row['executed'])).toEqual(['10.50', null])
    expect(rows.map((row) => ({ ...row, name: row['project'] }))).toEqual(plain.map((row) => ({ ...row, name: row.project })))
    expect(rows.map((row) => Object.keys(row))).toEqual(plain.map((row) => Object.keys(row)))
    expect(rows.map((row) => 'project' in row && !('at' in row))).toEqual([true, true])
    expect(JSON.parse(JSON.stringify(rows))).toEqual(plain)
    expect(rows).toEqual(plain)
  })

  it('are a list like any other', () => {
    const rows = toRows(columns)
    expect(Array.isArray(rows)).toBe(true)
    expect(rows).toHaveLength(2)
    expect(rows[0]).toBe(rows[0])
    expect([rows[2], rows[-1]]).toEqual([undefined, undefined])
    expect([...rows].map((row) => row['form_count'])).toEqual([3, 4])
    expect(rows.slice(1).concat(rows.slice(0, 1)).map((row) => row['form_count'])).toEqual([4, 3])
    expect(rows.toSorted((a, b) => Number(b['form_count']) - Number(a['form_count'])).map((row) => row['project'])).toEqual([null, '河道'])
    expect(rows.findIndex((row) => row['form_count'] === 4)).toBe(1)
    expect(Object.keys(toRows(columns))).toEqual(['0', '1'])
    expect(0 in rows && !(2 in rows)).toBe(true)
    expect(toRows({ ...columns, count: 0 })).toEqual([])
  })

  it('are plain objects where one asks for them', () => {
    expect(plainRows(toRows(columns))).toEqual(plain)
  })
})

