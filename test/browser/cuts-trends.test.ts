import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { charts, expectQuiet, figures, open, settled, tableRows, visit, type Visit } from './site.ts'

const cents = (text: string | undefined) => BigInt((text ?? '').replace('.', ''))

describe('trends of the demo city', () => {
  let visitor: Visit
  let native: Engine
  beforeAll(async () => {
    native = await openNativeEngine()
    await loadDatasetFolder(native, fileURLToPath(new URL('../../data/demo-city', import.meta.url)))
    visitor = await visit()
    await open(visitor.page, '#/overview?data=demo-city')
  })
  afterAll(async () => {
    await native.close()
    expectQuiet(visitor)
    await visitor.close()
  })

  it('bridge two years to the cent, each part to its projects', async () => {
    const { page } = visitor
    const [executed] = await native.rows(sql`SELECT CAST(sum(executed) FILTER (year = 2024) AS VARCHAR) AS last, CAST(sum(executed) FILTER (year = 2025) AS VARCHAR) AS this FROM project_year`)
    expect((await figures(page))['bridge_sum']).toBe(executed?.['this'])
    await page.locator('figure[data-chart="bridge"] [data-action="toggle-table"]').click()
    const parts = await tableRows(page, 'bridge-table')
    expect(parts.find(({ key }) => key === 'last_executed')?.cells['amount']).toBe(executed?.['last'])
    const sum = parts.filter(({ key }) => key !== 'this_executed').reduce((all, { cells }) => all + cents(cells['amount']), 0n)
    expect(sum).toBe(cents(String(executed?.['this'])))
    for (const part of ['ended', 'started', 'unspent'] as const) {
      await page.locator(`[role="group"] [data-value="${part}"]`).click()
      await settled(page, { view: 'overview' })
      expect(page.url()).toContain(`part=${part}`)
      const projects = await tableRows(page, 'bridge-projects')
      expect(projects.reduce((all, { cells }) => all + cents(cells['amount']), 0n)).toBe(cents(parts.find(({ key }) => key === part)?.cells['amount']))
    }
  })

  it('map any measure by department and year, a missing year left out', async () => {
    const { page } = visitor
    await open(page, '#/overview?data=demo-city&measure=execution_of_initial')
    const expected = await native.rows(sql`SELECT department, year, sum(executed)::DOUBLE / sum(initial_budget)::DOUBLE AS value FROM project_year GROUP BY department, year ORDER BY department, year`)
    expect((await charts(page))['heatmap']).toBe(expected.length)
    await page.locator('figure[data-chart="heatmap"] [data-action="toggle-table"]').click()
    const cells = new Map((await tableRows(page, 'heatmap-table')).map((row) => [row.key, Number(row.cells['execution_of_initial'])]))
    for (const row of expected) expect(cells.get(`${row['department']}-${row['year']}`)).toBeCloseTo(Number(row['value']), 11)
  })

  it('say at most seven things, each once, with its SQL and a link that opens', async () => {
    const { page } = visitor
    await open(page, '#/overview?data=demo-city')
    const said = page.locator('[data-panel="standouts"] li')
    const ids = await said.evaluateAll((items) => items.map((item) => item.getAttribute('data-standout')))
    expect(ids.length).toBeGreaterThan(3)
    expect(ids.length).toBeLessThanOrEqual(7)
    expect(new Set(ids).size).toBe(ids.length)
    expect(await said.locator('[data-action="show-sql"]').count()).toBe(ids.length)
    await said.nth(ids.indexOf('masked-cuts')).locator('a.see').click()
    await settled(page, { view: 'cuts' })
    expect(page.url()).toContain('from=2025')
    const [masked] = await native.rows(sql`SELECT CAST(count(*) AS VARCHAR) AS forms FROM project_metrics WHERE masked_cut AND year = 2025`)
    expect((await figures(page))['masked_cut_count']).toBe(masked?.['forms'])
  })

  it('rate reliability by letters over three years', async () => {
    const { page } = visitor
    await open(page, '#/departments?data=demo-city')
    const rows = await tableRows(page, 'department-reliability')
    const expected = await native.rows(sql`SELECT department, sum(executed)::DOUBLE / sum(initial_budget)::DOUBLE AS outturn FROM project_year WHERE year = 2025 GROUP BY department ORDER BY department`)
    for (const row of expected) expect(Number(rows.find(({ key }) => key === row['department'])?.cells['outturn'])).toBeCloseTo(Number(row['outturn']), 11)
    expect(rows.every(({ cells }) => /^[ABCD]$/.test(cells['outturn_letter'] ?? '') && /^[ABCD]$/.test(cells['composition_letter'] ?? ''))).toBe(true)
  })

  it.each([
    ['department', '', 3],
    ['year', '&compare=year&left=2019&right=2025', 3],
    ['region', '&compare=region', 3],
  ] as const)('compare two of %s, right minus left to the cent', async (kind, own, columns) => {
    const { page } = visitor
    await open(page, `#/compare?data=demo-city${own}`)
    const rows = await tableRows(page, 'compare')
    expect(Object.keys(rows[0]?.cells ?? {}).length).toBeGreaterThanOrEqual(columns)
    for (const name of ['initial_budget', 'full_year_budget', 'executed', 'cut']) {
      const cells = rows.find(({ key }) => key === name)?.cells ?? {}
      expect(cents(cells['right']) - cents(cells['left'])).toBe(cents(cells['difference']))
    }
    if (kind !== 'year') return
    const [executed] = await native.rows(sql`SELECT CAST(sum(executed) FILTER (year = 2019) AS VARCHAR) AS left, CAST(sum(executed) FILTER (year = 2025) AS VARCHAR) AS right FROM project_year`)
    expect(rows.find(({ key }) => key === 'executed')?.cells).toMatchObject(executed ?? {})
  })
})

it('the six forms: outturn 92.61 %, composition variance 9.35 %, no letter, and no bridge from one year', async () => {
  const visitor = await visit()
  const { page } = visitor
  await open(page, '#/overview?data=songjiang-2023')
  const shown = await figures(page)
  expect(Number(shown['outturn']).toFixed(4)).toBe('0.9261')
  expect(Number(shown['composition_variance']).toFixed(4)).toBe('0.0935')
  const letters = page.locator('[data-role="letters"]')
  expect([await letters.getAttribute('data-outturn'), await letters.getAttribute('data-composition')]).toEqual(['', ''])
  expect((await charts(page))['bridge']).toBe(0)
  expectQuiet(visitor)
  await visitor.close()
})
