import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly target: readonly string[]; readonly html: string; readonly failureSummary?: string }[] }[]
}

/** What WCAG 2.2 AA asks and axe can see, and what it holds for good practice. */
const options = {
  resultTypes: ['violations'],
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  rules: { 'label-content-name-mismatch': { enabled: true } },
}

/** Brings axe into every page of a visitor from now on. */
export async function bringAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript(axe.source)
}

/** What axe finds on the page as it is now, each barrier as a line: none is an empty list. */
export async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = await page.evaluate((given) => (globalThis as unknown as { axe: { run: (context: Document, options: object) => Promise<AxeResult> } }).axe.run(document, given), options)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, html, failureSummary }) => `${target.join(' ')} ${html.slice(0, 120)} ${failureSummary?.split('\n')[1]?.trim() ?? ''}`).join(' | ')}`)
}

/** How far the page is wider than its window, in pixels: 0 where nothing has to be scrolled sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth))
}
