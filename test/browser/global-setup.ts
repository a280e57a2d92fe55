import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { buildSite } from '../../.tools/build.mjs'
import { chromium as executablePath, chromiumFlags } from '../../.tools/chromium.mjs'
import { serveFile } from '../../.tools/serve.mjs'
import { writeBrokenDatasets } from './broken-datasets.ts'
import { writeHostileDataset } from './hostile-names.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built site answers, without a slash at the end. */
    readonly siteUrl: string
    readonly browserEndpoint: string
  }
}

/** Serves the built site, and broken datasets under /broken/, and starts one Chromium for all files. */
export default async function setup({ config, provide }: TestProject) {
  const { code, output } = await buildSite()
  if (code !== 0) throw new Error(`the site does not build:\n${output}`)
  const broken = await writeBrokenDatasets(join(config.root, '.cache/broken'))
  await writeHostileDataset(join(broken, 'hostile'))
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/broken/')) return serveFile(join(config.root, 'dist'), request, response)
    request.url = request.url.slice('/broken'.length)
    return serveFile(broken, request, response)
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const browser = await chromium.launchServer({ executablePath, args: chromiumFlags })
  provide('siteUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  provide('browserEndpoint', browser.wsEndpoint())
  return async () => {
    await browser.close()
    server.closeAllConnections()
    server.close()
  }
}
