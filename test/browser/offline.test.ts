import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { trustTally } from '../support/trust-record.ts'
import { barriers, bringAxe } from './barriers.ts'
import { buildChangedSite, builtSite, openReplaceableSite, type ReplaceableSite } from './replaced-site.ts'
import { expectQuiet, figures, settled, visit, type Visit } from './site.ts'
import { cells, runText } from './sql-workbench.ts'
import { idOf, truth } from './truth.ts'

const form = truth[0]
const tally = trustTally('offline-site', { area: 'offline', what: 'the site with its server stopped, and replaced by another build under open pages', unit: 'uses' })
afterEach(({ task }) => tally.add({ tried: 1, failed: task.result?.state === 'fail' ? 1 : 0 }))
afterAll(() => tally.write())

function kept(page: Page): Promise<unknown> {
  return page.locator('html[data-offline="ready"]').waitFor({ timeout: 120_000 })
}

/** The page's name: what the changed site has otherwise. */
function product(page: Page): Promise<string> {
  return page.locator('.product').innerText()
}

describe('a site visited once', () => {
  let site: ReplaceableSite
  let visitor: Visit
  let before: Readonly<Record<string, string>>
  beforeAll(async () => {
    site = await openReplaceableSite(builtSite)
    visitor = await visit({ isKept: true, origin: site.origin })
    await visitor.page.goto(`${site.origin}/#/overview`)
    await settled(visitor.page, { view: 'overview' })
    before = await figures(visitor.page)
    await kept(visitor.page)
    await visitor.page.close()
    site.serve(null)
  })
  afterAll(async () => {
    await visitor.close()
    site.close()
  })

  it('opens with the server stopped, with the same figures', async () => {
    const page = await visitor.context.newPage()
    await page.goto(`${site.origin}/`)
    await settled(page, { view: 'overview' })
    expect(await figures(page)).toEqual(before)
    await kept(page)
    await page.close()
  })

  it('shows a project of a dataset that was never opened', async () => {
    const page = await visitor.context.newPage()
    await page.goto(`${site.origin}/#/project/${form ? idOf(form) : ''}?data=songjiang-2023`)
    await settled(page, { view: 'project' })
    expect(await page.locator('h1').innerText()).toContain(form?.project)
    await page.close()
  })

  it('answers SQL', async () => {
    const page = await visitor.context.newPage()
    await page.goto(`${site.origin}/#/sql?data=songjiang-2023`)
    await settled(page, { view: 'sql' })
    expect(await runText(page, 'SELECT count(*) AS n FROM project_year')).toBeNull()
    expect(await cells(page)).toEqual([['6']])
    await page.close()
  })

  it('answers ranges of what it keeps, and says that other data can not be had', async () => {
    const page = await visitor.context.newPage()
    await page.goto(`${site.origin}/#/data`)
    await settled(page, { view: 'data' })
    const ranges = await page.evaluate(async () => {
      const whole = new Uint8Array(await (await fetch('data/songjiang-2023/indicator.parquet')).arrayBuffer())
      const parts = await Promise.all(
        ['bytes=0-3', 'bytes=100-', 'bytes=-4', `bytes=${whole.length}-`].map(async (range) => {
          const response = await fetch('data/songjiang-2023/indicator.parquet', { headers: { range } })
          return { status: response.status, range: response.headers.get('content-range'), bytes: [...new Uint8Array(await response.arrayBuffer())] }
        }),
      )
      return { whole: [...whole], parts }
    })
    const { whole, parts } = ranges
    const size = whole.length
    expect(parts).toEqual([
      { status: 206, range: `bytes 0-3/${size}`, bytes: whole.slice(0, 4) },
      { status: 206, range: `bytes 100-${size - 1}/${size}`, bytes: whole.slice(100) },
      { status: 206, range: `bytes ${size - 4}-${size - 1}/${size}`, bytes: whole.slice(-4) },
      { status: 416, range: `bytes */${size}`, bytes: [] },
    ])
    await page.goto(`${site.origin}/#/overview?data=elsewhere/manifest.json`)
    await page.locator('[data-role="dataset-problem"]').waitFor()
    await page.close()
    expectQuiet(visitor)
  })
})

describe('a site that is replaced while pages are open', () => {
  let site: ReplaceableSite
  let visitor: Visit
  let other: Page
  beforeAll(async () => {
    const changed = await buildChangedSite()
    site = await openReplaceableSite(builtSite)
    visitor = await visit({ isKept: true, origin: site.origin })
    await bringAxe(visitor.context)
    await visitor.page.goto(`${site.origin}/#/overview`)
    await settled(visitor.page, { view: 'overview' })
    await kept(visitor.page)
    other = await visitor.context.newPage()
    await other.goto(`${site.origin}/#/departments`)
    await settled(other, { view: 'departments' })
    site.serve(changed)
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
    site.close()
  })

  it('offers the new version, and goes on with the old one', async () => {
    const { page } = visitor
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
    await page.locator('[data-role="update"]').waitFor({ timeout: 120_000 })
    expect(await barriers(page)).toEqual([])
    // A view whose bundle the server has no more.
    await page.locator('.rail a[href*="#/audit"]').click()
    await settled(page, { view: 'audit' })
    expect(await product(page)).toBe('绩览')
    await page.reload()
    await settled(page, { view: 'audit' })
    expect(await product(page)).toBe('绩览')
    await page.locator('[data-role="update"]').waitFor()
  })

  it('changes only the page that asked for it', async () => {
    const { page } = visitor
    await other.evaluate(() => Object.assign(globalThis, { stayed: true }))
    await page.locator('[data-action="take-update"]').click()
    await page.locator('.product', { hasText: '新版' }).waitFor()
    await settled(page, { view: 'audit' })
    await other.locator('[data-role="update"]').waitFor()
    expect(await other.evaluate(() => 'stayed' in globalThis)).toBe(true)
    // Views and workers that the other page never had, from a build that the server no longer has.
    await other.locator('.rail a[href*="#/cuts"]').click()
    await settled(other, { view: 'cuts' })
    await other.locator('.rail a[href*="#/sql"]').click()
    await settled(other, { view: 'sql' })
    expect(await runText(other, 'SELECT 6 * 7 AS n')).toBeNull()
    expect(await cells(other)).toEqual([['42']])
    expect(await product(other)).toBe('绩览')
    await other.locator('[data-action="take-update"]').click()
    await other.locator('.product', { hasText: '新版' }).waitFor()
    await settled(other, { view: 'sql' })
  })

  it('keeps the files of its builds, and nothing else', async () => {
    const { own, places } = await visitor.page.evaluate(async () => {
      const caching = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
      const requests = (await Promise.all(caching.map((cache) => cache.keys()))).flat()
      return { own: document.querySelector<HTMLMetaElement>('meta[name="jilan-build"]')?.content, places: requests.map(({ url }) => new URL(url).pathname) }
    })
    expect(places).toContain(`/kept/builds/${own}`)
    expect(places.filter((place) => !/^[/]kept[/](files[/][0-9a-f]{64}|builds[/][0-9a-f]{16}|clients[/][0-9a-f-]+)$/.test(place))).toEqual([])
  })
})

describe('a site that is replaced under a page that it does not keep', () => {
  it('says which part is gone, and offers to load the page again', async () => {
    const changed = await buildChangedSite()
    const site = await openReplaceableSite(builtSite)
    const visitor = await visit({ origin: site.origin })
    await bringAxe(visitor.context)
    const { page } = visitor
    await page.goto(`${site.origin}/#/overview`)
    await settled(page, { view: 'overview' })
    site.serve(changed)
    await page.locator('.rail a[href*="#/audit"]').click()
    await page.locator('main[data-state="error"] [data-role="lost-part"]').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.locator('[data-action="reload"]').click()
    await page.locator('.product', { hasText: '新版' }).waitFor()
    await settled(page, { view: 'overview' })
    await visitor.close()
    site.close()
  })
})
