import { QueryError, type AnswerRow, type AskOptions, type Engine } from './engine.ts'
import { toText, type Statement } from './sql.ts'
import { askAgain } from './trino-again.ts'
import { readOnly, tooLarge } from './trino-failure.ts'
import { onlyReads, trinoPages, type TrinoConnection } from './trino-pages.ts'
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

/** How a cluster is asked. */
export function toConnection({ base, catalog, schema, user, password, session = {}, patience = 30_000 }: Omit<TrinoOptions, 'mostText'>): TrinoConnection {
  const settings = Object.entries(session).map(([name, value]) => `${name}=${value}`).join(',')
  return {
    base,
    patience,
    headers: {
      'X-Trino-Catalog': catalog,
      'X-Trino-Schema': schema,
      'X-Trino-Source': 'jilan',
      'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
      ...(user === undefined ? {} : { 'X-Trino-User': user }),
      ...(password === undefined ? {} : { Authorization: `Basic ${btoa(`${user}:${password}`)}` }),
      ...(settings === '' ? {} : { 'X-Trino-Session': settings }),
    },
  }
}

/** A Trino cluster behind the product's port. It reads what was published; a statement lost with a node is asked again. */
export function openTrinoEngine(options: TrinoOptions): Engine {
  const { mostText = 200_000_000 } = options
  const connection = toConnection(options)

  async function once(text: string, options: AskOptions): Promise<readonly AnswerRow[]> {
    const rows: AnswerRow[] = []
    let size = 0
    for await (const page of trinoPages(connection, text, options)) {
      size += page.length
      if (size > mostText) throw new QueryError('the answer is too large', text, { advice: tooLarge })
      for (const row of page.rows) rows.push(Object.fromEntries(page.columns.map(({ name, typeSignature }, index) => [name, toTrinoValue(typeSignature, row[index])])))
    }
    return rows
  }

  function ask(statement: Statement, options: AskOptions = {}): Promise<readonly AnswerRow[]> {
    const text = toText(statement, 'trino')
    return askAgain(() => once(text, options), { mayRepeat: () => onlyReads(text), signal: options.signal })
  }

  const refuse = (what: string) => Promise.reject(new QueryError('the engine only reads', what, { advice: readOnly }))
  return { rows: ask, load: (table) => refuse(`load ${table}`), parquet: (statement) => refuse(toText(statement, 'trino')), close: async () => undefined }
}
