import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectQuiet, figures, open, settled, visit, type Visit } from './site.ts'

/** What went wrong as the page says it; it says so in an alert, and nothing spins beside it. */
async function alertText(page: Page): Promise<string> {
  const alert = page.locator('main [role="alert"]').first()
  await alert.waitFor()
  expect(await page.locator('[data-role="loading"], [aria-busy="true"]').count()).toBe(0)
  return alert.innerText()
}

describe('bad input', () => {
  let visitor: Visit
  let page: Page
  beforeAll(async () => {
    visitor = await visit()
    page = visitor.page
    await open(page, '#/overview')
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  it('an unknown route says so and leads back', async () => {
    await open(page, '#/nowhere/at-all', { view: 'not-found', state: 'error' })
    expect(await alertText(page)).toContain('/nowhere/at-all')
    await page.locator('main a').first().click()
    await page.locator('main[data-view="overview"][data-state="ready"]').waitFor()
  })

  it.each([
    ['department', '没有的局'],
    ['department', "o'neil <b>局</b>"],
    ['project', 'ffffffffffffffff'],
    ['indicator', '没有的指标 100%'],
  ])('an unknown %s %s says so in place, with a way on', async (view, name) => {
    await page.goto(`${new URL(page.url()).origin}/#/${view}/${encodeURIComponent(name)}`)
    await page.locator(`main[data-view="${view}"]:not([data-state="loading"])`).waitFor()
    expect(await alertText(page)).toContain(name)
    expect(await page.locator('main [role="alert"] a').count()).toBeGreaterThan(0)
  })

  it.each([
    ['from=2020&to=2015', '2020–2015'],
    ['from=abc', 'abc'],
    ['min_cut=20%25', '20%'],
    ['theme=pink', 'pink'],
    [`department=${encodeURIComponent('没有的局')}`, '没有的局'],
    [`region=${encodeURIComponent("'; DROP TABLE x")}`, "'; DROP TABLE x"],
  ])('%s is reported and ignored', async (parameters, told) => {
    await open(page, '#/overview')
    const all = await figures(page)
    await open(page, `#/overview?${parameters}`)
    await page.locator('[data-role="address-problem"]').first().waitFor()
    expect(await page.locator('[data-role="address-problem"]').first().innerText()).toContain(told)
    await page.locator('main[data-view="overview"][data-state="ready"]').waitFor()
    expect(await figures(page)).toEqual(all)
  })

  it('a question without rows says so in every panel', async () => {
    await open(page, `#/overview?q=${encodeURIComponent('不会有的字')}`)
    const panels = page.locator('main figure[data-chart]')
    for (const text of await panels.allInnerTexts()) expect(text).toMatch(/没有|无/)
  })
})

const brokenDatasets = [
  ['a dataset that does not exist', 'data=no-such-set', 'manifest.json'],
  ['a manifest that is not JSON', 'data=broken/no-json/manifest.json', 'JSON'],
  ['JSON that is no manifest', 'data=broken/other-json/manifest.json', 'manifest.json'],
  ['a Parquet file cut short', 'data=broken/cut-parquet/manifest.json', 'project_year.parquet'],
  ['a Parquet file cut short that the manifest agrees with', 'data=broken/cut-parquet-agreed/manifest.json', 'project_year.parquet'],
  ['a file that is not there', 'data=broken/no-file/manifest.json', '.parquet'],
  ['a CSV without a needed column', 'data=broken/csv-missing-column/manifest.json', 'executed'],
  ['a CSV with a word for a number', 'data=broken/csv-word-for-number/manifest.json', '八十万'],
] as const

describe('a broken dataset beside a whole one', () => {
  let visitor: Visit
  let page: Page
  let before: Awaited<ReturnType<typeof figures>>
  beforeAll(async () => {
    visitor = await visit()
    page = visitor.page
    await open(page, '#/overview?data=songjiang-2023')
    before = await figures(page)
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  it.each(brokenDatasets)('%s names itself and leaves what was there in working order', async (_, parameter, told) => {
    await open(page, `#/overview?${parameter}`, { state: 'error' })
    expect(await alertText(page)).toContain(told)
    expect(await figures(page)).toEqual(before)
    await page.goBack()
    await settled(page, { view: 'overview' })
    expect(await page.locator('main [role="alert"]').count()).toBe(0)
    expect(await figures(page)).toEqual(before)
  })
})

describe.each(brokenDatasets.filter(([, parameter]) => /no-such|agreed|word/.test(parameter)))('%s at the start', (_, parameter, told) => {
  it('names itself, with a way on', async () => {
    const visitor = await visit()
    await open(visitor.page, `#/overview?${parameter}`, { state: 'error' })
    expect(await alertText(visitor.page)).toContain(told)
    await visitor.page.locator('main [data-role="dataset-problem"] a').first().click()
    await settled(visitor.page, { view: 'overview' })
    expect(Number((await figures(visitor.page))['form_count'])).toBeGreaterThan(0)
    expectQuiet(visitor)
    await visitor.close()
  })
})

describe('a whole dataset by its address', () => {
  it('opens from CSV, with one table alone', async () => {
    const visitor = await visit()
    await open(visitor.page, '#/overview?data=broken/good/manifest.json')
    expect(await figures(visitor.page)).toMatchObject({ form_count: '1', initial_budget: '100.00', executed: '80.00', indicator_count: '0' })
    expectQuiet(visitor)
    await visitor.close()
  })
})
