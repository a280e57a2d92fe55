import { describe, expect, it } from 'vitest'
import { decimalShape, rowSchema } from '@/domain/rows.ts'
import { tableNames, tables, type Column, type SqlType } from '@/domain/tables.ts'

describe.each(tableNames)('the declared table %s', (name) => {
  const columns: readonly Column[] = tables[name].columns

  it('is named as it is kept', () => {
    expect(tables[name].name).toBe(name)
  })

  it('names each column once, in snake_case', () => {
    const names = columns.map((column) => column.name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((column) => !/^[a-z][a-z0-9_]*$/.test(column))).toEqual([])
  })

  it('has a key of its own columns that are never absent', () => {
    const key: readonly string[] = tables[name].key
    expect(columns.filter((column) => key.includes(column.name)).map(({ name: column, nullable }) => [column, nullable])).toEqual(key.map((column) => [column, false]))
  })

  it('says each column in both languages, and money in yuan', () => {
    expect(columns.filter(({ label, meaning }) => [label.zh, label.en, meaning.zh, meaning.en].includes(''))).toEqual([])
    expect(columns.filter(({ type, unit }) => type === 'DECIMAL(18,2)' && unit !== 'yuan')).toEqual([])
  })

  it('lets no header mean two columns that a file can hold', () => {
    const headers = columns.filter((column) => column.derived !== true).flatMap((column) => [...new Set([column.name, column.label.zh, column.label.en, ...column.aliases].map((header) => header.toLowerCase()))])
    expect(headers.filter((header, index) => headers.indexOf(header) !== index)).toEqual([])
  })
})

/** A value of each type that is allowed, and some that are not. */
const samples: Readonly<Record<SqlType, { readonly good: readonly unknown[]; readonly bad: readonly unknown[] }>> = {
  VARCHAR: { good: ['x'], bad: ['', 1, true] },
  SMALLINT: { good: [2023], bad: [2023.5, '2023', 40_000] },
  INTEGER: { good: [1], bad: [1.5, '1', 2 ** 31] },
  BOOLEAN: { good: [true, false], bad: ['true', 1] },
  'DECIMAL(18,2)': { good: ['0', '-1.5', '9999999999999999.99'], bad: ['1.005', '1,000', '1e3', '', 1, '10000000000000000'] },
  'DECIMAL(9,2)': { good: ['100.00'], bad: ['1.005', '12345678.00', 'abc'] },
  'DECIMAL(6,2)': { good: ['10.5'], bad: ['1.005', '12345.00', '+1'] },
  'DECIMAL(18,4)': { good: ['1.0005'], bad: ['1.00005', '.5'] },
}

describe.each(tableNames)('rows of %s', (name) => {
  const columns: readonly Column[] = tables[name].columns
  const goodValue = (column: Column) => column.oneOf?.[0] ?? samples[column.type].good[0]
  const good = Object.fromEntries(columns.map((column) => [column.name, goodValue(column)]))

  it('are accepted when every cell is', () => {
    expect(rowSchema(name).safeParse(good).success).toBe(true)
    const sparse = Object.fromEntries(columns.map((column) => [column.name, column.nullable ? null : goodValue(column)]))
    expect(rowSchema(name).safeParse(sparse).success).toBe(true)
  })

  it.each(columns.map((column) => [column.name, column] as const))('are refused for a bad %s', (field, column) => {
    const values = [...samples[column.type].bad, undefined, ...(column.nullable ? [] : [null]), ...(column.oneOf ? ['something else'] : []), ...(column.min === undefined ? [] : [column.type.startsWith('DECIMAL') ? String(column.min - 1) : column.min - 1]), ...(column.max === undefined ? [] : [column.type.startsWith('DECIMAL') ? String(column.max + 1) : column.max + 1])]
    expect(values.filter((value) => rowSchema(name).safeParse({ ...good, [field]: value }).success)).toEqual([])
  })

  it('are refused with a column too many', () => {
    expect(rowSchema(name).safeParse({ ...good, more: 1 }).success).toBe(false)
  })
})

describe('decimalShape', () => {
  it.each([
    ['DECIMAL(18,2)', { precision: 18, scale: 2 }],
    ['DECIMAL(6,2)', { precision: 6, scale: 2 }],
    ['VARCHAR', null],
    ['INTEGER', null],
  ] as const)('reads %s', (type, shape) => {
    expect(decimalShape(type)).toEqual(shape)
  })
})
