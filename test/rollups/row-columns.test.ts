import { describe, expect, it } from 'vitest'
import { toPlainRows, toRows, type RowColumns } from '@/rollups/row-columns.ts'

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
    expect(toPlainRows(columns)).toEqual(plain)
  })
})
