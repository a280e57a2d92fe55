import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CellFileError, readCellFile, writeCellFile } from '@/rollups/cell-file.ts'
import { codeKind, columnOf, type CellColumn, type CellTable } from '@/rollups/cell-table.ts'

const small: CellTable = {
  name: 'by-department',
  rows: 3,
  columns: [
    { name: 'year', kind: 'u8', values: new Uint8Array([0, 1, 1]) },
    { name: 'executed', kind: 'f64', nullable: true, values: new Float64Array([-30, Number.NaN, 2 ** 53 - 1]) },
    { name: 'seen', kind: 'u32', values: new Uint32Array([5, 0xffff_ffff, 0, 7]) },
  ],
  dictionaries: { year: ['2014', '2015', null], department: ['教育局', "o'neil \u{1F600}"] },
  meta: { fact: 'project_year', within: ['region'], limit: null, nested: { covers: true, texts: 3 } },
}

function names(): fc.Arbitrary<string> {
  return fc.string({ unit: 'grapheme' })
}

function columnsOf(rows: number): fc.Arbitrary<CellColumn> {
  const exact = { minLength: rows, maxLength: rows }
  const nullable = fc.boolean().map((is) => (is ? ({ nullable: true } as const) : {}))
  const flags = (column: fc.Arbitrary<CellColumn>) => fc.tuple(column, nullable).map(([of, more]): CellColumn => ({ ...of, ...more }))
  return fc.oneof(
    flags(fc.tuple(names(), fc.uint8Array(exact)).map(([name, values]) => ({ name, kind: 'u8', values: new Uint8Array(values) }))),
    flags(fc.tuple(names(), fc.uint16Array(exact)).map(([name, values]) => ({ name, kind: 'u16', values: new Uint16Array(values) }))),
    flags(fc.tuple(names(), fc.uint32Array()).map(([name, values]) => ({ name, kind: 'u32', values: new Uint32Array(values) }))),
    flags(fc.tuple(names(), fc.int32Array(exact)).map(([name, values]) => ({ name, kind: 'i32', values: new Int32Array(values) }))),
    flags(fc.tuple(names(), fc.float64Array(exact)).map(([name, values]) => ({ name, kind: 'f64', values: new Float64Array(values) }))),
    flags(fc.tuple(names(), fc.bigInt64Array(exact)).map(([name, values]) => ({ name, kind: 'i64', values: new BigInt64Array(values) }))),
  )
}

// No column is called __proto__, which the reader of headers leaves out.
const dictionaryNames = () => names().filter((name) => name !== '__proto__')
const tables: fc.Arbitrary<CellTable> = fc.nat(20).chain((rows) =>
  fc.record({
    name: names(),
    rows: fc.constant(rows),
    columns: fc.array(columnsOf(rows), { maxLength: 6 }),
    dictionaries: fc.dictionary(dictionaryNames(), fc.array(fc.option(names(), { nil: null }))),
    meta: fc.dictionary(dictionaryNames(), fc.oneof(names(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(names()))),
  }),
)

function faultOf(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    readCellFile(bytes)
  } catch (error) {
    if (error instanceof CellFileError) return error.fault
    throw error
  }
  return 'none'
}

describe('a cell file', () => {
  it('comes back as the same table, at any place of a buffer', () => {
    fc.assert(
      fc.property(tables, fc.nat(9), (table, before) => {
        const bytes = writeCellFile(table)
        const moved = new Uint8Array(before + bytes.length)
        moved.set(bytes, before)
        expect(readCellFile(bytes)).toEqual(table)
        expect(readCellFile(moved.subarray(before))).toEqual(table)
      }),
    )
  })

  it('is read without a copy', () => {
    const bytes = writeCellFile(small)
    expect(readCellFile(bytes).columns.map(({ values }) => values.buffer === bytes.buffer)).toEqual([true, true, true])
  })

  it('has the layout that others may read', () => {
    const bytes = writeCellFile(small)
    const view = new DataView(bytes.buffer)
    const length = view.getUint32(8, true)
    expect([String.fromCharCode(...bytes.subarray(0, 4)), view.getUint32(4, true), bytes.length % 8]).toEqual(['JLNC', 1, 0])
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + length)))
    expect(header.columns).toEqual([{ name: 'year', kind: 'u8' }, { name: 'executed', kind: 'f64', nullable: true }, { name: 'seen', kind: 'u32', length: 4 }])
    const start = Math.ceil((12 + length) / 8) * 8
    expect([...bytes.subarray(start, start + 3)]).toEqual([0, 1, 1])
    expect(view.getFloat64(start + 8, true)).toBe(-30)
    expect(view.getUint32(start + 8 + 24 + 4, true)).toBe(0xffff_ffff)
  })

  it('has the same bytes whatever order its dictionaries were made in', () => {
    const { year = [], department = [] } = small.dictionaries
    expect(writeCellFile({ ...small, dictionaries: { department, year } })).toEqual(writeCellFile({ ...small, dictionaries: { year, department } }))
  })

  it('is refused wherever it is cut short, and with bytes behind it', () => {
    const bytes = writeCellFile(small)
    for (let length = 4; length < bytes.length; length += 1) expect(faultOf(bytes.slice(0, length)), String(length)).toBe('cut-short')
    expect(faultOf(new Uint8Array([...bytes, 0]))).toBe('cut-short')
  })

  it('is refused where it is something else', () => {
    expect([faultOf(new Uint8Array()), faultOf(new Uint8Array(new TextEncoder().encode('<!doctype html><title>404</title>')))]).toEqual(['not-a-cell-file', 'not-a-cell-file'])
  })

  it('is refused where its version is another, and where its header is damaged', () => {
    const other = writeCellFile(small)
    new DataView(other.buffer).setUint32(4, 2, true)
    const damaged = writeCellFile(small)
    damaged[12] = 0x5b
    const odd = writeCellFile(small)
    odd.set(new TextEncoder().encode('"i9"'), new TextDecoder('latin1').decode(odd).indexOf('"u8"'))
    expect([faultOf(other), faultOf(damaged), faultOf(odd)]).toEqual(['other-version', 'wrong-header', 'wrong-header'])
  })
})

describe('a cell table', () => {
  it('has columns by name', () => {
    expect([columnOf(small, 'year')?.kind, columnOf(small, 'region')]).toEqual(['u8', null])
  })

  it('takes the fewest bytes for codes', () => {
    expect([1, 256, 257, 65_536, 65_537].map(codeKind)).toEqual(['u8', 'u8', 'u16', 'u16', 'u32'])
  })
})
