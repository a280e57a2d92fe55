import { describe, expect, it } from 'vitest'
import { parseReply } from '@/engine/trino-reply.ts'
import { toTrinoValue } from '@/engine/trino-value.ts'

const plain = (rawType: string) => ({ rawType, arguments: [] })
const of = (rawType: string, ...types: readonly object[]) => ({ rawType, arguments: types.map((value) => ({ kind: 'TYPE', value })) })
const stats = '"stats":{"completedSplits":1,"totalSplits":2,"processedRows":3}'

describe('a reply of Trino', () => {
  it('keeps integers that a double would round, and leaves strings and fractions alone', () => {
    const reply = parseReply(`{"id":"a",${stats},"data":[[9007199254740993,-12345678901234567890,"1234567890123456789","\\"1234567890123456789",0.1234567890123456,1.25e2,12]]}`)
    expect(reply?.data).toEqual([['9007199254740993', '-12345678901234567890', '1234567890123456789', '"1234567890123456789', 0.1234567890123456, 125, 12]])
  })
  it('is none where a proxy answers with a page', () => {
    expect(parseReply('<html>502</html>')).toBeNull()
    expect(parseReply('{"id":1}')).toBeNull()
  })
})

describe('a value of Trino', () => {
  it('is exact text for decimals and a number for what fits one', () => {
    expect(toTrinoValue(plain('decimal'), '0.30')).toBe('0.30')
    expect(toTrinoValue(plain('bigint'), '9007199254740993')).toBe('9007199254740993')
    expect(toTrinoValue(plain('bigint'), 42)).toBe(42)
    expect(toTrinoValue(plain('bigint'), '42')).toBe(42)
    expect(toTrinoValue(plain('double'), 'NaN')).toBeNaN()
    expect(toTrinoValue(plain('boolean'), false)).toBe(false)
    expect(toTrinoValue(plain('decimal'), null)).toBeNull()
  })
  it('is the text of DuckDB for times and nested values', () => {
    expect(toTrinoValue(plain('timestamp'), '2020-01-01 10:00:00.500')).toBe('2020-01-01 10:00:00.5')
    expect(toTrinoValue(plain('timestamp'), '2020-01-01 10:00:00.000')).toBe('2020-01-01 10:00:00')
    expect(toTrinoValue(of('array', plain('decimal')), ['1.50', null])).toBe('[1.50, NULL]')
    expect(toTrinoValue(of('array', of('array', plain('integer'))), [[1], []])).toBe('[[1], []]')
    expect(toTrinoValue(of('map', plain('varchar'), plain('decimal')), { a: '1.50' })).toBe('{a=1.50}')
    const row = { rawType: 'row', arguments: [{ kind: 'NAMED_TYPE', value: { fieldName: { name: 'k' }, typeSignature: plain('integer') } }] }
    expect(toTrinoValue(row, [1])).toBe("{'k': 1}")
  })
})
