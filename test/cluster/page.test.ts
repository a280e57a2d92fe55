import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { run } from '@/cli/run.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { sql } from '@/engine/sql.ts'
import { cells, downloaded, idle, runText, write } from '../browser/sql-workbench.ts'
import { readerOf } from './published.ts'
import { newPage, openClusterSite, shown, type ClusterSite } from './cluster-site.ts'

const folder = fileURLToPath(new URL('../../data/demo-city', import.meta.url))
const streams = { out: async () => undefined, error: () => undefined, isTerminal: false }
const inCluster = 'published/page_city/manifest.json'

let site: ClusterSite
let published: string
let page: Page
const outside: string[] = []

async function open(data: string, address: string): Promise<void> {
  const [path = '', query = ''] = address.split('?')
  const view = /^#\/([a-z-]+)/.exec(path)?.[1] ?? 'overview'
  await page.goto(`${site.origin}/${path}?data=${encodeURIComponent(data)}${query === '' ? '' : `&${query}`}`)
  await page.locator(`main[data-view="${view}"][data-state="ready"]`).waitFor({ timeout: 120_000 })
}

beforeAll(async () => {
  const cluster = inject('cluster')
  published = await mkdtemp(join(tmpdir(), 'jilan-published-'))
  const call = ['publish', folder, '--engine', cluster.url, '--schema', 'page_city', '--warehouse', cluster.warehouse, '--out', join(published, 'page_city')]
  expect(await run(call, streams)).toBe(0)
  site = await openClusterSite(cluster.url, published)
  page = await newPage(site)
  page.on('request', (request) => {
    if (!request.url().startsWith(`${site.origin}/`) && !/^(data|blob):/.test(request.url())) outside.push(request.url())
  })
})
afterAll(async () => {
  await site.close()
  await rm(published, { recursive: true, force: true })
})

describe('the page over a cluster', () => {
  it.each([
    '#/overview',
    '#/overview?from=2020&to=2023&region=%E9%9C%81%E5%B7%9D%E5%B8%82',
    '#/departments?from=2022',
    '#/department/%E9%9C%81%E5%B7%9D%E5%B8%82%E4%BA%A4%E9%80%9A%E8%BF%90%E8%BE%93%E5%B1%80',
    '#/indicators?q=%E7%BD%91%E7%BB%9C',
    '#/cuts?from=2021&min_cut=0.1',
    '#/audit?from=2024',
    '#/watchlist',
  ])('shows at %s what it shows of the files', async (address) => {
    await open(inCluster, address)
    const there = await shown(page)
    await open('demo-city', address)
    expect(there).toEqual(await shown(page))
  })

  it('drills to a project through the cluster and says who answered', async () => {
    await open(inCluster, '#/cuts?from=2023')
    await page.locator('[data-table="cuts"] [data-key] a').first().click()
    await page.locator('main[data-view="project"][data-state="ready"]').waitFor({ timeout: 120_000 })
    const there = await shown(page)
    await page.goto(page.url().replace(/data=[^&]*/, 'data=demo-city'))
    await page.locator('main[data-view="project"][data-state="ready"]').waitFor({ timeout: 120_000 })
    await expect.poll(() => page.locator('[data-role="cluster"]').count()).toBe(0)
    expect(await shown(page)).toEqual(there)
    await open(inCluster, '#/cuts?from=2023')
    await expect.poll(() => page.locator('[data-role="cluster"]').textContent()).toContain('lake.page_city')
  })

  it('shows the statement as it was sent to the cluster', async () => {
    await open(inCluster, '#/departments?from=2023')
    await page.locator('[data-table="department-reliability"]').locator('xpath=ancestor::*[.//*[@data-action="show-sql"]][1]//*[@data-action="show-sql"]').first().click()
    const dialog = page.locator('[role="dialog"]')
    await expect.poll(() => dialog.locator('[data-role="executor"]').getAttribute('data-executor')).toBe('engine')
    expect(await dialog.locator('[data-role="sql-text"]').innerText()).toContain('DECIMAL(38,0)')
  })

  it('says how far the cluster is with what a page asks, and stops it where one wants to', async () => {
    await open(inCluster, '#/overview?lang=en')
    await page.route('**/engine/v1/**', async (route) => {
      await new Promise((later) => setTimeout(later, 700))
      // What was on its way when the page stopped asking is nobody's any more.
      await route.continue().catch(() => undefined)
    })
    await page.goto(`${site.origin}/#/cuts?data=${encodeURIComponent(inCluster)}&lang=en&from=2022`)
    await page.locator('[data-role="cluster"] [data-role="cluster-progress"]').waitFor({ timeout: 60_000 })
    await page.locator('[data-action="stop-cluster"]').click()
    await expect.poll(() => page.locator('main').innerText(), { timeout: 60_000 }).toContain('the question to the cluster was stopped')
    expect(await page.locator('main').getAttribute('data-state')).not.toBe('ready')
    await page.unroute('**/engine/v1/**')
    await open(inCluster, '#/cuts?lang=en&from=2023')
  })

  it('asks its own site alone, and no address of the cluster is in a link', async () => {
    expect(outside).toEqual([])
    expect(page.url()).not.toContain(new URL(inject('cluster').url).port)
    expect(await page.content()).not.toContain(new URL(inject('cluster').url).host)
  })
})

describe('the SQL workbench over a cluster', () => {
  const long = 'SELECT count(*) AS workbench_cancelled FROM indicator AS a CROSS JOIN indicator AS b WHERE a.level3 > b.level3'
  const openBench = async (data = inCluster) => {
    await page.goto(`${site.origin}/#/sql?data=${encodeURIComponent(data)}&lang=en`)
    await page.locator('[data-testid="sql-editor"] .cm-content').waitFor()
    // The dataset before it stays open until this one is.
    await page.locator(`[data-role="sql-engine"][data-engine="${data === inCluster ? 'trino' : 'duckdb'}"]`).waitFor()
  }

  it('says that Trino answers, lists what the cluster has, and gives the answer of the files', async () => {
    await openBench()
    expect(await page.locator('[data-role="sql-engine"]').innerText()).toContain('lake.page_city')
    await page.locator('[data-catalogue="project_year_rows"]').waitFor()
    const text = 'SELECT department, sum(executed) AS executed, count(*) AS n, min(year) AS since, avg(CAST(total_score AS DOUBLE)) AS mean FROM project_year GROUP BY department ORDER BY department'
    expect(await runText(page, text)).toBeNull()
    const there = await cells(page)
    await openBench('demo-city')
    expect(await runText(page, text)).toBeNull()
    expect(there.length).toBeGreaterThan(5)
    expect(there.map((row) => row.slice(0, 4))).toEqual((await cells(page)).map((row) => row.slice(0, 4)))
  })

  it('marks a mistake at its place, and says how Trino writes what only DuckDB reads', async () => {
    await openBench()
    const error = await runText(page, 'SELECT\n  arg_max(project, year) FROM project_year')
    expect(error).toMatchObject({ kind: 'catalog', words: expect.stringContaining('Line 2') })
    expect(error?.words).toContain('max_by(value, by)')
    expect(error?.words).toContain('Trino says')
    expect(await page.locator('.cm-lintRange-error').innerText()).toBe('arg_max')
    expect((await runText(page, 'CREATE TEMP TABLE a AS SELECT 1'))?.words).toContain('WITH name AS')
  })

  it('shows how far a long statement is, and stops it in the cluster too', async () => {
    await openBench()
    await write(page, long)
    await page.locator('[data-action="run-sql"]').click()
    await page.locator('[data-role="cluster-progress"]').waitFor({ timeout: 60_000 })
    await page.locator('[data-action="stop-statement"]').click()
    await idle(page)
    expect(await page.locator('[data-role="run-status"]').innerText()).toContain('Cancelled')
    const states = () => readerOf(inject('cluster'), 'page_city', { user: 'publisher' }).rows(sql`SELECT state FROM system.runtime.queries WHERE query LIKE '%workbench_cancelled%' AND query NOT LIKE '%runtime%'`)
    await expect.poll(async () => (await states()).map(({ state }) => state), { timeout: 20_000 }).toEqual(['FAILED'])
    expect(await runText(page, 'SELECT 1 AS n')).toBeNull()
  })

  it('takes an answer away as CSV, XLSX and Parquet', async () => {
    await openBench()
    expect(await runText(page, 'SELECT year, sum(executed) AS executed FROM project_year GROUP BY year ORDER BY year')).toBeNull()
    const rows = await cells(page)
    const file = (kind: string) => downloaded(page, () => page.locator(`[data-action="export-${kind}"]`).click())
    expect((await file('csv')).toString('utf8').replace('\uFEFF', '').trim().split('\r\n')).toEqual(['year,executed', ...rows.map((row) => row.join(','))])
    expect((await file('xlsx')).subarray(0, 2).toString()).toBe('PK')
    const parquet = join(published, 'answer.parquet')
    await writeFile(parquet, await file('parquet'))
    const native = await openNativeEngine()
    const back = await native.rows(sql`SELECT year, executed, typeof(executed) AS kind FROM read_parquet(${parquet}) ORDER BY year`)
    await native.close()
    expect(back).toEqual(rows.map(([year, executed]) => ({ year: Number(year), executed, kind: 'DECIMAL(38,2)' })))
  })

  it('holds no more than it may, and says where it stopped', async () => {
    await openBench()
    await page.locator('[data-action="sql-limits"]').click()
    await page.locator('[data-limit="answer"]').selectOption('64')
    await page.keyboard.press('Escape')
    expect(await runText(page, 'SELECT a.form_id, a.level3, a.target, a.actual, a.deviation_reason, b.n FROM indicator AS a CROSS JOIN (VALUES 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24) AS b(n)')).toBeNull()
    expect(await page.locator('[data-role="cut-short"]').innerText()).toContain('64 MB')
  })
})

describe('a site whose user may not read the cluster', () => {
  let stranger: ClusterSite
  let visitor: Page
  beforeAll(async () => {
    stranger = await openClusterSite(inject('cluster').url, published, 'stranger')
    visitor = await newPage(stranger)
  })
  afterAll(() => stranger.close())
  const data = encodeURIComponent(inCluster)
  const told = 'The cluster user of this site lacks the right'

  it('shows what was made ahead, and says once what is missing and what to do', async () => {
    await visitor.goto(`${stranger.origin}/#/overview?data=${data}&lang=en`)
    const problem = visitor.locator('main [data-role="rows-problem"]')
    await problem.waitFor({ timeout: 120_000 })
    expect(await problem.innerText()).toContain(told)
    await open(inCluster, '#/overview?lang=en')
    const figuresOf = (of: Page) => of.locator('main [data-metric]').evaluateAll((all) => all.filter((one) => !one.closest('[data-key]')).map((one) => `${one.getAttribute('data-metric')}=${one.getAttribute('data-value')}`))
    const there = await figuresOf(page)
    expect(there.length).toBeGreaterThan(3)
    expect(await figuresOf(visitor)).toEqual(there)
  })

  it('gives no rows in the workbench, which says so once', async () => {
    await visitor.goto(`${stranger.origin}/#/sql?data=${data}&lang=en`)
    await visitor.locator('[data-role="bench-failed"]').waitFor({ timeout: 120_000 })
    const alerts = await visitor.locator('[role="alert"]').allInnerTexts()
    expect(alerts.filter((text) => text.includes(told)).length).toBe(1)
  })
})
