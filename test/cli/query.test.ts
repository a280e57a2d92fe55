import { createHash } from 'node:crypto'
import { cp, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jilan, jilanHere, openTempFolder, project } from './jilan.ts'

const dataset = 'data/songjiang-2023'

async function ask(sql: string): Promise<unknown> {
  const { code, out, error } = await jilanHere(['query', dataset, sql, '--format', 'json'])
  expect([code, error]).toEqual([0, ''])
  return JSON.parse(out)
}

describe('JSON', () => {
  it('has decimals exact as strings, absent values as null, nested values nested', async () => {
    const sql = `SELECT sum(cut) AS cut, count(*) AS n, NULL AS none, [0.10, NULL] AS list, {'of': {'deep': 1.20}} AS struct, MAP {'a': 2} AS map, 9007199254740993 AS big, DATE '2023-12-31' AS day, 'NaN'::DOUBLE AS odd FROM project_metrics`
    expect(await ask(sql)).toEqual([{ cut: '4651454.43', n: 6, none: null, list: ['0.10', null], struct: { of: { deep: '1.20' } }, map: { a: 2 }, big: '9007199254740993', day: '2023-12-31', odd: 'NaN' }])
  })

  it('is an empty array for no rows, and keeps two columns of one name', async () => {
    expect(await ask('SELECT project FROM project_year WHERE FALSE')).toEqual([])
    expect(await ask('SELECT 1 AS a, 2 AS a, 3 AS a_1')).toEqual([{ a: 1, a_2: 2, a_1: 3 }])
  })

  it('holds many rows', async () => {
    expect(await ask('SELECT i FROM range(20000) r(i) ORDER BY i')).toHaveLength(20_000)
  })
})

describe('CSV and table', () => {
  it('CSV quotes where it must and leaves absent cells empty', async () => {
    expect((await jilanHere(['query', dataset, `SELECT 'a,"b"' AS "x,y", NULL AS none, 1.50 AS m, [1] AS l`, '--format', 'csv'])).out).toBe('"x,y",none,m,l\n"a,""b""",,1.50,[1]\n')
  })

  it('aligns Chinese text in a table, figures to the right', async () => {
    const { out } = await jilanHere(['query', dataset, "SELECT * FROM (VALUES ('课题', 1.50), ('ab', 12345.00)) t(项目, amount)"])
    expect(out).toBe('项目    amount\n────  ────────\n课题      1.50\nab    12345.00\n(2 rows)\n')
  })
})

describe('where the SQL comes from', () => {
  it('is an argument, a file or standard input, a semicolon at its end or not', async () => {
    const folder = await openTempFolder()
    const file = join(folder.path, 'q.sql')
    await writeFile(file, 'SELECT count(*) AS n FROM indicator;\n')
    const fromFile = await jilanHere(['query', dataset, '--file', file, '--format', 'json'])
    const fromInput = await jilan(['query', dataset, '-', '--format', 'json'], { input: 'SELECT count(*) AS n FROM indicator;' })
    await folder.remove()
    const expected = [{ n: 56 }]
    expect([JSON.parse(fromFile.out), JSON.parse(fromInput.out), await ask('SELECT count(*) AS n FROM indicator ;')]).toEqual([expected, expected, expected])
  })

  it('finds a folder from where the person stands', async () => {
    expect((await jilan(['query', 'songjiang-2023', 'SELECT 1 AS n', '--format', 'csv'], { cwd: join(project, 'data') })).out).toBe('n\n1\n')
  })
})

describe('the folder is safe', () => {
  let [folder, remove] = ['', async () => {}]
  beforeAll(async () => {
    const temp = await openTempFolder()
    ;[folder, remove] = [join(temp.path, 'set'), temp.remove]
    await cp(join(project, dataset), folder, { recursive: true })
  })
  afterAll(() => remove())

  async function fingerprint(): Promise<readonly string[]> {
    const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort()
    return Promise.all(names.map(async (name) => `${name} ${createHash('sha256').update(await readFile(name)).digest('hex')}`))
  }

  it.each([
    ["COPY (SELECT 1 AS n) TO 'SET/stolen.csv'", 1],
    ["SELECT * FROM read_text('SET/manifest.json')", 1],
    ["ATTACH 'SET/x.db' AS x", 1],
    ['SET enable_external_access = true', 1],
    ["SELECT * FROM 'SET/project_year.parquet'", 1],
    ['DELETE FROM project_year_1', 0],
    ['DROP VIEW project_year', 0],
  ])('from %s', async (text, expected) => {
    const before = await fingerprint()
    const { code } = await jilanHere(['query', folder, text.replaceAll('SET/', `${folder}/`)])
    expect([code, await fingerprint()]).toEqual([expected, before])
  })

  it('names a broken file and exits 2', async () => {
    await truncate(join(folder, 'indicator.parquet'), 100)
    const { code, out, error } = await jilanHere(['query', folder, 'SELECT 1'])
    expect([code, out]).toEqual([2, ''])
    expect(error).toMatch(/indicator\.parquet: the file is not whole: \d+ bytes expected, 100 found/)
  })
})
