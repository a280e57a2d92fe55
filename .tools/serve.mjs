import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream'
import { acceptedEncodings } from './accepted-encoding.mjs'
import { securityHeaders } from './content-policy.mjs'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.parquet': 'application/vnd.apache.parquet',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pdf': 'application/pdf',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

const security = securityHeaders()

/** The file that an address means, or null for one outside the folder, hidden or malformed. */
function fileOf(folder, address) {
  let path
  try {
    path = decodeURIComponent(address.split(/[?#]/, 1)[0])
  } catch {
    return null
  }
  if (path === '/') path = '/index.html'
  if (!path.startsWith('/') || /[\0\\]/.test(path) || path.split('/').some((part) => part.startsWith('.'))) return null
  const file = join(folder, path)
  return file.startsWith(folder + sep) ? file : null
}

async function statFile(file) {
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? found : null
}

/** The bytes asked for: null for all of them, 'none' where the file has no such bytes. */
function rangeOf(header, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1])
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1)
  return start > end || start >= size ? 'none' : { start, end }
}

const endings = { br: '.br', gzip: '.gz' }

/** The form of a file to send: one compressed beforehand that the client likes no less than the file itself, else the file. */
async function formOf(path, plain, header) {
  for (const encoding of acceptedEncodings(header)) {
    if (encoding === 'identity') break
    const found = await statFile(path + endings[encoding])
    if (found) return { file: path + endings[encoding], encoding, ...sizeAndTime(found) }
  }
  return { file: path, encoding: null, ...sizeAndTime(plain) }
}

const sizeAndTime = ({ size, mtimeMs }) => ({ size, mtimeMs })

async function answer(folder, request, response) {
  const end = (status, text, headers = {}) => response.writeHead(status, { ...security, 'Content-Type': 'text/plain; charset=utf-8', ...headers }).end(request.method === 'HEAD' ? undefined : text)
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(405, 'only GET and HEAD', { Allow: 'GET, HEAD' })
  const path = fileOf(folder, request.url ?? '/')
  const plain = path && (await statFile(path))
  if (!path || !plain) return end(404, 'not found')

  // A range is a range of the file itself.
  const { file, encoding, size, mtimeMs } = await formOf(path, plain, request.headers.range ? 'identity' : request.headers['accept-encoding'])
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}${encoding ? `-${encoding}` : ''}"`
  // Vite puts a hash of the content into the name of everything under assets/.
  const hashed = path.startsWith(join(folder, 'assets') + sep)
  const headers = {
    ...security,
    'Content-Type': types[extname(path)] ?? 'application/octet-stream',
    'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Accept-Ranges': 'bytes',
    Vary: 'Accept-Encoding',
    ETag: etag,
    ...(encoding ? { 'Content-Encoding': encoding } : {}),
  }
  const known = String(request.headers['if-none-match'] ?? '').split(/\s*,\s*/)
  if (known.includes('*') || known.some((tag) => tag.replace(/^W\//, '') === etag)) return response.writeHead(304, headers).end()

  const condition = request.headers['if-range']
  const range = condition && condition !== etag ? null : rangeOf(request.headers.range, size)
  if (range === 'none') return end(416, 'no such bytes', { 'Content-Range': `bytes */${size}` })
  const { start, end: last } = range ?? { start: 0, end: size - 1 }
  response.writeHead(range ? 206 : 200, { ...headers, 'Content-Length': last - start + 1, ...(range ? { 'Content-Range': `bytes ${start}-${last}/${size}` } : {}) })
  if (request.method === 'HEAD' || size === 0) return response.end()
  pipeline(createReadStream(file, { start, end: last }), response, () => undefined)
}

/** Answers one request from a folder of static files. */
export function serveFile(folder, request, response) {
  answer(resolve(folder), request, response).catch(() => (response.headersSent ? response.destroy() : response.writeHead(500, security).end()))
}

/**
 * Serves a folder of static files, and nothing outside it. Port 0 takes a free one. `first` may answer a request itself
 * and says so by true.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export function serveFolder(folder, { port = 0, host = '127.0.0.1', first = () => false } = {}) {
  const server = createServer((request, response) => first(request, response) || serveFile(folder, request, response))
  return new Promise((fulfil, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, () => {
      const name = host.includes(':') ? `[${host}]` : host
      fulfil({
        url: `http://${name}:${server.address().port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
}
