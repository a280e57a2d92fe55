import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { buildSite } from '../../.tools/build.mjs'
import { chromium as executablePath, chromiumFlags } from '../../.tools/chromium.mjs'
import { engineProxy } from '../../.tools/engine-proxy.mjs'
import { serveFile } from '../../.tools/serve.mjs'

export interface ClusterSite {
  readonly origin: string
  readonly browser: Browser
  readonly close: () => Promise<void>
}

/** The built site with the way to a cluster, as its reader or another user, and a folder of published datasets under `published/`. */
export async function openClusterSite(engine: string, published: string, user?: string): Promise<ClusterSite> {
  const { code, output } = await buildSite()
  if (code !== 0) throw new Error(`the site does not build:\n${output}`)
  const dist = fileURLToPath(new URL('../../dist', import.meta.url))
  const way = engineProxy(engine, user === undefined ? {} : { user })
  const server = createServer((request, response) => {
    if (way(request, response)) return
    const isPublished = request.url?.startsWith('/published/') ?? false
    if (isPublished) request.url = request.url?.slice('/published'.length)
    serveFile(isPublished ? published : dist, request, response)
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const browser = await chromium.launch({ executablePath, args: chromiumFlags })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    browser,
    close: async () => {
      await browser.close()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** A new visitor's page. */
export async function newPage({ browser }: ClusterSite): Promise<Page> {
  return (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce', serviceWorkers: 'block' })).newPage()
}

/** Everything that a view shows in figures, tables and charts. */
export async function shown(page: Page): Promise<unknown> {
  return page.locator('main').evaluate((main) => ({
    figures: [...main.querySelectorAll('[data-metric]')].map((element) => [element.closest('[data-key]')?.getAttribute('data-key') ?? '', element.getAttribute('data-metric'), element.getAttribute('data-value')].join(' | ')),
    tables: [...main.querySelectorAll('[data-table]')].map((table) => [table.getAttribute('data-table'), table.getAttribute('data-row-count'), ...[...table.querySelectorAll('[data-key] [data-column]')].map((cell) => `${cell.getAttribute('data-column')}=${cell.getAttribute('data-value')}`)]),
    charts: [...main.querySelectorAll('figure[data-chart]')].map((chart) => `${chart.getAttribute('data-chart')} ${chart.getAttribute('data-points')}`),
  }))
}
