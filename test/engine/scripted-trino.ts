import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ScriptedTrino {
  readonly base: string
  /** What was asked of it, as `METHOD path`. */
  readonly asked: readonly string[]
  readonly close: () => Promise<void>
}

/** What one request is answered with: a reply of Trino's, a status alone, or a cut line. */
export type ScriptedReply = Readonly<Record<string, unknown>> | number | 'cut'

const stats = { completedSplits: 1, totalSplits: 4, processedRows: 10, progressPercentage: 25 }

/** A coordinator that answers one request after the other by a script; `next` in a reply says that more comes. */
export async function openScriptedTrino(script: readonly ScriptedReply[]): Promise<ScriptedTrino> {
  const asked: string[] = []
  let at = 0
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    asked.push(`${request.method} ${request.url}`)
    request.resume()
    if (request.method === 'DELETE') return void response.writeHead(204).end()
    const reply = script[at] ?? 404
    at += 1
    if (reply === 'cut') return void request.socket.destroy()
    if (typeof reply === 'number') return void response.writeHead(reply).end('busy')
    const { next, ...rest } = reply
    const body = { id: 'q', stats, ...rest, ...(next === undefined ? {} : { nextUri: `http://elsewhere:1/v1/statement/executing/q/${String(next)}` }) }
    return void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  }
  const server = createServer(answer)
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
