import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'

/** Bytes that the browser's pages and their workers hold for themselves, garbage collected first. Linux only. */
export async function rendererMemory(browser: Browser, page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  for (let turn = 0; turn < 3; turn += 1) {
    await session.send('HeapProfiler.collectGarbage')
    await page.waitForTimeout(700)
  }
  await session.detach()
  const root = await browser.newBrowserCDPSession()
  const { processInfo } = await root.send('SystemInfo.getProcessInfo')
  await root.detach()
  const own = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => Number(/^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0))
  return own.reduce((sum, kilobytes) => sum + kilobytes * 1024, 0)
}
