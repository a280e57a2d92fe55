import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { binary, root, run } from '../../.tools/run.mjs'
import { serveFile } from '../../.tools/serve.mjs'

/** The site as it was built for these tests. */
export const builtSite = join(root, 'dist')

/** Builds the site as a later version of itself, and gives its folder. */
export async function buildChangedSite(): Promise<string> {
  const folder = join(root, '.cache/changed-site')
  const { code, output } = await run(binary('vite'), ['build', '--config', 'test/browser/changed-site.config.ts', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'], { quiet: true, env: { NODE_ENV: 'production' } })
  if (code !== 0) throw new Error(`the changed site does not build:\n${output}`)
  return folder
}

export interface ReplaceableSite {
  readonly origin: string
  /** The paths asked for since the server started, in order. */
  readonly asked: readonly string[]
  /** Serves another folder at the same address from now on; null answers nothing, as a server that is stopped. */
  readonly serve: (folder: string | null) => void
  readonly close: () => void
}

/** A server whose site can be replaced, or taken away, while pages are open. */
export async function openReplaceableSite(folder: string): Promise<ReplaceableSite> {
  let served: string | null = folder
  const asked: string[] = []
  const server = createServer((request, response) => {
    if (served === null) return request.socket.destroy()
    asked.push(request.url ?? '')
    return serveFile(served, request, response)
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    serve: (next) => {
      served = next
      server.closeAllConnections()
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
