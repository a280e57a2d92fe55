import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { contentPolicy } from '../../.tools/content-policy.mjs'
import { trustTally } from '../support/trust-record.ts'
import { open, visit } from './site.ts'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm' }

/** A static host that sends the files and no header of its own. */
function bareHost(): Server {
  return createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname
    readFile(join(dist, path === '/' ? 'index.html' : path)).then(
      (bytes) => response.writeHead(200, { 'Content-Type': types[extname(path) || '.html'] ?? 'application/octet-stream' }).end(bytes),
      () => response.writeHead(404).end(),
    )
  })
}

/** What a page that something was smuggled into would try; true where it worked. */
function tries(page: Page): Promise<Readonly<Record<string, boolean>>> {
  return page.evaluate(async () => {
    const marks = globalThis as unknown as Record<string, unknown>
    const element = (html: string) => {
      const box = document.createElement('div')
      box.innerHTML = html
      document.body.append(box)
      return box
    }
    const script = (work: (made: HTMLScriptElement) => void) => {
      const made = document.createElement('script')
      work(made)
      document.body.append(made)
    }
    script((made) => (made.textContent = 'globalThis.inlineScript = true'))
    script((made) => (made.src = 'data:text/javascript,globalThis.dataScript=true'))
    script((made) => (made.src = URL.createObjectURL(new Blob(['globalThis.blobScript = true'], { type: 'text/javascript' }))))
    element('<img src="icon.svg" onload="globalThis.handler = true" onerror="globalThis.handler = true">')
    const link = element('<a href="javascript:globalThis.scriptAddress=true">x</a>').querySelector('a')
    link?.click()
    const styled = element('<p style="color: rgb(1, 2, 3)">x</p><style>body { outline: 7px solid red }</style>')
    const works = async (work: () => unknown) => {
      try {
        await work()
        return true
      } catch {
        return false
      }
    }
    // Later: what the test itself runs in the page may evaluate.
    // oxlint-disable-next-line no-implied-eval, no-new-func
    const evaluated = await new Promise<boolean>((resolve) => setTimeout(() => void works(() => new Function('return 1')()).then(resolve)))
    const fetched = await works(() => fetch('https://outside.example/x'))
    const blobWorker = await works(
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' })))
          worker.addEventListener('message', resolve)
          worker.addEventListener('error', reject)
        }),
    )
    const frame = element('<iframe src="data:text/html,x"></iframe>').querySelector('iframe')
    const framed = await new Promise<boolean>((resolve) => {
      frame?.addEventListener('load', () => resolve(frame.contentDocument !== null))
      setTimeout(() => resolve(false), 2000)
    })
    return {
      inlineScript: 'inlineScript' in marks,
      dataScript: 'dataScript' in marks,
      blobScript: 'blobScript' in marks,
      handler: 'handler' in marks,
      scriptAddress: 'scriptAddress' in marks,
      styleAttribute: getComputedStyle(styled.querySelector('p') ?? document.body).color === 'rgb(1, 2, 3)',
      styleElement: getComputedStyle(document.body).outlineWidth === '7px',
      evaluated,
      fetched,
      blobWorker,
      framed,
    }
  })
}

const tally = trustTally('content-policy', { area: 'content', what: 'smuggled scripts, handlers, styles, eval, frames and requests against the policy, by header and by meta tag alone', unit: 'tries' })
afterAll(() => tally.write())

describe('the content policy', () => {
  let bare: Server
  beforeAll(async () => {
    bare = bareHost()
    await new Promise<void>((listening) => void bare.listen(0, '127.0.0.1', listening))
  })
  afterAll(() => {
    bare.closeAllConnections()
    bare.close()
  })

  it('is stated in the page before anything that it is about', async () => {
    const html = await readFile(join(dist, 'index.html'), 'utf8')
    const meta = html.indexOf(`<meta http-equiv="Content-Security-Policy" content="${contentPolicy()}" />`)
    expect(meta).toBeGreaterThan(0)
    expect(meta).toBeLessThan(Math.min(html.indexOf('<script'), html.indexOf('<link')))
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style| style=| on[a-z]+=/)
  })

  it.each([
    ['npm start', () => inject('siteUrl')],
    ['a host that sends no headers', () => `http://127.0.0.1:${(bare.address() as AddressInfo).port}`],
  ])('keeps out all that could be smuggled in, from %s', async (_, address) => {
    const visitor = await visit()
    await visitor.page.goto(`${address()}/#/overview?data=songjiang-2023`)
    await visitor.page.locator('main[data-view="overview"][data-state="ready"]').waitFor({ timeout: 90_000 })
    expect(visitor.errors).toEqual([])
    const worked = await tries(visitor.page)
    const through = Object.entries(worked).filter(([, did]) => did).map(([name]) => name)
    tally.add({ tried: Object.keys(worked).length, failed: through.length })
    expect(through).toEqual([])
    await visitor.close()
  })

  it('says so where it keeps the page from a dataset of another host', async () => {
    const visitor = await visit()
    await open(visitor.page, `#/overview?data=${encodeURIComponent('https://outside.example/set/manifest.json')}&lang=en`, { state: 'error' })
    const said = await visitor.page.locator('main [role="alert"]').first().innerText()
    expect(said).toContain('content security policy')
    expect(said).toContain('JILAN_CONNECT_SRC=https://outside.example')
    await visitor.close()
  })
})
