// A line of a fixed speed in front of a server on this machine: a page's own throttling leaves its workers out.
import { connect, createServer } from 'node:net'

/**
 * Listens on a free port and passes everything on to a port, at most so many bits a second in all towards the browser.
 * @returns {Promise<{ url: string, sent: () => number, close: () => Promise<void> }>}
 */
export function openSlowLine(port, { bitsPerSecond, latencyMs }) {
  const perMillisecond = bitsPerSecond / 8 / 1000
  let free = performance.now()
  let sent = 0
  const sockets = new Set()
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => (client.destroy(), upstream.destroy()))
      socket.on('close', () => (sockets.delete(socket), client.destroy(), upstream.destroy()))
    }
    client.on('data', (bytes) => setTimeout(() => upstream.writable && upstream.write(bytes), latencyMs / 2))
    upstream.on('data', (bytes) => {
      // One chunk at a time holds the line for as long as it takes; nothing more is read from the server until then.
      upstream.pause()
      free = Math.max(performance.now(), free) + bytes.length / perMillisecond
      sent += bytes.length
      setTimeout(() => {
        if (client.writable) client.write(bytes)
        upstream.resume()
      }, free - performance.now() + latencyMs / 2)
    })
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${server.address().port}`,
        sent: () => sent,
        close: () =>
          new Promise((done) => {
            for (const socket of sockets) socket.destroy()
            server.close(() => done())
          }),
      }),
    )
  })
}
