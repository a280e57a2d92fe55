import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cancel, cells, idle, openWorkbench, result, runText, unharmed, write } from './sql-workbench.ts'
import { expectQuiet, visit, type Visit } from './site.ts'

let visitor: Visit
beforeAll(async () => {
  visitor = await visit()
  await openWorkbench(visitor.page, 'data=songjiang-2023&lang=zh')
})
afterAll(async () => {
  expectQuiet(visitor)
  await visitor.close()
})

describe('what the workbench refuses', () => {
  it.each([
    ["COPY project_year TO 'x.csv'", 'refused', '文件'],
    ["ATTACH 'x.db'", 'refused', '文件'],
    ['INSTALL httpfs', 'refused', '扩展'],
    ['LOAD json', 'refused', '扩展'],
    ['PRAGMA database_list', 'refused', '设置'],
    ["SET memory_limit = '4GB'", 'refused', '设置'],
    ["SELECT * FROM read_csv('http://example.com/a.csv')", 'permission', '网络'],
    ["SELECT * FROM 'https://example.com/a.parquet'", 'catalog', ''],
    ["SELECT * FROM read_text('/etc/passwd')", 'permission', '文件'],
    ['DROP TABLE project_year', 'read-only', '只读'],
    ['DROP VIEW project_metrics', 'read-only', '只读'],
    ['DELETE FROM indicator', 'read-only', '只读'],
    ['UPDATE project_year SET executed = 0', 'read-only', '只读'],
    ['CREATE TABLE t AS SELECT 1', 'refused', '只读'],
    ['SELECT * FROM enable_logging()', 'refused', '设置'],
  ])('%s', async (statement, kind, word) => {
    const error = await runText(visitor.page, statement)
    expect(error?.kind).toBe(kind)
    expect(error?.words).toContain(word)
    expect(await unharmed(visitor.page)).toBe(true)
  })

  it('several statements that try to leave the transaction', async () => {
    expect((await runText(visitor.page, 'SELECT 1; COMMIT; DELETE FROM project_year', 'run-all-sql'))?.kind).toBe('refused')
    expect(await unharmed(visitor.page)).toBe(true)
  })

  it('a statement of more than a megabyte, and takes one of nearly that', async () => {
    expect((await runText(visitor.page, `SELECT ${'1 + '.repeat(260_000)}1`))?.kind).toBe('refused')
    expect(await runText(visitor.page, `SELECT length('${'项'.repeat(900_000)}') AS n`)).toBeNull()
    expect(await cells(visitor.page)).toEqual([['900000']])
    // Deep nesting is more than the parser takes: a message, not a crash.
    expect(await runText(visitor.page, `SELECT ${'('.repeat(100_000)}1${')'.repeat(100_000)}`)).not.toBeNull()
    expect(await unharmed(visitor.page)).toBe(true)
  })
})

describe('what never ends', () => {
  it.each([
    ['a cross join that counts', 'SELECT count(*) FROM range(10000000) a, range(10000000) b'],
    ['a cross join that finds nothing', 'SELECT a.range FROM range(10000000) a, range(10000000) b WHERE a.range * b.range = -1'],
    ['a recursive CTE', 'WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i FROM r) SELECT count(*) FROM r'],
  ])('%s is cancelled, and the engine answers again', async (_, statement) => {
    const { page } = visitor
    await write(page, statement)
    await page.locator('[data-action="run-sql"]').click()
    await page.locator('[data-action="cancel-sql"]:not([disabled])').waitFor()
    await page.waitForTimeout(600)
    // Endless: only the cancelling ends it. How long that takes is measured by `npm run bench`, not here.
    await page.locator('[data-action="cancel-sql"]').click()
    await page.locator('[data-action="run-sql"]:not([disabled])').waitFor()
    expect(await page.locator('[data-action="cancel-sql"]:not([disabled])').count()).toBe(0)
    expect(await unharmed(page)).toBe(true)
  })

  it('a cross join of rows fills the grid to its limit and says so', async () => {
    const { page } = visitor
    await page.locator('[data-action="sql-limits"]').click()
    await page.locator('[data-limit="answer"]').selectOption('64')
    await page.keyboard.press('Escape')
    expect(await runText(page, 'SELECT a.range AS a, b.range AS b FROM range(10000000) a, range(10000000) b')).toBeNull()
    await page.locator('[data-role="cut-short"]').waitFor()
    expect(Number(await result(page).getAttribute('data-row-count'))).toBeGreaterThan(1_000_000)
    expect(await unharmed(page)).toBe(true)
  })

  it('a statement past its time limit ends with a message', async () => {
    const { page } = visitor
    await page.locator('[data-action="sql-limits"]').click()
    await page.locator('[data-limit="seconds"]').selectOption('10')
    await page.keyboard.press('Escape')
    const error = await runText(page, 'SELECT count(*) FROM range(10000000) a, range(10000000) b')
    expect(error?.kind).toBe('time')
    expect(await unharmed(page)).toBe(true)
  })

  it('a query out of memory ends with a message, and the engine goes on', async () => {
    const { page } = visitor
    await page.locator('[data-action="sql-limits"]').click()
    await page.locator('[data-limit="memory"]').selectOption('256')
    await page.keyboard.press('Escape')
    const error = await runText(page, 'SELECT i FROM range(200000000) r(i) ORDER BY hash(i)')
    expect(error?.kind).toBe('memory')
    expect(error?.words).toContain('256')
    expect(await unharmed(page)).toBe(true)
  })

  it.each(["SELECT length(repeat('x', 3000000000)) AS n", 'SELECT len(range(600000000)) AS n'])('%s, which takes the whole engine down, ends with a message and a new engine with its tables', async (statement) => {
    const { page } = visitor
    await page.locator('[data-action="sql-limits"]').click()
    await page.locator('[data-limit="memory"]').selectOption('3072')
    await page.keyboard.press('Escape')
    const error = await runText(page, statement)
    expect(['crashed', 'memory']).toContain(error?.kind)
    if (error?.kind === 'crashed') await page.locator('[data-role="engine-replaced"]').waitFor()
    expect(await unharmed(page)).toBe(true)
  })

  it('an engine that dies comes back with its tables by itself', async () => {
    const { page } = visitor
    await runText(page, 'CREATE TEMP TABLE mine AS SELECT 1 AS a')
    // Nothing interrupts this within the engine: cancelling it ends the worker, as a crash would.
    await write(page, 'SELECT a.range FROM range(10000000) a, range(10000000) b WHERE a.range * b.range = -1')
    await page.locator('[data-action="run-sql"]').click()
    await page.waitForTimeout(700)
    await cancel(page).click()
    await page.locator('[data-role="engine-replaced"]').waitFor()
    expect(await unharmed(page)).toBe(true)
  })
})

describe('answers of odd shapes', () => {
  it('a hundred million cells', async () => {
    const { page } = visitor
    expect(await runText(page, `SELECT ${Array.from({ length: 100 }, (_, index) => `i + ${index} AS c${index}`).join(', ')} FROM range(1000000) r(i)`)).toBeNull()
    const rows = Number(await result(page).getAttribute('data-row-count'))
    expect(rows).toBeGreaterThan(10_000)
    if (rows < 1_000_000) await page.locator('[data-role="cut-short"]').waitFor()
    expect((await cells(page))[0]?.[0]).toBe('0')
    expect(await unharmed(page)).toBe(true)
  })

  it('zero columns, zero rows', async () => {
    const { page } = visitor
    expect((await runText(page, 'SELECT * EXCLUDE (a) FROM (SELECT 1 AS a)'))?.kind).toBe('binder')
    expect(await runText(page, 'SELECT 1 AS a WHERE false')).toBeNull()
    expect(await result(page).getAttribute('data-row-count')).toBe('0')
    expect(await runText(page, 'CREATE OR REPLACE TEMP VIEW v AS SELECT 1 AS a')).toBeNull()
    await page.locator('[data-role="no-rows"]').waitFor()
  })

  it('duplicate names, NaN and infinities, NULL, nested types, exact decimals', async () => {
    const { page } = visitor
    expect(await runText(page, "SELECT 0.30::DECIMAL(18,2) AS a, 7 AS a, 'nan'::DOUBLE AS n, '-inf'::DOUBLE AS m, 'inf'::FLOAT AS p, NULL AS z, [1, NULL, 3] AS l, {'x': [1], 'y': 'b'} AS s, MAP {'k': 1} AS k, 12345678901234567890123456789012345.67::DECIMAL(38,2) AS big")).toBeNull()
    expect(await cells(page)).toEqual([['0.30', '7', 'nan', '-inf', 'inf', '', '[1, NULL, 3]', "{'x': [1], 'y': b}", '{k=1}', '12345678901234567890123456789012345.67']])
    expect(await result(page).locator('[data-head]').evaluateAll((heads) => heads.map((head) => head.getAttribute('data-head')))).toEqual(['a', 'a', 'n', 'm', 'p', 'z', 'l', 's', 'k', 'big'])
    expect(await result(page).locator('[data-null]').count()).toBe(1)
  })

  it('an error in the middle of the rows is an error', async () => {
    expect((await runText(visitor.page, 'SELECT CAST(i AS SMALLINT) AS y FROM range(100000) r(i)'))?.kind).toBe('conversion')
    await idle(visitor.page)
  })
})
