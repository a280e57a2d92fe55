import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trustTally } from '../support/trust-record.ts'
import { barriers, bringAxe, overflow } from './barriers.ts'
import { expectQuiet, open, visit, type Visit } from './site.ts'
import { views } from './views.ts'

const tally = trustTally('access-views', { area: 'access', what: 'every view with axe (WCAG 2.2 AA) and for its width: both themes, both languages, 1440, 720 (200 % zoom) and 390 px', unit: 'views' })
afterAll(() => tally.write())

describe.each([
  ['light', 'zh', 1440],
  ['dark', 'zh', 1440],
  ['light', 'en', 1440],
  ['dark', 'en', 1440],
  // A window of 1440 px at 200 % zoom.
  ['light', 'en', 720],
  ['light', 'zh', 390],
  ['dark', 'en', 390],
] as const)('every view in %s, %s, at %d', (theme, language, width) => {
  let visitor: Visit
  beforeAll(async () => {
    visitor = await visit({ width, height: width === 1440 ? 900 : width === 720 ? 450 : 844 })
    await bringAxe(visitor.context)
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  it.each(views)('%s fits, has no barrier that axe knows, and charts that can be read otherwise', (view, address) =>
    tally.attempt(async () => {
      const { page } = visitor
      await open(page, `${address}&theme=${theme}&lang=${language}`)
      expect(await page.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en')
      expect(await overflow(page)).toBe(0)
      const bare = await page.locator('main figure[data-chart]').evaluateAll((charts) =>
        charts.filter((chart) => !chart.querySelector('figcaption')?.textContent || !['toggle-table', 'export-image', 'export-csv', 'show-sql'].every((action) => chart.querySelector(`[data-action="${action}"]`))).map((chart) => chart.getAttribute('data-chart')),
      )
      // The report is for paper: its tables stand beside its charts.
      if (view !== 'report') expect(bare).toEqual([])
      expect(await barriers(page)).toEqual([])
    }),
  )
})
