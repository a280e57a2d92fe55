import { describe, expect, it } from 'vitest'
import { plainRows } from '@/rollups/lazy-rows.ts'
import { textColumn, toRows, type RowColumns } from '@/rollups/row-columns.ts'

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

  it('are plain objects where one asks for them', () => {
    expect(plainRows(toRows(columns))).toEqual(plain)
  })
})

it.each([['few rows', 3], ['as many rows as texts', 100]])('columns of texts carry those texts alone that occur, of %s', (_name, count) => {
  const texts = [null, ...Array.from({ length: 99 }, (_, code) => `text ${code}`)]
  const codes = Array.from({ length: count }, (_, at) => [7, 0, 7, 98][at % 4] ?? 0)
  const column = textColumn(Uint32Array.from(codes), texts)
  if (column.kind !== 'text') throw new Error('expected texts')
  expect(Array.from(column.codes, (code) => column.texts[code])).toEqual(codes.map((code) => texts[code]))
  expect(column.texts.length).toBe(new Set(codes).size)
})
