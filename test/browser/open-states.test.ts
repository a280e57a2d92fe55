import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { trustTally } from '../support/trust-record.ts'
import { barriers, bringAxe, overflow } from './barriers.ts'
import { openStates } from './open-states.ts'
import { expectQuiet, visit, type Visit } from './site.ts'

const tally = trustTally('access-states', { area: 'access', what: 'open menus and dialogs, wrong input, answers, reports, waiting and failing with axe: light in Chinese, dark in English', unit: 'states' })
afterAll(() => tally.write())

/** Waits until the page has arrived at a view, whether there is something to show or not. */
async function arrived(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.locator('main[data-state="ready"], main[data-state="error"]').waitFor({ timeout: 90_000 })
}

/** Changes theme and language of the page as it stands, by its address alone. */
async function turnOver(page: Page): Promise<void> {
  await page.evaluate(() => {
    const [path = '', query = ''] = location.hash.split('?')
    const parameters = new URLSearchParams(query)
    parameters.set('theme', 'dark')
    parameters.set('lang', 'en')
    location.replace(`${path}?${parameters}`)
  })
  await page.locator('html[lang="en"][data-theme="dark"]').waitFor()
}

describe('every state that a person opens', () => {
  let visitor: Visit
  beforeAll(async () => {
    visitor = await visit()
    await bringAxe(visitor.context)
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  it.each(openStates)('$name has no barrier that axe knows', ({ address, reach }) =>
    tally.attempt(async () => {
      const { page } = visitor
      await page.goto('about:blank')
      await page.goto(`${inject('siteUrl')}/${address}&lang=zh&theme=light`)
      await arrived(page)
      await reach(page)
      const dialogs = await page.locator('[role="dialog"]').count()
      expect(await overflow(page)).toBe(0)
      expect(await barriers(page)).toEqual([])
      await turnOver(page)
      expect(await page.locator('[role="dialog"]').count()).toBe(dialogs)
      expect(await barriers(page)).toEqual([])
    }),
  )
})

describe('a page that waits or fails', () => {
  it('says so without a barrier while data is on its way, and after it was stopped', () =>
    tally.attempt(async () => {
      const visitor = await visit()
      await bringAxe(visitor.context)
      const { page } = visitor
      await page.route('**/data/**/manifest.json', () => undefined)
      await page.goto(`${inject('siteUrl')}/#/overview`)
      await page.locator('[data-role="loading"]').waitFor()
      expect(await barriers(page)).toEqual([])
      await turnOver(page)
      expect(await barriers(page)).toEqual([])
      await page.locator('[data-action="stop-loading"]').click()
      await page.locator('[data-role="loading"]').waitFor({ state: 'detached' })
      expect(await barriers(page)).toEqual([])
      await visitor.close()
    }))

  it('says so without a barrier where a dataset can not be opened', () =>
    tally.attempt(async () => {
      const visitor = await visit()
      await bringAxe(visitor.context)
      const { page } = visitor
      await page.goto(`${inject('siteUrl')}/#/overview?data=nowhere/manifest.json`)
      await page.locator('[data-role="dataset-problem"]').waitFor()
      expect(await barriers(page)).toEqual([])
      await turnOver(page)
      expect(await barriers(page)).toEqual([])
      await visitor.close()
    }))
})
