import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNativeEngine, type NativeEngine } from '@/engine/duckdb-native.ts'
import { QueryError } from '@/engine/engine.ts'
import { sql, verbatim } from '@/engine/sql.ts'

let engine: NativeEngine
beforeAll(async () => {
  engine = await openNativeEngine()
})
afterAll(() => engine.close())

describe('values of an answer', () => {
  it('keeps decimals exact, integers as numbers where safe, else as digits', async () => {
    const statement = sql`SELECT
  CAST('0.30' AS DECIMAL(18,2)) AS money,
  CAST('-0.05' AS DECIMAL(6,2)) AS negative,
  CAST('12345678901234567890123456.789' AS DECIMAL(38,3)) AS wide,
  CAST(9007199254740993 AS BIGINT) AS unsafe,
  sum(CAST(i AS INTEGER)) AS total,
  count(*) AS counted,
  CAST(NULL AS DECIMAL(18,2)) AS absent,
  1.5e0 AS ratio,
  TRUE AS yes
FROM range(3) r(i)`
    expect(await engine.rows(statement)).toEqual([
      { money: '0.30', negative: '-0.05', wide: '12345678901234567890123456.789', unsafe: '9007199254740993', total: 3, counted: 3, absent: null, ratio: 1.5, yes: true },
    ])
  })

  it("gives dates and nested values as DuckDB's own text, in order, also under a comment or a semicolon", async () => {
    const statement = verbatim(`SELECT DATE '2023-12-31' AS day, [i, NULL] AS list, {'a': 'x y'} AS "a ""struct", i AS i FROM range(3) r(i) ORDER BY i DESC -- the end\n;\n`)
    const rows = await engine.rows(statement)
    expect(rows.map((row) => row.i)).toEqual([2, 1, 0])
    expect(rows[0]).toEqual({ day: '2023-12-31', list: '[2, NULL]', 'a "struct': "{'a': x y}", i: 2 })
  })

  it('carries a value with a quote as a value', async () => {
    expect(await engine.rows(sql`SELECT ${"it's; DROP TABLE x"} AS text`)).toEqual([{ text: "it's; DROP TABLE x" }])
  })

  it('raises an error in the middle of the rows instead of a shorter answer', async () => {
    await expect(engine.rows(sql`SELECT CAST(i AS SMALLINT) AS y FROM range(100000) r(i)`)).rejects.toThrow(QueryError)
  })
})

describe('failures', () => {
  it('wraps what DuckDB says with the text of the statement', async () => {
    const failure = await engine.rows(sql`SELECT nothing FROM nowhere WHERE a = ${1}`).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(QueryError)
    expect(failure).toMatchObject({ statementText: 'SELECT nothing FROM nowhere WHERE a = 1', message: expect.stringContaining('nowhere') })
  })

  it('refuses two statements in one', async () => {
    await expect(engine.rows(verbatim('SELECT 1; SELECT 2'))).rejects.toThrow(/multiple statements/)
  })

  it('stops a running statement with the reason of its signal, and only that one', async () => {
    const stopping = new AbortController()
    const reason = new Error('newer question')
    const long = engine.rows(sql`SELECT count(*) AS n FROM range(1000000) a, range(1000000) b`, { signal: stopping.signal })
    const waiting = engine.rows(sql`SELECT 42 AS n`)
    setTimeout(() => stopping.abort(reason), 50)
    await expect(long).rejects.toBe(reason)
    expect(await waiting).toEqual([{ n: 42 }])
    await expect(engine.rows(sql`SELECT 1 AS n`, { signal: stopping.signal })).rejects.toBe(reason)
  })
})

describe('loading and writing', () => {
  it('loads text cells as text and numbers the rows from 1', async () => {
    await engine.load('cells', { kind: 'text', columns: ['a', 'b "c'], rows: [['1.10', null], ['', "it's"], ['short']] })
    expect(await engine.rows(sql`SELECT a, "b ""c" AS b, rowid + 1 AS row FROM cells ORDER BY rowid`)).toEqual([
      { a: '1.10', b: null, row: 1 },
      { a: '', b: "it's", row: 2 },
      { a: 'short', b: null, row: 3 },
    ])
  })

  it('writes an answer as Parquet and loads it back with the same types, rows in file order', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('jilan-'))
    const bytes = await engine.parquet(sql`SELECT CAST(i + 0.01 AS DECIMAL(18,2)) AS money, CAST(i AS SMALLINT) AS year FROM range(300000) r(i) WHERE i < 30000 ORDER BY i DESC`)
    await engine.load('back', { kind: 'parquet', bytes })
    expect(await engine.rows(sql`SELECT money, typeof(money) AS type, year, rowid + 1 AS row FROM back ORDER BY rowid LIMIT 1`)).toEqual([{ money: '29999.01', type: 'DECIMAL(18,2)', year: 29999, row: 1 }])
    expect(await engine.rows(sql`SELECT count(*) AS n, bool_and(rowid + 1 = 30000 - year) AS ordered FROM back`)).toEqual([{ n: 30000, ordered: true }])
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('jilan-') && !before.includes(name))).toEqual([])
  })

  it('rejects a Parquet file cut short and a table that exists, and goes on', async () => {
    await expect(engine.load('broken', { kind: 'parquet', bytes: new Uint8Array([1, 2, 3, 4]) })).rejects.toThrow(QueryError)
    await expect(engine.load('cells', { kind: 'text', columns: ['a'], rows: [] })).rejects.toThrow(/already exists/)
    expect(await engine.rows(sql`SELECT 1 AS n`)).toEqual([{ n: 1 }])
  })
})

describe('what only Node needs', () => {
  it('answers with columns, types and rows in batches', async () => {
    const answer = await engine.answer(sql`SELECT CAST(1 AS DECIMAL(6,2)) AS a, [1] AS a`)
    expect(answer.columns).toEqual([
      { name: 'a', type: 'DECIMAL(6,2)' },
      { name: 'a', type: 'INTEGER[]' },
    ])
    const rows: unknown[] = []
    for await (const batch of answer.batches) rows.push(...batch)
    expect(rows).toEqual([['1.00', [1]]])
  })

  it('appends text cells to a table', async () => {
    await engine.rows(sql`CREATE TABLE more (a VARCHAR, b VARCHAR)`)
    await engine.append('more', [['x', null], ['y', '2']])
    expect(await engine.rows(sql`SELECT a, b FROM more ORDER BY a`)).toEqual([{ a: 'x', b: null }, { a: 'y', b: '2' }])
  })
})
