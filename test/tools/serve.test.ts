import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
    }
    for (const [path, content] of Object.entries(files)) await writeFile(join(parent, path), content)
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

  it('sends what was compressed beforehand to who takes it', async () => {
    expect((await get('/assets/w.mjs', { 'accept-encoding': 'gzip, br' })).headers['content-encoding']).toBe('br')
    expect((await get('/assets/w.mjs')).body.toString()).toBe('export {}')
    expect((await get('/t.parquet', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined()
  })

  it('reads only', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(405)
    const head = await get('/t.parquet', {}, 'HEAD')
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '10', 0])
  })
})
