import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { openNativeEngine, type NativeEngine } from '@/engine/duckdb-native.ts'
import { verbatim } from '@/engine/sql.ts'
import { jilanHere, openTempFolder, project } from './jilan.ts'

let [folder, remove] = ['', async () => {}]
beforeAll(async () => {
  const temp = await openTempFolder()
  ;[folder, remove] = [temp.path, temp.remove]
})
afterAll(() => remove())

async function filesOf(path: string): Promise<ReadonlyMap<string, string>> {
  const entries = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const names = entries.map((entry) => relative(path, join(entry.parentPath, entry.name))).sort()
  return new Map(await Promise.all(names.map(async (name) => [name, (await readFile(join(path, name))).toString('base64')] as const)))
}

const generate = (words: readonly string[], out: string) => jilanHere(['generate', '--years', '2014-2025', ...words, '--out', join(folder, out)])

describe('the same call', () => {
  it('gives the bytes of data/demo-city again', async () => {
    expect((await generate(['--projects', '360', '--seed', '2014'], 'again')).code).toBe(0)
    const [again, committed] = [await filesOf(join(folder, 'again')), await filesOf(join(project, 'data/demo-city'))]
    expect([...again.keys()]).toEqual([...committed.keys()])
    for (const [name, bytes] of again) expect(bytes === committed.get(name), name).toBe(true)
  })

  it('with another seed gives another city', async () => {
    await generate(['--projects', '12', '--seed', '1'], 'one')
    await generate(['--projects', '12', '--seed', '2'], 'two')
    expect((await filesOf(join(folder, 'one'))).get('project_year.parquet')).not.toBe((await filesOf(join(folder, 'two'))).get('project_year.parquet'))
  })
})

describe('the demo city', () => {
  let engine: NativeEngine
  beforeAll(async () => {
    engine = await openNativeEngine()
    await loadDatasetFolder(engine, join(project, 'data/demo-city'))
  })
  afterAll(() => engine.close())
  const one = async (text: string) => (await engine.rows(verbatim(text)))[0]

  it('says that it is synthetic, and is small', async () => {
    const manifest: unknown = JSON.parse(await readFile(join(project, 'data/demo-city/manifest.json'), 'utf8'))
    expect(manifest).toMatchObject({ synthetic: true, years: [2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025] })
    const files = [...(await filesOf(join(project, 'data/demo-city')))]
    for (const isDerived of [false, true]) {
      const bytes = files.filter(([name]) => name.startsWith('derived') === isDerived).reduce((sum, [, text]) => sum + (text.length * 3) / 4, 0)
      expect(bytes, isDerived ? 'derived' : 'tables').toBeLessThan(isDerived ? 2_800_000 : 2_000_000)
    }
  })

  it('has forms of 8 to 12 indicators whose weights add up to 100 with the execution, but for a few slips', async () => {
    const row = await one(`
WITH form AS (SELECT form_id, count(*) AS n, sum(weight) AS weight, sum(score) AS score FROM indicator GROUP BY form_id)
SELECT count(*) AS forms, min(n) AS least, max(n) AS most,
  count(*) FILTER (WHERE weight <> 90) AS weights, count(*) FILTER (WHERE score + execution_score <> total_score) AS scores
FROM form JOIN project_year USING (form_id)`)
    expect(row).toMatchObject({ forms: 3994, least: 8, most: 12 })
    for (const slips of [Number(row?.['weights']), Number(row?.['scores'])]) expect(slips >= 3 && slips <= 40).toBe(true)
  })

  it('has funds that add up and rates as printed, but for a few slips', async () => {
    const row = await one(`
WITH fund AS (SELECT form_id, sum(initial_budget) AS i, sum(full_year_budget) AS f, sum(executed) AS e FROM fund_source GROUP BY form_id)
SELECT count(*) FILTER (WHERE i <> initial_budget OR e <> executed) AS never,
  count(*) FILTER (WHERE f <> full_year_budget) AS funds,
  count(*) FILTER (WHERE abs(execution_rate_percent - executed * 100 / full_year_budget) > 0.0051) AS rates
FROM fund JOIN project_year USING (form_id)`)
    expect(row?.['never']).toBe(0)
    for (const slips of [Number(row?.['funds']), Number(row?.['rates'])]) expect(slips >= 3 && slips <= 40).toBe(true)
  })

  it('has projects that come, go and stay, masked cuts, additions, a year without a department and one scored alike', async () => {
    expect(await one(`
WITH life AS (SELECT project_id, min(year) AS first, max(year) AS last, count(*) AS n FROM project_year GROUP BY project_id)
SELECT bool_or(n = 1) AS short, bool_or(n >= 10) AS long, bool_or(last < 2020) AS ended, bool_or(first > 2020) AS begun, bool_or(n < last - first + 1) AS rested FROM life`)).toEqual({ short: true, long: true, ended: true, begun: true, rested: true })
    const behaviour = await one(`SELECT count(*) FILTER (WHERE masked_cut) / count(*) AS masked, count(*) FILTER (WHERE cut < 0 AND initial_budget > 0) AS added, count(*) FILTER (WHERE added_in_year) AS begun FROM project_metrics`)
    expect(Number(behaviour?.['masked'])).toBeGreaterThan(0.08)
    expect(Number(behaviour?.['added'])).toBeGreaterThan(100)
    expect(Number(behaviour?.['begun'])).toBeGreaterThan(20)
    expect(await one(`SELECT count(DISTINCT year) AS years FROM project_year WHERE department = '霁川市应急管理局'`)).toEqual({ years: 11 })
    expect(await one(`SELECT count(DISTINCT total_score) AS scores, count(*) >= 5 AS many FROM project_year WHERE department = '霁川市文化和旅游局' AND year = 2021`)).toEqual({ scores: 1, many: true })
  })

  it('tells departments apart: one reliable, one with masked cuts, one that gets worse', async () => {
    const outturn = async (department: string, years: string) => Number((await one(`SELECT CAST(sum(executed) AS DOUBLE) / CAST(sum(initial_budget) AS DOUBLE) AS outturn FROM project_year WHERE department = '${department}' AND year IN (${years})`))?.['outturn'])
    const all = '2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025'
    expect(await outturn('霁川市教育局', all)).toBeGreaterThan(0.95)
    expect(await outturn('霁川市大数据管理局', all)).toBeLessThan(0.82)
    expect(await outturn('霁川市交通运输局', '2014, 2015, 2016')).toBeGreaterThan(0.08 + (await outturn('霁川市交通运输局', '2023, 2024, 2025')))
  })

  it('gets wrong what real units get wrong', async () => {
    const { out } = await jilanHere(['check', join(project, 'data/demo-city'), '--lang', 'en'])
    for (const rule of ['weight-sum', 'score-sum', 'rate-mismatch', 'fund-sum', 'score-over-weight', 'executed-over-budget', 'score-recomputed', 'met-but-deducted', 'missed-but-full', 'unexplained', 'change-unexplained', 'masked-cut', 'dimension-missing', 'vacuous-target', 'exact-hit', 'boilerplate', 'flat-scores', 'overshoot', 'ratchet-down', 'copied-goal']) {
      expect(out).toMatch(new RegExp(`^ +[1-9]\\d* {2}${rule} `, 'm'))
    }
  })
})
