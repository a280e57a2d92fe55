import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptedEncodings } from '../../.tools/accepted-encoding.mjs'
import { addedSources, contentPolicy } from '../../.tools/content-policy.mjs'
import { precompress } from '../../.tools/precompress.mjs'
import { serveFolder } from '../../.tools/serve.mjs'

interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

describe('the static server', () => {
  let parent: string
  let site: { readonly url: string; readonly close: () => Promise<void> }

  /** A request whose path goes out as it is written, `..` and all. */
  function get(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(site.url)
      const sent = request({ hostname, port, path, headers, method }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }))
      })
      sent.on('error', reject)
      sent.end()
    })
  }

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'jilan-serve-'))
    await mkdir(join(parent, 'site/assets'), { recursive: true })
    await mkdir(join(parent, 'site-secret'))
    const files: Readonly<Record<string, string | Buffer>> = {
      'secret.txt': 'secret',
      'site-secret/secret.txt': 'secret',
      'site/.built-from': 'secret',
      'site/index.html': '<!doctype html>',
      'site/t.parquet': '0123456789',
      'site/a.csv': 'a',
      'site/m.json': '{}',
      'site/empty.txt': '',
      'site/数据.txt': '中',
      'site/assets/x.wasm': 'wasm',
      'site/assets/w.mjs': 'export {}',
      'site/assets/w.mjs.br': brotliCompressSync('export {}'),
      'site/assets/w.mjs.gz': gzipSync('export {}'),
      'site/cells.bin': Buffer.alloc(5000, 'abcdefgh'),
      'site/noise.bin': randomBytes(5000),
      'site/small.json': '{}'.padEnd(900),
    }
    for (const [path, content] of Object.entries(files)) await writeFile(join(parent, path), content)
    await precompress(join(parent, 'site'))
    site = await serveFolder(join(parent, 'site'))
  })
  afterAll(async () => {
    await site.close()
    await rm(parent, { recursive: true })
  })

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/?x=1', 'text/html; charset=utf-8'],
    ['/t.parquet', 'application/vnd.apache.parquet'],
    ['/a.csv', 'text/csv; charset=utf-8'],
    ['/m.json', 'application/json; charset=utf-8'],
    ['/assets/x.wasm', 'application/wasm'],
    ['/assets/w.mjs', 'text/javascript; charset=utf-8'],
    ['/%E6%95%B0%E6%8D%AE.txt', 'text/plain; charset=utf-8'],
    ['/empty.txt', 'text/plain; charset=utf-8'],
  ])('answers %s as %s', async (path, type) => {
    const { status, headers } = await get(path)
    expect([status, headers['content-type']]).toEqual([200, type])
  })

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/..\\secret.txt', '/assets/../../secret.txt', '/../site-secret/secret.txt', '/.built-from', '/%00', '/%E0%A4%A', '//etc/passwd', '/assets', '/assets/', '/nowhere', 'http://other/secret.txt'])('has nothing at %s', async (path) => {
    const { status, body } = await get(path)
    expect([status, body.toString()]).toEqual([404, 'not found'])
  })

  it.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=10-', 416, 'no such bytes', 'bytes */10'],
    ['bytes=5-2', 416, 'no such bytes', 'bytes */10'],
    ['bytes=0-1,3-4', 200, '0123456789', undefined],
    ['lines=1-2', 200, '0123456789', undefined],
  ])('gives %s with %d', async (range, status, text, said) => {
    const reply = await get('/t.parquet', { range })
    expect([reply.status, reply.body.toString(), reply.headers['content-range']]).toEqual([status, text, said])
  })

  it('keeps hashed assets for good, asks again for the rest, and says when nothing changed', async () => {
    expect((await get('/assets/x.wasm')).headers['cache-control']).toContain('immutable')
    const { headers } = await get('/t.parquet')
    expect(headers['cache-control']).toBe('no-cache')
    const again = await get('/t.parquet', { 'if-none-match': String(headers['etag']) })
    expect([again.status, again.body.length]).toEqual([304, 0])
    expect((await get('/t.parquet', { 'if-none-match': '"other"' })).status).toBe(200)
    expect((await get('/t.parquet', { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200)
  })

  it.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0.5, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['BR', 'br'],
    ['x-gzip', 'gzip'],
    ['identity, br;q=0.3', undefined],
    ['br;q=0.3', 'br'],
    ['zstd, deflate', undefined],
    ['br;q=0, gzip;q=0', undefined],
    ['brotli', undefined],
    ['', undefined],
  ])('answers "Accept-Encoding: %s" with %s', async (accepted, encoding) => {
    const { headers, body } = await get('/assets/w.mjs', { 'accept-encoding': accepted })
    expect([headers['content-encoding'], headers['vary'], headers['content-type']]).toEqual([encoding, 'Accept-Encoding', 'text/javascript; charset=utf-8'])
    expect((encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body).toString()).toBe('export {}')
  })

  it('always has the file itself at the end of what a client takes', () => {
    expect(acceptedEncodings(undefined)).toEqual(['identity'])
    expect(acceptedEncodings('*;q=0')).toEqual(['identity'])
    expect(acceptedEncodings('identity;q=0, gzip;q=0.1')).toEqual(['gzip', 'identity'])
  })

  it('compresses beforehand what shrinks, derived files too, and nothing else', async () => {
    const encodingOf = async (path: string) => (await get(path, { 'accept-encoding': 'br' })).headers['content-encoding']
    expect(await Promise.all(['/cells.bin', '/noise.bin', '/small.json', '/t.parquet'].map(encodingOf))).toEqual(['br', undefined, undefined, undefined])
  })

  it('gives ranges of the file itself, whatever coding the client takes', async () => {
    const { status, headers, body } = await get('/cells.bin', { 'accept-encoding': 'br, gzip', range: 'bytes=8-11' })
    expect([status, body.toString(), headers['content-encoding'], headers['content-range']]).toEqual([206, 'abcd', undefined, 'bytes 8-11/5000'])
  })

  it('tells the forms of a file apart by their tags', async () => {
    const tags = await Promise.all(['br', 'gzip', 'identity'].map(async (accepted) => (await get('/cells.bin', { 'accept-encoding': accepted })).headers['etag']))
    expect(new Set(tags).size).toBe(3)
    const [whole] = tags
    expect((await get('/cells.bin', { 'accept-encoding': 'br', 'if-none-match': `W/${String(whole)}, "other"` })).status).toBe(304)
    expect((await get('/cells.bin', { 'accept-encoding': 'gzip', 'if-none-match': String(whole) })).status).toBe(200)
    expect((await get('/cells.bin', { range: 'bytes=0-1', 'if-range': String(whole) })).status).toBe(200)
  })

  it.each(['/', '/t.parquet', '/assets/x.wasm', '/nowhere'])('sends the content policy and its like with %s', async (path) => {
    const { headers } = await get(path)
    expect(headers).toMatchObject({
      'content-security-policy': `${contentPolicy([])}; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers['permissions-policy']).toContain('camera=()')
  })

  it('reads only', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(405)
    const head = await get('/t.parquet', {}, 'HEAD')
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '10', 0])
  })
})

describe('the content policy', () => {
  it('allows scripts of the site and WebAssembly, and nothing inline, evaluated or from elsewhere', () => {
    const policy = contentPolicy([])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(policy).toContain("connect-src 'self';")
    expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:|\*/)
  })

  it('adds what a deployment lists, and refuses what is no origin', () => {
    expect(addedSources({})).toEqual({ sources: [], refused: [] })
    expect(addedSources({ JILAN_CONNECT_SRC: ' https://data.example.org  http://10.0.0.1:8080 https://*.example.org https: ' })).toEqual({ sources: ['https://data.example.org', 'http://10.0.0.1:8080', 'https://*.example.org', 'https:'], refused: [] })
    const refused = ['*', "'unsafe-inline'", 'https://x;script-src', 'data:', 'https://a"b', 'https://a/path', 'javascript:alert(1)']
    expect(addedSources({ JILAN_CONNECT_SRC: refused.join(' ') })).toEqual({ sources: [], refused })
    expect(contentPolicy(['https://data.example.org'])).toContain("connect-src 'self' https://data.example.org;")
  })
})
