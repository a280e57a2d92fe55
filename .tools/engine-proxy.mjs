/** Answers of Trino that name its own address; everything else passes as it is. */
const pages = /^\/v1\/statement(?:\/(?:queued|executing)\/[\w./-]+)?$/
/** What a page may say about its question; who asks is said here. */
const passed = ['x-trino-catalog', 'x-trino-schema', 'x-trino-source', 'x-trino-client-capabilities']
const mostBytes = 1_000_000

async function bodyOf(request) {
  const chunks = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > mostBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Whether a request comes from a page of this site, or from no page at all: another site's page may not use the reader's rights. */
function isOwn(request) {
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

/**
 * A handler of requests under `path` that asks a Trino coordinator as a user who only reads. It knows the statement
 * protocol and nothing else, and gives no address of the cluster away.
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean} whether the request was its own
 */
export function engineProxy(engine, { path = '/engine', user = 'reader' } = {}) {
  const origin = new URL(engine).origin

  async function answer(request, response, address) {
    const end = (status, text) => response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end(text)
    const isNew = address === '/v1/statement'
    if (!pages.test(address) || address.includes('..')) return end(404, 'not found')
    if (!(isNew ? ['POST'] : ['GET', 'DELETE']).includes(request.method ?? '')) return end(405, 'not allowed')
    if (!isOwn(request)) return end(403, 'only pages of this site')
    const body = isNew ? await bodyOf(request) : undefined
    if (body === null) return end(413, 'the statement is too long')
    const headers = { 'X-Trino-User': user }
    for (const name of passed) if (typeof request.headers[name] === 'string') headers[name] = request.headers[name]
    const left = new AbortController()
    response.on('close', () => left.abort())
    let reply
    try {
      reply = await fetch(origin + address, { method: request.method, headers, body, signal: left.signal, redirect: 'error' })
    } catch {
      return end(502, 'the engine does not answer')
    }
    const text = await reply.text().catch(() => null)
    if (text === null) return end(502, 'the engine stopped answering')
    const retry = reply.headers.get('retry-after')
    response.writeHead(reply.status, { 'Content-Type': reply.headers.get('content-type') ?? 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', ...(retry ? { 'Retry-After': retry } : {}) })
    // Pages are named by the path alone: whoever asks knows where it asked.
    response.end(reply.headers.get('content-type')?.includes('json') ? text.replaceAll(`${origin}/`, `${path}/`).replaceAll(origin, path) : text)
  }

  return (request, response) => {
    const address = (request.url ?? '').split(/[?#]/, 1)[0] ?? ''
    if (!address.startsWith(`${path}/`)) return false
    answer(request, response, address.slice(path.length)).catch(() => (response.headersSent ? response.destroy() : response.writeHead(500).end()))
    return true
  }
}
