import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bench } from '@/engine/bench-engine.ts'
import { BenchError } from '@/engine/bench-failure.ts'
import { verbatim } from '@/engine/sql.ts'
import { openBenchInNode, runWhole } from './open-bench.ts'

let bench: Bench
let opened = 0
const replaced: string[] = []
beforeAll(async () => {
  bench = openBenchInNode({
    fill: async (engine) => {
      opened += 1
      await engine.rows(verbatim("CREATE TABLE project_year AS SELECT '示例市教育局' AS department, i AS year, CAST(i * 1.10 AS DECIMAL(18,2)) AS executed FROM range(2014, 2024) r(i)"))
    },
    onReplaced: (why) => replaced.push(why),
  })
  await bench.ask('SELECT 1 AS one')
})
afterAll(() => bench.close())

const failure = async (statement: string, options?: Parameters<typeof runWhole>[2]) => {
  try {
    await runWhole(bench, statement, options)
  } catch (error) {
    if (error instanceof BenchError) return error
    throw error
  }
  throw new Error(`not refused: ${statement}`)
}
const unharmed = async () => expect((await bench.ask('SELECT count(*) AS n, CAST(sum(executed) AS VARCHAR) AS sum FROM main.project_year'))[0]).toEqual({ n: 10, sum: '22203.50' })

describe('the analyst\'s engine', () => {
  it('answers with exact values, all names kept, odd types in DuckDB\'s own text', async () => {
    const { columns, rows } = await runWhole(bench, "SELECT CAST(0.30 AS DECIMAL(18,2)) AS a, 2 AS a, [1, NULL] AS l, {'x': 'o''neil'} AS s, MAP {'k': 1} AS m, TIMESTAMP '2020-01-01 00:00:01' AS t, 'nan'::DOUBLE AS n, '-inf'::FLOAT AS f, 170141183460469231731687303715884105727::HUGEINT AS h, NULL AS z, 'b'::ENUM('a','b') AS e")
    expect(columns?.map(({ name, type }) => `${name} ${type}`)).toEqual(['a DECIMAL(18,2)', 'a INTEGER', 'l INTEGER[]', 's STRUCT(x VARCHAR)', 'm MAP(VARCHAR, INTEGER)', 't TIMESTAMP', 'n DOUBLE', 'f FLOAT', 'h HUGEINT', 'z INTEGER', "e ENUM('a', 'b')"])
    expect(rows).toEqual([['0.30', 2, '[1, NULL]', "{'x': 'o\\'neil'}", '{k=1}', '2020-01-01 00:00:01', Number.NaN, Number.NEGATIVE_INFINITY, '170141183460469231731687303715884105727', null, 'b']])
  })

  it('streams: many chunks, and stops where the sink has enough', async () => {
    expect((await runWhole(bench, 'SELECT i FROM range(100000) r(i)')).chunks).toBeGreaterThan(20)
    let taken = 0
    await bench.run('SELECT i FROM range(100000000) r(i)', { columns: () => undefined, chunk: () => (taken += 1) < 5 })
    expect(taken).toBe(5)
    await unharmed()
  })

  it('keeps the order of an ordered answer also where types are turned to text', async () => {
    const { rows } = await runWhole(bench, "SELECT DATE '2020-01-01' + CAST(i AS INTEGER) AS d, i FROM range(5000) r(i) ORDER BY hash(i)")
    expect(rows.map((row) => row[1])).toEqual((await runWhole(bench, 'SELECT i FROM range(5000) r(i) ORDER BY hash(i)')).rows.map((row) => row[0]))
  })

  it.each(['PIVOT project_year ON year USING sum(executed)', 'FROM project_year', 'SHOW TABLES', 'SHOW ALL TABLES', 'DESCRIBE project_year', 'SUMMARIZE project_year', 'VALUES (1)', '(SELECT 1)', 'EXPLAIN SELECT 1', 'SELECT 1 -- end', 'WITH a AS (SELECT 1 AS x) FROM a'])('answers %s', async (statement) => {
    expect((await runWhole(bench, statement)).rows.length).toBeGreaterThan(0)
  })

  it('lets temporary tables and views be made and dropped', async () => {
    await runWhole(bench, 'CREATE TEMP TABLE mine AS SELECT 1 AS a')
    await runWhole(bench, 'INSERT INTO mine VALUES (2)')
    expect((await runWhole(bench, 'FROM mine')).rows).toEqual([[1], [2]])
    await runWhole(bench, 'DROP TABLE mine')
    expect((await failure('FROM mine')).kind).toBe('catalog')
  })

  it.each([
    'DROP TABLE project_year', 'DELETE FROM project_year', 'UPDATE project_year SET executed = 0', "INSERT INTO project_year VALUES ('x', 1, 1)", 'CREATE TABLE other AS SELECT 1', 'ALTER TABLE project_year ADD COLUMN z INT', 'CREATE VIEW v AS SELECT 1', 'TRUNCATE project_year',
    'WITH x AS (SELECT 1) DELETE FROM project_year', "COPY project_year TO 'x.csv'", "ATTACH 'x.db'", 'INSTALL httpfs', 'LOAD json', 'PRAGMA version', 'SET threads = 4', "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')", "SELECT * FROM 'http://127.0.0.1:9/x.csv'", "FROM read_text('/etc/passwd')", "FROM glob('/*')", 'COMMIT', 'BEGIN', 'CALL pragma_version()', 'FROM enable_logging()', 'SELECT * FROM "checkpoint"()', 'EXPLAIN ANALYZE DELETE FROM project_year', "EXPORT DATABASE 'x'", 'USE temp', 'CREATE SECRET s (TYPE s3)',
  ])('refuses %s and the tables are unharmed', async (statement) => {
    expect(await failure(statement)).toBeInstanceOf(BenchError)
    await unharmed()
  })

  it('replaces the engine where text slips out of its transaction', async () => {
    // Nothing splits this text here, as the page does first: what would happen if the page's splitter were wrong.
    await failure('SELECT 1; COMMIT; DELETE FROM project_year').catch(() => undefined)
    await unharmed()
  })

  it('points at the place of an error, in the editor\'s units', async () => {
    const statement = "SELECT '项目😀' AS a, nope\nFROM project_year"
    expect((await failure(statement)).place).toBe(statement.indexOf('nope'))
    expect((await failure('SELECT 1,\n  FROM WHERE')).place).toBe('SELECT 1,\n  FROM '.length)
    expect((await failure('SELEC 1')).kind).toBe('parser')
    const late = "SELECT DATE '2020-01-01' AS d, CAST(year || 'x' AS INTEGER) AS y FROM project_year"
    expect(await failure(late)).toMatchObject({ kind: 'conversion', place: late.indexOf('CAST') })
  })

  it('raises an error in the middle of the rows', async () => {
    expect((await failure('SELECT CAST(i AS SMALLINT) AS y FROM range(100000) r(i)')).kind).toBe('conversion')
  })

  it.each([
    'SELECT count(*) FROM range(1000000) a, range(1000000) b',
    'SELECT a.range FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = -1',
    'WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i FROM r) SELECT count(*) FROM r',
  ])('lets go of %s when cancelled, and answers again', async (statement) => {
    const stop = new AbortController()
    const running = failure(statement, { signal: stop.signal })
    await new Promise((resolve) => setTimeout(resolve, 400))
    stop.abort()
    expect((await running).kind).toBe('cancelled')
    await unharmed()
  })

  it('ends a statement at its time limit', async () => {
    expect((await failure('SELECT count(*) FROM range(1000000) a, range(1000000) b', { secondsLimit: 0.3 })).kind).toBe('time')
    await unharmed()
  })

  it('ends a statement that needs too much memory with a message, and goes on', async () => {
    expect((await failure('SELECT * FROM range(100000000) r(i) ORDER BY hash(i)')).kind).toBe('memory')
    await unharmed()
  })

  it('opens no engine once it is closed, though a statement was being stopped and another waited', async () => {
    let [lives, told] = [0, 0]
    const own = openBenchInNode({ fill: async () => void (lives += 1), onReplaced: () => (told += 1) })
    await own.ask('SELECT 1 AS one')
    const sink = { columns: () => undefined, chunk: () => true }
    const stop = new AbortController()
    const running = own.run('SELECT count(*) FROM range(1000000) a, range(1000000) b', sink, { signal: stop.signal })
    const waiting = own.run('SELECT 1 AS one', sink)
    await new Promise((resolve) => setTimeout(resolve, 200))
    stop.abort()
    own.close()
    await expect(running).rejects.toMatchObject({ kind: 'cancelled' })
    await expect(waiting).rejects.toMatchObject({ kind: 'closed' })
    expect([lives, told]).toEqual([1, 0])
  })

  it('comes back with its tables when restarted with another memory limit', async () => {
    const before = opened
    await bench.restart(400)
    expect(opened).toBe(before + 1)
    await unharmed()
    expect((await bench.ask("SELECT current_setting('memory_limit') AS m"))[0]).toEqual({ m: '381.4 MiB' })
  })
})
