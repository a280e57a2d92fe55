import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '@/engine/engine.ts'
import { EngineGone, QueryError } from '@/engine/engine.ts'
import { sql, verbatim } from '@/engine/sql.ts'
import { openKillableEngine, openWasmEngineInNode } from './open-wasm-engine.ts'

let engine: Engine
beforeAll(async () => {
  engine = await openWasmEngineInNode()
})
afterAll(() => engine.close())

describe('DuckDB-WASM behind the port', () => {
  it('gives decimals as exact text, safe integers as numbers, absent as null', async () => {
    const rows = await engine.rows(sql`SELECT CAST('0.30' AS DECIMAL(18,2)) AS a, CAST('-12345678901234.56' AS DECIMAL(18,2)) AS b, count(*) AS n, sum(CAST(7 AS INTEGER)) AS h, CAST(9007199254740993 AS BIGINT) AS big, CAST(NULL AS DECIMAL(6,2)) AS nothing, TRUE AS yes, DATE '2023-02-01' AS day`)
    expect(rows).toEqual([{ a: '0.30', b: '-12345678901234.56', n: 1, h: 7, big: '9007199254740993', nothing: null, yes: true, day: '2023-02-01' }])
  })

  it('raises an error in the middle of the rows instead of cutting the answer short', async () => {
    const statement = verbatim(`SELECT CAST(i AS DECIMAL(18,2)) + 0.01 AS m, CAST(12345678901234.56 AS DECIMAL(18,2)) AS big, CAST(NULL AS DECIMAL(18,2)) AS nul, CAST(i AS SMALLINT) AS y, '项目' || (i % 7) AS s, CAST(i % 5 AS DECIMAL(6,2)) AS w FROM range(100000) r(i)`)
    await expect(engine.rows(statement)).rejects.toBeInstanceOf(QueryError)
    expect(await engine.rows(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }])
  })

  it('stops a running statement when asked and stays usable', async () => {
    const stop = new AbortController()
    const endless = engine.rows(verbatim('SELECT count(*) AS n FROM range(1000000) a, range(1000000) b'), { signal: stop.signal })
    setTimeout(() => stop.abort(new Error('enough')), 100)
    await expect(endless).rejects.toThrow('enough')
    expect(await engine.rows(sql`SELECT 2 AS two`)).toEqual([{ two: 2 }])
  })

  it('loads text cells and Parquet, in file order', async () => {
    await engine.load('cells', { kind: 'text', columns: ['a', 'b"c'], rows: [['1', null], ["o'neil", '二']] })
    expect(await engine.rows(sql`SELECT rowid + 1 AS n, a, "b""c" AS b FROM cells ORDER BY rowid`)).toEqual([{ n: 1, a: '1', b: null }, { n: 2, a: "o'neil", b: '二' }])
    const bytes = await engine.parquet(sql`SELECT CAST('1.10' AS DECIMAL(18,2)) AS money, '预算' AS text UNION ALL SELECT CAST('-2.25' AS DECIMAL(18,2)), NULL`)
    await engine.load('back', { kind: 'parquet', bytes })
    expect(await engine.rows(sql`SELECT money, text FROM back ORDER BY rowid`)).toEqual([{ money: '1.10', text: '预算' }, { money: '-2.25', text: null }])
  })

  it('rejects a broken Parquet file and stays usable', async () => {
    await expect(engine.load('broken', { kind: 'parquet', bytes: new Uint8Array(100) })).rejects.toBeInstanceOf(QueryError)
    expect(await engine.rows(sql`SELECT 3 AS three`)).toEqual([{ three: 3 }])
  })

  it.each(['SET threads = 4', "COPY (SELECT 1) TO '/tmp/x.csv'", "SELECT a FROM read_csv('/etc/passwd')", 'LOAD json'])('refuses %s', async (text) => {
    await expect(engine.rows(verbatim(text))).rejects.toBeInstanceOf(QueryError)
  })

  it('loads a table without rows', async () => {
    await engine.load('none', { kind: 'text', columns: ['a'], rows: [] })
    expect(await engine.rows(sql`SELECT count(*) AS n FROM none`)).toEqual([{ n: 0 }])
  })
})

describe('a killed worker', () => {
  it('is told to whoever waits and to whoever comes later', async () => {
    const killed = await openKillableEngine()
    const running = killed.engine.rows(verbatim('SELECT count(*) AS n FROM range(1000000) a, range(1000000) b'))
    const inLine = killed.engine.rows(sql`SELECT 1 AS one`)
    setTimeout(() => killed.worker.terminate(), 100)
    await expect(running).rejects.toBeInstanceOf(EngineGone)
    await expect(inLine).rejects.toBeInstanceOf(EngineGone)
    await expect(killed.engine.rows(sql`SELECT 2 AS two`)).rejects.toBeInstanceOf(EngineGone)
    await expect(killed.engine.load('cells', { kind: 'text', columns: ['a'], rows: [['1']] })).rejects.toBeInstanceOf(EngineGone)
  })

  it('is not taken for a broken file where it was the decoder', async () => {
    const { engine: orphaned } = await openKillableEngine({ decode: () => Promise.reject(new EngineGone('the worker was ended')), encode: () => Promise.reject(new EngineGone('the worker was ended')), close: () => undefined })
    await expect(orphaned.load('cells', { kind: 'parquet', bytes: new Uint8Array(8) })).rejects.toBeInstanceOf(EngineGone)
    await expect(orphaned.parquet(sql`SELECT 1 AS one`)).rejects.toBeInstanceOf(EngineGone)
    await orphaned.close()
  })
})
