import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { allOf, anyOf, columnLines, identifier, list, sql, toLiteral, toText, unionAll, verbatim, type SqlValue } from '@/engine/sql.ts'
import { openWasmEngineInNode } from './open-wasm-engine.ts'

/** Texts that would end a literal, a name or the statement, were they ever pasted into SQL. */
const hostile: readonly string[] = [
  "o'neil",
  "''",
  "'",
  "';",
  "'; DROP TABLE victim; --",
  "' OR 1 = 1 --",
  "x' UNION SELECT secret FROM victim --",
  '"',
  '"; DROP TABLE victim; --',
  '""',
  '\\',
  "\\'",
  "\\'; DROP TABLE victim; --",
  'a\\nb',
  "E'\\x27'",
  '$$',
  "$$ '; DROP TABLE victim; -- $$",
  '$tag$ x $tag$',
  '-- comment',
  '/* comment */',
  '/*',
  '*/ DROP TABLE victim; /*',
  '?',
  '$1',
  ':name',
  '${1}',
  '%_',
  '',
  ' ',
  '\t\r\n',
  'a\0b',
  '\0',
  "\0'; DROP TABLE victim; --",
  "'\0'\0'",
  '预算“调减”’',
  '１００％',
  'e\u0301',
  '\u2019; DROP TABLE victim',
  '\u02BC OR 1=1',
  '\uFF07; DROP TABLE victim',
  '\u202Egnirts',
  '\uFEFFbom',
  '😀👩‍👩‍👧',
  'NULL',
  'TRUE',
  '0',
  '1e400',
  "'".repeat(10_001),
  '很'.repeat(200_000),
]

/** A text as it comes back: both readers decode with TextDecoder, which drops a byte order mark at the start of a cell. */
function readBack(text: string): string {
  return text.replace(/^\uFEFF/, '')
}

const engines = [
  ['DuckDB-WASM', openWasmEngineInNode],
  ['native DuckDB', openNativeEngine],
] as const

describe('the sql tag', () => {
  it('keeps values apart from text', () => {
    expect(sql`SELECT ${1} AS a, ${"o'neil"} AS b`).toEqual({ pieces: ['SELECT ', ' AS a, ', ' AS b'], values: [1, "o'neil"] })
  })

  it('splices statements in, with their values in order', () => {
    const inner = sql`a = ${1} AND b = ${'x'}`
    expect(sql`${inner} OR ${inner} OR c = ${2}`).toEqual({ pieces: ['a = ', ' AND b = ', ' OR a = ', ' AND b = ', ' OR c = ', ''], values: [1, 'x', 1, 'x', 2] })
    expect(sql`${sql`${sql`x`}`}`).toEqual({ pieces: ['x'], values: [] })
  })

  it.each([Number.NaN, Infinity, -Infinity])('refuses the number %d', (value) => {
    expect(() => sql`SELECT ${value}`).toThrow(RangeError)
    expect(() => toLiteral(value)).toThrow(RangeError)
  })

  it('refuses undefined, which a forgotten field is', () => {
    expect(() => sql`SELECT ${undefined as unknown as SqlValue}`).toThrow(TypeError)
  })

  it('never reads a value as a statement', () => {
    expect(toText(sql`SELECT ${'pieces'} AS a`)).toBe("SELECT 'pieces' AS a")
  })
})

describe('builders', () => {
  it.each([
    [null, 'NULL'],
    [true, 'TRUE'],
    [false, 'FALSE'],
    [0, '0'],
    [-0, '0'],
    [-1.5, '(-1.5)'],
    [0.1, '0.1'],
    [1e21, '1e+21'],
    ["o'neil", "'o''neil'"],
    ['', "''"],
    ['a\0b', "('a' || chr(0) || 'b')"],
    ['\0', "('' || chr(0) || '')"],
  ] as const)('writes %j as %s', (value, text) => {
    expect(toLiteral(value)).toBe(text)
  })

  it('keeps the sign of a negative number out of a comment', () => {
    expect(toText(sql`SELECT 1 -${-1} AS two`)).toBe('SELECT 1 -(-1) AS two')
  })

  it('quotes names', () => {
    expect(toText(identifier('a"b'))).toBe('"a""b"')
    expect(() => identifier('a\0b')).toThrow(RangeError)
  })

  it('joins lists, conditions and columns', () => {
    expect(toText(list([1, 'a', null, sql`x`]))).toBe("1, 'a', NULL, x")
    expect(toText(list([]))).toBe('NULL')
    expect(toText(allOf([]))).toBe('TRUE')
    expect(toText(allOf([sql`a OR b`, sql`c`]))).toBe('(a OR b)\n  AND (c)')
    expect(toText(anyOf([]))).toBe('FALSE')
    expect(toText(sql`a AND ${anyOf([sql`b`, sql`c`])}`)).toBe('a AND ((b) OR (c))')
    expect(toText(columnLines([sql`a`, sql`b`]))).toBe('a,\n  b')
    expect(toText(unionAll([sql`SELECT 1`, sql`SELECT 2`]))).toBe('SELECT 1\nUNION ALL\nSELECT 2')
    expect(verbatim("x'y")).toEqual({ pieces: ["x'y"], values: [] })
  })
})

describe.each(engines)('on %s', (_, open) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
    await engine.rows(sql`CREATE TABLE victim (secret VARCHAR)`)
    await engine.rows(sql`INSERT INTO victim VALUES ('untouched')`)
  })
  afterAll(async () => {
    expect(await engine.rows(sql`SELECT secret FROM victim`)).toEqual([{ secret: 'untouched' }])
    await engine.close()
  })

  it.each(hostile.map((text) => [text.length > 40 ? `${text.slice(0, 3)}… ${text.length} long` : text, text] as const))('gives back %j', async (_name, text) => {
    expect(await engine.rows(sql`SELECT ${text} AS t, CAST(strlen(${text}) AS INTEGER) AS bytes, ${text} = ${text} AS same`)).toEqual([{ t: readBack(text), bytes: Buffer.byteLength(text), same: true }])
  })

  it('gives back any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom("'", '"', '\\', '$', ';', '-', '/', '*', '\0', '\n', '很') })), async (text) => {
        expect(await engine.rows(sql`SELECT ${text} AS t, CAST(strlen(${text}) AS INTEGER) AS bytes`)).toEqual([{ t: readBack(text), bytes: Buffer.byteLength(text) }])
      }),
      { numRuns: 300 },
    )
  })

  it('gives back any safe integer and any double', async () => {
    await fc.assert(
      fc.asyncProperty(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), async (whole, real) => {
        const [row] = await engine.rows(sql`SELECT CAST(${whole} AS BIGINT) AS whole, CAST(${String(real)} AS DOUBLE) AS real`)
        expect(row?.['whole']).toBe(whole)
        expect(row?.['real'] === real).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('takes any name for a table and its columns', async () => {
    for (const name of hostile.filter((text) => !text.includes('\0') && text.trim() !== '' && text.length < 1000)) {
      await engine.rows(sql`CREATE TABLE ${identifier(`t ${name}`)} (${identifier(name)} VARCHAR)`)
      await engine.rows(sql`INSERT INTO ${identifier(`t ${name}`)} VALUES (${name})`)
      expect(await engine.rows(sql`SELECT ${identifier(name)} AS v FROM ${identifier(`t ${name}`)}`)).toEqual([{ v: readBack(name) }])
      await engine.rows(sql`DROP TABLE ${identifier(`t ${name}`)}`)
    }
  })

  it('finds exactly the members of a list', async () => {
    const texts = hostile.filter((text) => text.length < 1000)
    const rows = await engine.rows(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM (VALUES ('stranger'), (${"'"}), (${'a\0b'})) v(x) WHERE x IN (${list(texts)})`)
    expect(rows).toEqual([{ n: 2 }])
    expect(await engine.rows(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM victim WHERE secret IN (${list([])})`)).toEqual([{ n: 0 }])
  })

  it('binds every builder', async () => {
    const none = await engine.rows(sql`SELECT secret FROM victim WHERE ${allOf([anyOf([]), sql`TRUE`])}`)
    const all = await engine.rows(sql`SELECT ${columnLines([sql`secret`, sql`${-1} AS minus`])} FROM victim WHERE ${allOf([])} AND ${anyOf([sql`secret = ${'untouched'}`, sql`FALSE`])}`)
    const both = await engine.rows(sql`SELECT x FROM (${unionAll([sql`SELECT ${'a'} AS x`, sql`SELECT ${null}`])}) ORDER BY x NULLS LAST`)
    expect([none, all, both]).toEqual([[], [{ secret: 'untouched', minus: -1 }], [{ x: 'a' }, { x: null }]])
  })
})
