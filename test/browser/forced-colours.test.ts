import { expect, it } from 'vitest'
import { trustTally } from '../support/trust-record.ts'
import { open, visit } from './site.ts'

const tally = trustTally('access-colours', { area: 'access', what: "the overview in the system's own colours", unit: 'views' })

it("keeps the budgets' bars and the present view apart in the system's own colours", async () => {
  const visitor = await visit()
  const { page } = visitor
  await tally.attempt(async () => {
    await page.emulateMedia({ forcedColors: 'active' })
    await open(page, '#/overview?data=songjiang-2023')
    const bars = await page.locator('[data-table="departments"] [data-graphic]').first().evaluate((bar) => ['.full', '.executed'].map((part) => getComputedStyle(bar.querySelector(part) ?? bar).backgroundColor))
    expect(new Set(bars).size).toBe(2)
    const edges = await page.locator('.rail li > a').evaluateAll((links) => links.map((link) => [link.getAttribute('aria-current'), getComputedStyle(link).borderLeftColor] as const))
    const present = edges.filter(([current]) => current === 'page').map(([, colour]) => colour)
    const others = edges.filter(([current]) => current === null).map(([, colour]) => colour)
    expect(present.length).toBe(1)
    expect(others).not.toContain(present[0])
  })
  await visitor.close()
  tally.write()
})
