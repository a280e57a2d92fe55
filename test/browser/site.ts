import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'

export interface Visit {
  readonly page: Page
  /** Where more pages of the same visitor open. */
  readonly context: BrowserContext
  /** What the console or the page's error handlers got; the browser's own lines about failed requests apart. */
  readonly errors: readonly string[]
  /** Every request that would have left the site. */
  readonly outside: readonly string[]
  readonly close: () => Promise<void>
}

export interface VisitOptions {
  readonly width?: number
  readonly height?: number
  /** Whether the site may keep itself in the browser. Where not, tests see only what the server has. */
  readonly isKept?: boolean
  /** Where the site answers, without a slash at the end. */
  readonly origin?: string
}

let browser: Promise<Browser> | null = null

/** A new visitor: nothing cached, nothing stored. The caller closes it. */
export async function visit({ width = 1440, height = 900, isKept = false, origin = inject('siteUrl') }: VisitOptions = {}): Promise<Visit> {
  browser ??= chromium.connect(inject('browserEndpoint'))
  const context = await (await browser).newContext({ viewport: { width, height }, locale: 'zh-CN', reducedMotion: 'reduce', serviceWorkers: isKept ? 'allow' : 'block' })
  const errors: string[] = []
  const outside: string[] = []
  context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) outside.push(url)
  })
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('dialog', (dialog) => {
    errors.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return { page, context, errors, outside, close: () => context.close() }
}

/** The view that an address means, by its first part. */
function viewOf(address: string): string {
  return /^#\/([a-z-]+)/.exec(address)?.[1] ?? 'overview'
}

/** Goes to an address of the site ("#/overview?data=…") and waits until its view is in the state. */
export async function open(page: Page, address: string, { view = viewOf(address), state = 'ready' }: { readonly view?: string; readonly state?: 'ready' | 'error' } = {}): Promise<void> {
  await page.goto(`${inject('siteUrl')}/${address}`)
  await settled(page, { view, state })
}

/** Waits until a view is in a state, two frames after whatever was done, so that the state before it is not taken for it. */
export async function settled(page: Page, { view, state = 'ready' }: { readonly view: string; readonly state?: 'ready' | 'error' }): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.locator(`main[data-view="${view}"][data-state="${state}"]`).waitFor({ timeout: 90_000 })
}

/** The page's own figures, by name: exact text. Those of a row or a card are its own. */
export function figures(page: Page): Promise<Readonly<Record<string, string>>> {
  return page.locator('main [data-metric]').evaluateAll((elements) =>
    Object.fromEntries(elements.filter((element) => !element.closest('[data-key]')).map((element) => [element.getAttribute('data-metric') ?? '', element.getAttribute('data-value') ?? ''])),
  )
}

export interface TableRow {
  readonly key: string
  readonly cells: Readonly<Record<string, string>>
}

function shownRows(table: Locator): Promise<TableRow[]> {
  return table.locator('[data-key]').evaluateAll((rows) =>
    rows.map((row) => ({
      key: row.getAttribute('data-key') ?? '',
      cells: Object.fromEntries([...row.querySelectorAll('[data-column]')].map((cell) => [cell.getAttribute('data-column') ?? '', cell.getAttribute('data-value') ?? ''])),
    })),
  )
}

/** All rows of a table, in order; one that shows a window of its rows is scrolled to its end. */
export async function tableRows(page: Page, name: string): Promise<readonly TableRow[]> {
  const table = page.locator(`[data-table="${name}"]`)
  await table.first().waitFor()
  const whole = await table.first().getAttribute('data-row-count')
  const first = await shownRows(table.first())
  if (whole === null || Number(whole) === first.length) return first
  const rows = new Map(first.map((row) => [row.key, row]))
  const box = table.first().locator('xpath=ancestor-or-self::*').last()
  for (let turn = 0; rows.size < Number(whole) && turn < 2000; turn += 1) {
    await table.first().evaluate((element) => {
      let scroller: Element | null = element
      while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement
      scroller?.scrollBy(0, Math.max(200, scroller.clientHeight - 120))
    })
    await box.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    for (const row of await shownRows(table.first())) rows.set(row.key, row)
  }
  return [...rows.values()]
}

/** The charts drawn, by name, with the number of points that each says it has. */
export function charts(page: Page): Promise<Readonly<Record<string, number>>> {
  return page.locator('main figure[data-chart]').evaluateAll((elements) => Object.fromEntries(elements.map((element) => [element.getAttribute('data-chart') ?? '', Number(element.getAttribute('data-points'))])))
}

/** Fails where the visit saw an error in the console, or asked for anything beyond the site. */
export function expectQuiet({ errors, outside }: Visit): void {
  expect(errors).toEqual([])
  expect(outside).toEqual([])
}
