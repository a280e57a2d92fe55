import { QueryError, type AnswerRow, type AskOptions, type Engine } from './engine.ts'
import { toText, type Statement } from './sql.ts'
import { sendPatiently } from './trino-exchange.ts'
import { forgotten, LostStatementError, readOnly, tooLarge, toQueryError } from './trino-failure.ts'
import { parseReply, type TrinoColumn, type TrinoReply } from './trino-reply.ts'
import { toTrinoValue } from './trino-value.ts'

export interface TrinoOptions {
  /** Where `v1/statement` lies, ending in a slash: the coordinator, or the site's own path that leads to it. */
  readonly base: string
  readonly catalog: string
  readonly schema: string
  /** Left out where the site's proxy says who asks. */
  readonly user?: string
  /** Of the user; over https alone. */
  readonly password?: string
  /** Session properties, such as a writer's. */
  readonly session?: Readonly<Record<string, string>>
  /** Milliseconds that an engine out of reach is waited for. */
  readonly patience?: number
  /** Characters of JSON that an answer may have. */
  readonly mostText?: number
}

const reading = /^[\s(]*(SELECT|WITH|VALUES|SHOW|DESCRIBE|EXPLAIN)\b/i
const attempts = 4

/** A Trino cluster behind the product's port. It reads what was published; a statement lost with a node is asked again. */
export function openTrinoEngine({ base, catalog, schema, user, password, session = {}, patience = 30_000, mostText = 200_000_000 }: TrinoOptions): Engine {
  const headers = { 'X-Trino-Catalog': catalog, 'X-Trino-Schema': schema, 'X-Trino-Source': 'jilan', 'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME', ...(user === undefined ? {} : { 'X-Trino-User': user }), ...(password === undefined ? {} : { Authorization: `Basic ${btoa(`${user}:${password}`)}` }), ...(Object.keys(session).length === 0 ? {} : { 'X-Trino-Session': Object.entries(session).map(([name, value]) => `${name}=${value}`).join(',') }) }

  /** Trino names its pages by its own address; they are asked for where the statement was. */
  function address(uri: string): string {
    return base + uri.slice(uri.indexOf('/v1/') + 1)
  }

  async function replyOf(response: Response, text: string): Promise<{ readonly reply: TrinoReply; readonly length: number }> {
    const body = await response.text()
    const reply = response.ok ? parseReply(body) : null
    if (reply) return { reply, length: body.length }
    if (response.status === 404 || response.status === 410) throw forgotten(text)
    throw new QueryError(`the engine answered ${response.status}: ${body.slice(0, 300).trim() || 'nothing'}`, text)
  }

  async function once(text: string, { signal, onProgress }: AskOptions): Promise<readonly AnswerRow[]> {
    const isRead = reading.test(text)
    const send = (to: string, init: RequestInit, again: boolean) => sendPatiently(to, { ...init, headers }, { signal, text, patience: again ? patience : 0 })
    const rows: AnswerRow[] = []
    let columns: readonly TrinoColumn[] = []
    let next: string | undefined
    let size = 0
    const cancel = () => {
      if (next !== undefined) void fetch(next, { method: 'DELETE', headers, keepalive: true }).catch(() => undefined)
    }
    try {
      // A write may have been taken although its answer was lost: it is not sent twice.
      let { reply, length } = await replyOf(await send(`${base}v1/statement`, { method: 'POST', body: text }, isRead), text)
      for (;;) {
        next = reply.nextUri === undefined ? undefined : address(reply.nextUri)
        if (reply.error) throw toQueryError(reply.error, text)
        if (reply.columns) columns = reply.columns
        for (const row of reply.data ?? []) rows.push(Object.fromEntries(columns.map(({ name, typeSignature }, index) => [name, toTrinoValue(typeSignature, row[index])])))
        onProgress?.({ done: reply.stats.completedSplits, all: reply.stats.totalSplits, rows: reply.stats.processedRows })
        if (next === undefined) return rows
        size += length
        if (size > mostText) throw new QueryError('the answer is too large', text, { advice: tooLarge })
        ;({ reply, length } = await replyOf(await send(next, {}, true), text))
      }
    } catch (error) {
      cancel()
      throw error
    }
  }

  async function ask(statement: Statement, options: AskOptions = {}): Promise<readonly AnswerRow[]> {
    const text = toText(statement, 'trino')
    for (let attempt = 1; ; attempt += 1) {
      options.signal?.throwIfAborted()
      try {
        return await once(text, options)
      } catch (error) {
        if (options.signal?.aborted) throw options.signal.reason
        if (!(error instanceof LostStatementError) || attempt === attempts || !reading.test(text)) throw error
        await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt))
      }
    }
  }

  const refuse = (what: string) => Promise.reject(new QueryError('the engine only reads', what, { advice: readOnly }))
  return { rows: ask, load: (table) => refuse(`load ${table}`), parquet: (statement) => refuse(toText(statement, 'trino')), close: async () => undefined }
}
