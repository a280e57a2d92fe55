import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trustTally } from '../support/trust-record.ts'
import { charts, figures, open, visit, type Visit } from './site.ts'
import { openWorkbench, write } from './sql-workbench.ts'

const tally = trustTally('without-webassembly', { area: 'engine', what: 'WebAssembly refused by the policy of every answer: figures and charts as with it; the page and the workbench say what is missing', unit: 'views' })
afterAll(tally.write)

const allowance = " 'wasm-unsafe-eval'"

/** Refuses WebAssembly to the page and its workers as a browser does that is told to: by the policy of every answer. */
async function refuseWebAssembly(context: BrowserContext): Promise<void> {
  await context.route(/\/(index\.html|assets\/[^/]*\.js)?(\?.*)?$/, async (route) => {
    const answer = await route.fetch()
    const policy = answer.headers()['content-security-policy'] ?? ''
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-security-policy': policy.replaceAll(allowance, '') }, body: (await answer.text()).replaceAll(allowance, '') })
  })
}

/** The views that sums, prepared answers and forms made ahead answer. */
const answered = ['overview', 'departments', 'projects', 'indicators', 'cuts', 'compare', 'audit', 'report']
const address = (view: string) => `#/${view}?data=demo-city&lang=zh`

describe('where WebAssembly is refused', () => {
  let usual: Visit
  let refused: Visit
  beforeAll(async () => {
    usual = await visit()
    refused = await visit()
    await refuseWebAssembly(refused.context)
  })
  afterAll(async () => {
    await usual.close()
    await refused.close()
  })

  it.each(answered)('%s shows what it shows elsewhere', async (view) => {
    await open(usual.page, address(view))
    await open(refused.page, address(view))
    expect(await refused.page.evaluate(() => WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(() => 'compiled', () => 'refused'))).toBe('refused')
    const [expected, drawn] = [await figures(usual.page), await charts(usual.page)]
    expect(Object.keys(expected).length + Object.keys(drawn).length).toBeGreaterThan(0)
    await tally.attempt(async () => {
      expect(await figures(refused.page)).toEqual(expected)
      expect(await charts(refused.page)).toEqual(drawn)
    })
  })

  it('the report of some years keeps the figures that it has, and says what is missing and why', async () => {
    await open(usual.page, `${address('report')}&from=2020`)
    await open(refused.page, `${address('report')}&from=2020`, { state: 'error' })
    const shown = await figures(refused.page)
    expect(Object.keys(shown).length).toBeGreaterThan(5)
    await tally.attempt(async () => {
      expect(await figures(usual.page)).toMatchObject(shown)
      await refused.page.getByText('不允许 WebAssembly').first().waitFor()
    })
  })

  it('the page says what is missing and why', async () => {
    await open(refused.page, address('overview'))
    await tally.attempt(() => refused.page.locator('[data-role="rows-problem"]', { hasText: '不允许 WebAssembly' }).waitFor())
  })

  it('the workbench says what is missing and why, and the other views go on', async () => {
    const { page } = refused
    await openWorkbench(page, 'data=demo-city&lang=zh')
    await write(page, 'SELECT 1 AS one')
    await page.click('[data-action="run-sql"]')
    await tally.attempt(() => page.locator('[data-role="bench-failed"]', { hasText: '不允许 WebAssembly' }).waitFor())
    await open(usual.page, address('departments'))
    await open(page, address('departments'))
    expect(await figures(page)).toEqual(await figures(usual.page))
  })
})
