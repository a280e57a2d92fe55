import type { AnswerRow, AnswerValue } from '@/engine/engine.ts'

/** Reads a column's value at a place. */
export type Reader = (at: number) => AnswerValue

/**
 * So many rows, each like a plain object: it can be spread, listed and compared. It makes its values when they are read, so
 * that a list of a hundred thousand costs no more than what of it is looked at. Only `plainRows` of it
 * can be handed to another thread.
 */
export function lazyRows(count: number, readers: ReadonlyMap<string | symbol, Reader>): readonly AnswerRow[] {
  const names = [...readers.keys()]
  const handler: ProxyHandler<{ readonly at: number }> = {
    get: ({ at }, name) => {
      const read = readers.get(name)
      return read ? read(at) : Reflect.get(Object.prototype, name)
    },
    has: (_, name) => readers.has(name),
    ownKeys: () => names,
    getOwnPropertyDescriptor: ({ at }, name) => {
      const read = readers.get(name)
      return read && { configurable: true, enumerable: true, value: read(at) }
    },
  }
  return Array.from({ length: count }, (_, at) => new Proxy({ at }, handler) as unknown as AnswerRow)
}

/** The same rows as objects that hold their values. */
export function plainRows(rows: readonly AnswerRow[]): readonly AnswerRow[] {
  return rows.map((row) => ({ ...row }))
}
