import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engineProxy } from '../../.tools/engine-proxy.mjs'
import { serveFolder } from '../../.tools/serve.mjs'

const seen: { readonly method: string | undefined; readonly url: string | undefined; readonly headers: IncomingMessage['headers']; readonly body: string }[] = []
let coordinator: Server
let site: Awaited<ReturnType<typeof serveFolder>>
let origin = ''

beforeAll(async () => {
  coordinator = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, headers: request.headers, body })
      if (body === 'busy') return response.writeHead(503, { 'Retry-After': '2' }).end('later')
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ infoUri: `${origin}/ui/query.html?x`, nextUri: `${origin}/v1/statement/queued/x/y/1`, data: [['text']] }))
    })
  })
  await new Promise<void>((listening) => void coordinator.listen(0, '127.0.0.1', listening))
  origin = `http://127.0.0.1:${(coordinator.address() as AddressInfo).port}`
  site = await serveFolder(fileURLToPath(new URL('../../data/songjiang-2023', import.meta.url)), { first: engineProxy(origin) })
})
afterAll(async () => {
  await site.close()
  coordinator.closeAllConnections()
  coordinator.close()
})

function ask(path: string, init?: RequestInit): Promise<Response> {
  return fetch(`${site.url}${path}`, init)
}

describe('the way to the engine', () => {
  it('sends a statement as the reader, whoever the page says it is, with nothing else of the page', async () => {
    seen.length = 0
    const response = await ask('/engine/v1/statement', { method: 'POST', body: 'SELECT 1', headers: { 'X-Trino-User': 'admin', 'X-Trino-Session': 'query_max_run_time=9d', Authorization: 'Basic eA==', Cookie: 'a=b', 'X-Trino-Schema': 'city' } })
    expect(response.status).toBe(200)
    expect(seen).toMatchObject([{ method: 'POST', url: '/v1/statement', body: 'SELECT 1' }])
    const headers: IncomingMessage['headers'] = seen[0]?.headers ?? {}
    expect(headers['x-trino-user']).toBe('reader')
    expect(headers['x-trino-schema']).toBe('city')
    expect([headers['x-trino-session'], headers['authorization'], headers['cookie']]).toEqual([undefined, undefined, undefined])
  })

  it('gives no address of the cluster to the page', async () => {
    const text = await (await ask('/engine/v1/statement', { method: 'POST', body: 'SELECT 1' })).text()
    expect(text).not.toContain(origin)
    expect(JSON.parse(text)).toMatchObject({ nextUri: '/engine/v1/statement/queued/x/y/1' })
  })

  it('passes pages and cancelling on, and an overload with its pause', async () => {
    seen.length = 0
    await ask('/engine/v1/statement/executing/x/y/1')
    await ask('/engine/v1/statement/executing/x/y/1', { method: 'DELETE' })
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /v1/statement/executing/x/y/1', 'DELETE /v1/statement/executing/x/y/1'])
    const busy = await ask('/engine/v1/statement', { method: 'POST', body: 'busy' })
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '2'])
  })

  it.each([
    ['GET', '/engine/v1/statement', 405],
    ['PUT', '/engine/v1/statement/executing/x/y/1', 405],
    ['GET', '/engine/v1/query', 404],
    ['GET', '/engine/v1/info', 404],
    ['GET', '/engine/ui/', 404],
    ['GET', '/engine/v1/statement/executing/..%2f..%2fquery', 404],
    ['PUT', '/engine/v1/info/state', 404],
    ['DELETE', '/engine/v1/query/x', 404],
  ])('refuses %s %s without asking the engine', async (method, path, status) => {
    seen.length = 0
    expect((await ask(path, { method })).status).toBe(status)
    expect(seen).toEqual([])
  })

  it('refuses the page of another site, and a statement that is too long', async () => {
    seen.length = 0
    // fetch sets this header itself, so the request is written by hand.
    const { request } = await import('node:http')
    const status = await new Promise((resolve) => {
      request(`${site.url}/engine/v1/statement`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } }, (response) => resolve(response.statusCode)).end('SELECT 1')
    })
    expect(status).toBe(403)
    expect((await ask('/engine/v1/statement', { method: 'POST', body: 'x'.repeat(1_000_001) })).status).toBe(413)
    expect(seen).toEqual([])
  })

  it('says that the engine does not answer, and goes on serving files', async () => {
    const alone = await serveFolder(fileURLToPath(new URL('../../data/songjiang-2023', import.meta.url)), { first: engineProxy('http://127.0.0.1:9') })
    expect((await fetch(`${alone.url}/engine/v1/statement`, { method: 'POST', body: 'SELECT 1' })).status).toBe(502)
    expect((await fetch(`${alone.url}/manifest.json`)).status).toBe(200)
    await alone.close()
  })
})
