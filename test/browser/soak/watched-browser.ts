import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { chromium as executablePath, chromiumFlags } from '../../../.tools/chromium.mjs'

/** A browser with one page that outlives the connection which drives it. */
export interface WatchedBrowser {
  readonly page: () => Page
  /** Bytes that the page and its workers hold for themselves, garbage collected first. Linux only. The page object before it is of no use after. */
  readonly memory: () => Promise<number>
  readonly close: () => Promise<void>
}

const flags = ['--headless', '--remote-debugging-port=0', '--no-default-browser-check', '--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding', '--force-prefers-reduced-motion', '--window-size=1440,900']

async function endpointOf(chromiumProcess: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    chromiumProcess.stderr?.on('data', (piece: Buffer) => {
      said += piece.toString()
      const [, endpoint] = /DevTools listening on (ws:\S+)/.exec(said) ?? []
      if (endpoint !== undefined) resolve(endpoint)
    })
    chromiumProcess.on('exit', () => reject(new Error(`Chromium ended:\n${said}`)))
  })
}

/**
 * Starts Chromium for itself alone. Memory is looked at over a new connection: whoever is connected has the page keep what it
 * fetched, up to 200 MB, so that DevTools could show it.
 */
export async function openWatchedBrowser(onPage: (page: Page) => void): Promise<WatchedBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'jilan-chromium-'))
  const chromiumProcess = spawn(executablePath, [...chromiumFlags, ...flags, `--user-data-dir=${folder}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise((resolve) => chromiumProcess.on('exit', resolve))
  const endpoint = await endpointOf(chromiumProcess)
  let browser: Browser
  let page: Page

  async function connect(): Promise<void> {
    browser = await chromium.connectOverCDP(endpoint)
    const [only] = browser.contexts()[0]?.pages() ?? []
    if (!only) throw new Error('the browser has lost its page')
    page = only
    onPage(page)
  }
  async function memory(): Promise<number> {
    await browser.close()
    await connect()
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
  await connect()
  return {
    page: () => page,
    memory,
    close: async () => {
      // It is asked to end: killed, it would leave processes behind that still write into its folder.
      const root = await browser.newBrowserCDPSession()
      await root.send('Browser.close').catch(() => chromiumProcess.kill('SIGKILL'))
      await ended
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}
