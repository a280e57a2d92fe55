import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql, type Statement } from '@/engine/sql.ts'
import { charts, expectQuiet, figures, open, settled, tableRows, visit, type Visit } from './site.ts'

async function openNative(dataset: string): Promise<Engine> {
  const engine = await openNativeEngine()
  await loadDatasetFolder(engine, fileURLToPath(new URL(`../../data/${dataset}`, import.meta.url)))
  return engine
}

describe('the cuts of the six forms', () => {
  let visitor: Visit
  beforeAll(async () => {
    visitor = await visit()
    await open(visitor.page, '#/cuts?data=songjiang-2023')
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  it('are four masked ones at 20 %, by rate 77.33, 53.53, 48.37 and 44.13 %', async () => {
    expect(await figures(visitor.page)).toMatchObject({ masked_cut_count: '4', cut: '4651454.43', project_count: '6', past_threshold_count: '4', past_threshold_masked_count: '4', running_cut_count: '0', addition: '0.00', added_in_year: '0.00' })
    const rows = await tableRows(visitor.page, 'cuts')
    expect(rows.map(({ cells }) => Number(cells['cut_rate']).toFixed(4)).toSorted().toReversed()).toEqual(['0.7733', '0.5353', '0.4837', '0.4413'])
    expect(rows.every(({ cells }) => cells['masked_cut'] === 'true' && cells['reason_given'] === 'false')).toBe(true)
    const names = await visitor.page.locator('[data-table="cuts"] [data-column="project"]').allTextContents()
    expect(names.map((name) => name.trim()).toSorted()).toEqual(['宣传与推广', '网络信息系统运行与维护', '设备运行与维护', '课题与规划'].toSorted())
    expect(await charts(visitor.page)).toMatchObject({ 'cuts-scatter': 6, 'cuts-histogram': 6 })
  })

  it('show 法律咨询与服务 nowhere, however low the rate', async () => {
    await open(visitor.page, '#/cuts?data=songjiang-2023&min_cut=0')
    const rows = await tableRows(visitor.page, 'cuts')
    expect(rows).toHaveLength(5)
    expect((await visitor.page.locator('[data-table="cuts"]').textContent())?.includes('法律咨询与服务')).toBe(false)
  })

  it('take a threshold from the chips, by rate and amount, keyboard alone, and carry it in the address', async () => {
    const { page } = visitor
    await open(page, '#/cuts?data=songjiang-2023')
    await page.locator('[data-filter="min_amount"]').focus()
    await page.keyboard.press('Enter')
    await page.locator('.floating input').fill('30')
    await page.keyboard.press('Enter')
    await settled(page, { view: 'cuts' })
    expect(page.url()).toContain('min_amount=300000')
    expect((await tableRows(page, 'cuts')).map(({ key }) => key)).toHaveLength(2)
    expect((await tableRows(page, 'cuts')).every(({ cells }) => Number(cells['cut']) >= 300000)).toBe(true)
    expect((await figures(page))['past_threshold_count']).toBe(String((await tableRows(page, 'cuts')).length))
    await page.goBack()
    await settled(page, { view: 'cuts' })
    expect(await tableRows(page, 'cuts')).toHaveLength(4)
  })

  it('say what of the address can not be used, and stay up', async () => {
    await open(visitor.page, '#/cuts?data=songjiang-2023&min_amount=viel&running=0&box=9,1,2,3')
    expect(await visitor.page.locator('[data-role="address-problem"]').count()).toBe(2)
    expect(await tableRows(visitor.page, 'cuts')).toHaveLength(4)
  })

  it('lead from a row to the project, its year walked down in a waterfall', async () => {
    const { page } = visitor
    await open(page, '#/cuts?data=songjiang-2023')
    await page.locator('[data-table="cuts"] a', { hasText: '课题与规划' }).click()
    await settled(page, { view: 'project' })
    const waterfall = page.locator('figure[data-chart="waterfall"]')
    expect(await waterfall.getAttribute('data-points')).toBe('5')
    await waterfall.locator('[data-action="toggle-table"]').click()
    const steps = await tableRows(page, 'waterfall-table')
    const [initial, cut, full, unspent, executed] = steps.map(({ cells }) => BigInt((cells['amount'] ?? '').replace('.', '')))
    expect((initial ?? 0n) + (cut ?? 0n)).toBe(full)
    expect((full ?? 0n) + (unspent ?? 0n)).toBe(executed)
    expect(steps[0]?.cells['amount']).toBe('200000.00')
  })
})

describe('the cuts of the demo city against native DuckDB', () => {
  let visitor: Visit
  let native: Engine
  beforeAll(async () => {
    native = await openNative('demo-city')
    visitor = await visit()
  })
  afterAll(async () => {
    await native.close()
    expectQuiet(visitor)
    await visitor.close()
  })
  const ask = (statement: Statement) => native.rows(statement)

  it('are the same rows and the same sums, to the cent', async () => {
    const { page } = visitor
    await open(page, '#/cuts?data=demo-city&from=2024&to=2025&min_cut=0.3&min_amount=500000')
    const expected = await ask(sql`
SELECT form_id, CAST(initial_budget - full_year_budget AS VARCHAR) AS cut, full_year_budget > 0 AND executed >= 0.95 * full_year_budget AS masked
FROM project_year
WHERE year BETWEEN 2024 AND 2025
  AND 10 * (initial_budget - full_year_budget) >= 3 * initial_budget
  AND initial_budget - full_year_budget >= 500000
ORDER BY initial_budget - full_year_budget DESC, form_id`)
    const rows = await tableRows(page, 'cuts')
    expect(rows.map(({ key, cells }) => [key, cells['cut'], cells['masked_cut']])).toEqual(expected.map((row) => [row['form_id'], row['cut'], String(row['masked'])]))
    const [totals] = await ask(sql`
SELECT
  CAST(sum(initial_budget - full_year_budget) FILTER (10 * (initial_budget - full_year_budget) >= 3 * initial_budget AND initial_budget - full_year_budget >= 500000) AS VARCHAR) AS past_threshold_cut,
  CAST(sum(full_year_budget - initial_budget) FILTER (initial_budget > 0 AND full_year_budget > initial_budget) AS VARCHAR) AS addition,
  CAST(sum(full_year_budget) FILTER (COALESCE(initial_budget, 0) = 0) AS VARCHAR) AS added_in_year,
  CAST(sum(initial_budget - full_year_budget) AS VARCHAR) AS cut
FROM project_year
WHERE year BETWEEN 2024 AND 2025`)
    expect(await figures(page)).toMatchObject(totals ?? {})
    expect(await page.locator('main').textContent()).not.toContain('NaN')
  })

  it('keep only what lies in the box of the address, and all again without it', async () => {
    const { page } = visitor
    await open(page, '#/cuts?data=demo-city&from=2025&to=2025&box=1000000,5000000,0,2000000')
    const expected = await ask(sql`
SELECT form_id
FROM project_year
WHERE year = 2025
  AND 5 * (initial_budget - full_year_budget) >= initial_budget
  AND initial_budget > full_year_budget
  AND initial_budget BETWEEN 1000000 AND 5000000
  AND full_year_budget BETWEEN 0 AND 2000000
ORDER BY initial_budget - full_year_budget DESC, form_id`)
    expect((await tableRows(page, 'cuts')).map(({ key }) => key)).toEqual(expected.map((row) => row['form_id']))
    await page.locator('[data-filter="box"]').click()
    await settled(page, { view: 'cuts' })
    expect((await tableRows(page, 'cuts')).length).toBeGreaterThan(expected.length)
  })

  it.each([['few points', '&from=2025&to=2025'], ['thousands of points', '']])('take a box from the brush over %s', async (_, years) => {
    const { page } = visitor
    await open(page, `#/cuts?data=demo-city${years}`)
    const count = async () => Number(await page.locator('[data-table="cuts"]').getAttribute('data-row-count'))
    const all = await count()
    const chart = await page.locator('figure[data-chart="cuts-scatter"] .chart').boundingBox()
    if (!chart) throw new Error('no chart')
    await page.mouse.click(chart.x + chart.width - 62, chart.y + 22)
    await page.mouse.move(chart.x + 300, chart.y + 100)
    await page.mouse.down()
    await page.mouse.move(chart.x + 500, chart.y + 320, { steps: 6 })
    await page.mouse.up()
    await page.locator('[data-filter="box"]').waitFor()
    await settled(page, { view: 'cuts' })
    const boxed = await count()
    expect(boxed).toBeGreaterThan(0)
    expect(boxed).toBeLessThan(all)
    expect(page.url()).toMatch(/box=\d+,\d+,\d+,\d+/)
  })

  it('lead from a point among thousands to its project', async () => {
    const { page } = visitor
    await open(page, '#/cuts?data=demo-city')
    const chart = page.locator('figure[data-chart="cuts-scatter"]')
    expect(await chart.locator('canvas').count()).toBeGreaterThan(0)
    const box = await chart.locator('.chart').boundingBox()
    if (!box) throw new Error('no chart')
    // Wherever the points lie thick: along the line of no change.
    for (let step = 0; step < 60 && !page.url().includes('/project/'); step += 1) {
      await page.mouse.click(box.x + 200 + step * 8, box.y + box.height - 120 - step * 4)
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    }
    await settled(page, { view: 'project' })
    const [, projectId] = /project\/([0-9a-f]{16})/.exec(page.url()) ?? []
    const [named] = await ask(sql`SELECT count(*) AS n FROM project_year WHERE project_id = ${projectId ?? ''}`)
    expect(Number(named?.['n'])).toBeGreaterThan(0)
  })

  it('group by region as the SQL does', async () => {
    const { page } = visitor
    await open(page, '#/cuts?data=demo-city&by=region')
    const expected = await ask(sql`SELECT region AS key, CAST(sum(initial_budget - full_year_budget) FILTER (initial_budget > full_year_budget AND 5 * (initial_budget - full_year_budget) >= initial_budget) AS VARCHAR) AS cut FROM project_year GROUP BY region ORDER BY region`)
    expect((await tableRows(page, 'cut-groups')).map(({ key, cells }) => [key, cells['cut']]).toSorted()).toEqual(expected.map((row) => [row['key'], row['cut']]).toSorted())
  })
})
