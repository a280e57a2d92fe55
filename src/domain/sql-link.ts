import { strFromU8, strToU8, deflateSync, Inflate } from 'fflate'
import { joinedBytes } from './joined-bytes.ts'

/** What a link to the workbench carries. Nothing in it runs by itself: the page shows it, a person runs it. */
export interface SharedQuery {
  readonly text: string
  readonly title?: string
  /** The chart kept with the query, as the workbench wrote it. */
  readonly chart?: string
}

/** Longest address parameter that browsers, chats and mail pass on unharmed, by experience. */
const longestPlain = 400
/** A link beyond this is refused: better to send the .sql file. */
export const longestShared = 30_000
const longestText = 2_000_000

function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
}

/** Unpacks, and stops where a small link would swell to more than any query needs. */
function inflated(bytes: Uint8Array): Uint8Array | null {
  const chunks: Uint8Array[] = []
  let size = 0
  const inflate = new Inflate((chunk) => {
    size += chunk.length
    if (size > longestText) throw new RangeError('too long')
    chunks.push(chunk)
  })
  for (let at = 0; at < bytes.length; at += 4096) inflate.push(bytes.subarray(at, at + 4096), at + 4096 >= bytes.length)
  return joinedBytes(chunks)
}

/** The address parameters of a query: `query` where it is short and bare, else `bench`, packed. */
export function toSqlParameters(shared: SharedQuery): Record<string, string> {
  const bare = shared.title === undefined && shared.chart === undefined
  // Half a character, which no address can carry bare, JSON can.
  if (bare && !/\p{Surrogate}/u.test(shared.text) && encodeURIComponent(shared.text).length <= longestPlain) return { query: shared.text }
  const short = { q: shared.text, ...(shared.title === undefined ? {} : { t: shared.title }), ...(shared.chart === undefined ? {} : { c: shared.chart }) }
  return { bench: toBase64Url(deflateSync(strToU8(JSON.stringify(short)), { level: 9 })) }
}

/** The address of the workbench with a query in it, beside the page's other parameters (`data`, `from`, `lang` …). */
export function toSqlLink(text: string, others: Readonly<Record<string, string>> = {}): string {
  return `#/sql?${new URLSearchParams({ ...others, ...toSqlParameters({ text }) }).toString().replaceAll('+', '%20')}`
}

/** Reads a query out of an address: null where it carries none, 'broken' where what it carries can't be read. */
export function parseSqlParameters(parameters: Readonly<Record<string, unknown>>): SharedQuery | 'broken' | null {
  const { query, bench } = parameters
  if (typeof bench === 'string' && bench !== '') {
    try {
      const bytes = inflated(fromBase64Url(bench))
      const value: unknown = bytes === null ? null : JSON.parse(strFromU8(bytes))
      if (typeof value !== 'object' || value === null || !('q' in value) || typeof value.q !== 'string') return 'broken'
      const title = 't' in value && typeof value.t === 'string' ? value.t : undefined
      const chart = 'c' in value && typeof value.c === 'string' ? value.c : undefined
      return { text: value.q, ...(title === undefined ? {} : { title }), ...(chart === undefined ? {} : { chart }) }
    } catch {
      return 'broken'
    }
  }
  return typeof query === 'string' && query.trim() !== '' ? { text: query } : null
}
