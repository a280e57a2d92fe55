import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectQuiet, figures, open, settled, visit, type Visit } from './site.ts'

declare global {
  interface Window {
    testDrawings?: readonly { readonly name: string; readonly host: Element; readonly root: Element }[]
    testSeen?: string[]
  }
}

const hosts = 'main figure[data-chart] .echarts-host'

/** Remembers what every chart is drawn into; gives the charts' names. */
function rememberDrawings(page: Page): Promise<readonly string[]> {
  return page.evaluate((selector) => {
    const drawings = [...document.querySelectorAll(selector)].flatMap((host) => {
      const root = host.querySelector('svg, canvas')
      return root ? [{ name: host.closest('figure')?.getAttribute('data-chart') ?? '', host, root }] : []
    })
    window.testDrawings = drawings
    return drawings.map(({ name }) => name)
  }, hosts)
}

/** The charts that are still drawn into the very same elements, by the same instance. */
function keptDrawings(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (window.testDrawings ?? []).filter(({ host, root }) => host.isConnected && host.contains(root)).map(({ name }) => name))
}

async function goTo(page: Page, address: string, view: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), address)
  await settled(page, { view })
}

describe('drawing anew', () => {
  let visitor: Visit
  beforeAll(async () => {
    visitor = await visit()
  })
  afterAll(() => visitor.close())

  it.each([
    ['overview', ['trend', 'ranking', 'distribution', 'heatmap', 'small-multiples']],
    ['departments', ['ranking', 'heatmap']],
    ['cuts', ['cuts-scatter', 'cuts-histogram']],
  ] as const)('keeps every chart of #/%s through changes of years and filters', async (view, names) => {
    const { page } = visitor
    await open(page, `#/${view}?lang=zh`)
    const drawn = await rememberDrawings(page)
    expect(drawn).toEqual(expect.arrayContaining([...names]))
    for (const change of ['&from=2016&to=2021', '&from=2018', '&min_cut=0.1', '']) {
      await goTo(page, `#/${view}?lang=zh${change}`, view)
      expect(await keptDrawings(page), change).toEqual(drawn)
    }
    expectQuiet(visitor)
  })

  it('shows of many years chosen at once the newest alone', async () => {
    const { page } = visitor
    await open(page, '#/overview?lang=zh')
    const before = (await figures(page))['initial_budget']
    await page.evaluate(() => {
      const seen: string[] = []
      window.testSeen = seen
      const figure = () => document.querySelector('main [data-metric="initial_budget"]')?.getAttribute('data-value') ?? ''
      new MutationObserver(() => seen.push(figure())).observe(document.querySelector('main') ?? document.body, { subtree: true, attributes: true, attributeFilter: ['data-value'] })
      for (let year = 2014; year <= 2024; year += 1) location.hash = `#/overview?lang=zh&from=${year}&to=${year}`
    })
    await settled(page, { view: 'overview' })
    const after = (await figures(page))['initial_budget']
    expect(after).not.toBe(before)
    const seen = await page.evaluate(() => window.testSeen ?? [])
    expect(seen).toContain(after)
    expect(seen.filter((value) => value !== before && value !== after)).toEqual([])
  })

  it('draws a table out of sight after what is in sight, and before the page is ready', async () => {
    const { page } = visitor
    await open(page, '#/overview?lang=zh&from=2019&to=2019')
    const fresh = await page.locator('[data-table="departments"] [data-column="initial_budget"]').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-value')))
    await open(page, '#/overview?lang=zh')
    await goTo(page, '#/overview?lang=zh&from=2019&to=2019', 'overview')
    const changed = await page.locator('[data-table="departments"] [data-column="initial_budget"]').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-value')))
    expect(fresh.length).toBeGreaterThan(5)
    expect(changed).toEqual(fresh)
    const links = await page.locator('[data-table="departments"] a').evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''))
    expect(links.filter((link) => !link.includes('from=2019'))).toEqual([])
  })
})
