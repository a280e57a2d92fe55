import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectQuiet, open, visit, type Visit } from './site.ts'
import { idOf, truth } from './truth.ts'

const form = truth[0]
const views = [
  ['overview', '#/overview?'],
  ['departments', '#/departments?'],
  ['department', `#/department/${encodeURIComponent(form?.department ?? '')}?data=songjiang-2023`],
  ['projects', '#/projects?from=2025'],
  ['project', `#/project/${form ? idOf(form) : ''}?data=songjiang-2023`],
  ['indicators', '#/indicators?from=2025'],
  ['indicator', `#/indicator/${encodeURIComponent(form?.indicators.at(-1)?.level3 ?? '')}?data=songjiang-2023`],
  ['cuts', '#/cuts?from=2024'],
  ['watchlist', '#/watchlist?from=2024'],
  ['compare', '#/compare?compare=region'],
  ['audit', '#/audit?from=2025'],
  ['report', '#/report?from=2024'],
  ['sql', '#/sql?data=songjiang-2023'],
  ['data', '#/data?data=songjiang-2023'],
] as const

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[] }[]
}

describe.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 390],
] as const)('every view in %s at %d', (theme, width) => {
  let visitor: Visit
  beforeAll(async () => {
    visitor = await visit({ width, height: width < 600 ? 844 : 900 })
    await visitor.page.addInitScript(axe.source)
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  it.each(views)('%s fits, has no barrier that axe knows, and charts that can be read otherwise', async (view, address) => {
    const { page } = visitor
    await open(page, `${address}&theme=${theme}`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
    const bare = await page.locator('main figure[data-chart]').evaluateAll((charts) =>
      charts.filter((chart) => !chart.querySelector('figcaption')?.textContent || !['toggle-table', 'export-image', 'export-csv', 'show-sql'].every((action) => chart.querySelector(`[data-action="${action}"]`))).map((chart) => chart.getAttribute('data-chart')),
    )
    // The report is for paper: its tables stand beside its charts.
    if (view !== 'report') expect(bare).toEqual([])
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run: (context: Document, options: object) => Promise<AxeResult> } }).axe.run(document, { resultTypes: ['violations'] }))
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 120)}`).join(' | ')}`)).toEqual([])
  })
})
