import { QueryError, type AskOptions } from './engine.ts'
import { sendPatiently } from './trino-exchange.ts'
import { forgotten, toQueryError } from './trino-failure.ts'
import { parseReply, type TrinoColumn, type TrinoReply } from './trino-reply.ts'

export interface TrinoConnection {
  /** Where `v1/statement` lies, ending in a slash. */
  readonly base: string
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds that an engine out of reach is waited for. */
  readonly patience: number
}

/** Some rows of an answer, in the order of its columns. */
export interface TrinoPage {
  /** Empty until they are known. */
  readonly columns: readonly TrinoColumn[]
  readonly rows: readonly (readonly unknown[])[]
  /** Characters of JSON that it came in. */
  readonly length: number
}

const reading = /^[\s(]*(SELECT|WITH|VALUES|TABLE|SHOW|DESCRIBE|DESC|EXPLAIN)\b/i

/** Whether a statement only reads, so that it may be asked again. */
export function onlyReads(text: string): boolean {
  return reading.test(text)
}

async function replyOf(response: Response, text: string): Promise<{ readonly reply: TrinoReply; readonly length: number }> {
  const body = await response.text()
  const reply = response.ok ? parseReply(body) : null
  if (reply) return { reply, length: body.length }
  if (response.status === 404 || response.status === 410) throw forgotten(text)
  throw new QueryError(`the engine answered ${response.status}: ${body.slice(0, 300).trim() || 'nothing'}`, text)
}

/**
 * Asks one statement and gives its pages as they come. Whoever stops taking them, by leaving or by the signal, cancels it in
 * the cluster. Throws QueryError, LostStatementError where a node went away, or the signal's reason.
 */
export async function* trinoPages({ base, headers, patience }: TrinoConnection, text: string, { signal, onProgress }: AskOptions): AsyncGenerator<TrinoPage, void> {
  const send = (to: string, init: RequestInit, again: boolean) => sendPatiently(to, { ...init, headers }, { signal, text, patience: again ? patience : 0 })
  // Trino names its pages by its own address; they are asked for where the statement was.
  const address = (uri: string) => base + uri.slice(uri.indexOf('/v1/') + 1)
  let columns: readonly TrinoColumn[] = []
  let next: string | undefined
  try {
    // A write may have been taken although its answer was lost: it is not sent twice.
    let { reply, length } = await replyOf(await send(`${base}v1/statement`, { method: 'POST', body: text }, onlyReads(text)), text)
    for (;;) {
      next = reply.nextUri === undefined ? undefined : address(reply.nextUri)
      if (reply.error) throw toQueryError(reply.error, text)
      if (reply.columns) columns = reply.columns
      const { completedSplits: done, totalSplits: all, processedRows: rows, progressPercentage } = reply.stats
      onProgress?.({ done, all, rows, share: progressPercentage === undefined ? null : progressPercentage / 100 })
      yield { columns, rows: reply.data ?? [], length }
      if (next === undefined) return
      ;({ reply, length } = await replyOf(await send(next, {}, true), text))
    }
  } finally {
    if (next !== undefined) void fetch(next, { method: 'DELETE', headers, keepalive: true }).catch(() => undefined)
  }
}
