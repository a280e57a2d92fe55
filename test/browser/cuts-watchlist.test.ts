import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectQuiet, open, settled, tableRows, visit, type Visit } from './site.ts'

interface KeptVisits {
  visits: { content: string; listed: { project_id: string; project: string; department: string }[] }[]
}

describe('the watchlist', () => {
  let visitor: Visit
  beforeAll(async () => {
    visitor = await visit()
    await open(visitor.page, '#/watchlist?data=songjiang-2023')
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  it('is what is past the thresholds, in the address and in the browser', async () => {
    const { page } = visitor
    expect(await tableRows(page, 'watchlist')).toHaveLength(4)
    expect(page.url()).toContain('pins=')
    await page.locator('[data-filter="min_cut"]').click()
    await page.locator('.floating [data-value="0.5"]').click()
    await settled(page, { view: 'watchlist' })
    expect(await tableRows(page, 'watchlist')).toHaveLength(2)
    expect(JSON.parse((await page.evaluate(() => localStorage.getItem('jilan.watchlist'))) ?? '{}')).toMatchObject({ minCut: 0.5, pinned: [] })
    await open(page, '#/watchlist?data=songjiang-2023')
    expect(page.url()).toContain('min_cut=0.5')
    expect(await tableRows(page, 'watchlist')).toHaveLength(2)
  })

  it('takes a project pinned on its page', async () => {
    const { page } = visitor
    await open(page, '#/projects?data=songjiang-2023')
    await page.locator('[data-table="projects"] a', { hasText: '法律咨询与服务' }).click()
    await settled(page, { view: 'project' })
    const pin = page.locator('h1 [data-action="pin"]')
    await pin.click()
    expect(await pin.getAttribute('aria-pressed')).toBe('true')
    await open(page, '#/watchlist?data=songjiang-2023')
    const rows = await tableRows(page, 'watchlist')
    expect(rows).toHaveLength(3)
    expect(page.url()).toMatch(/pins=[0-9a-f]{16}/)
  })

  it('opens from another’s address beside one’s own, which stays as it was', async () => {
    const { page } = visitor
    const mine = await page.evaluate(() => localStorage.getItem('jilan.watchlist'))
    await open(page, '#/watchlist?data=songjiang-2023&min_cut=0.75&pins=')
    expect(await tableRows(page, 'watchlist')).toHaveLength(1)
    expect(await page.locator('[data-role="foreign-list"]').count()).toBe(1)
    expect(await page.evaluate(() => localStorage.getItem('jilan.watchlist'))).toBe(mine)
    await page.locator('[data-action="open-watchlist"]').click()
    await settled(page, { view: 'watchlist' })
    expect(await tableRows(page, 'watchlist')).toHaveLength(3)
  })

  it('says what entered and what left when the data has changed, until it is seen', async () => {
    const { page } = visitor
    const rows = await tableRows(page, 'watchlist')
    const entered = rows[0]?.key ?? ''
    await page.evaluate((key) => {
      const kept = JSON.parse(localStorage.getItem('jilan.watchlist.visits') ?? '{}') as KeptVisits
      const [visit] = kept.visits
      if (!visit) throw new Error('the visit was not kept')
      visit.content = 'other data'
      visit.listed = [...visit.listed.filter((each) => each.project_id !== key), { project_id: 'aaaaaaaaaaaaaaaa', project: '已经离开的项目', department: '教育局' }]
      localStorage.setItem('jilan.watchlist.visits', JSON.stringify(kept))
    }, entered)
    for (let turn = 0; turn < 2; turn += 1) {
      await page.reload()
      await settled(page, { view: 'watchlist' })
      expect(await page.locator('[data-change="entered"] li').evaluateAll((items) => items.map((item) => item.getAttribute('data-key')))).toEqual([entered])
      expect(await page.locator('[data-change="left"] li').allTextContents()).toEqual([expect.stringContaining('已经离开的项目')])
    }
    await page.locator('[data-action="seen"]').click()
    expect(await page.locator('[data-change]').count()).toBe(0)
    await page.reload()
    await settled(page, { view: 'watchlist' })
    expect(await page.locator('[data-change]').count()).toBe(0)
  })
})
