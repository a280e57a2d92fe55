import type { AnswerRow, AnswerValue } from '@/engine/engine.ts'

/** Reads a column's value at a place. */
export type Reader = (at: number) => AnswerValue

/** A list that makes each of its members when it is first looked at. */
function lazyList<T extends object>(count: number, make: (at: number) => T): readonly T[] {
  const made: T[] = []
  made.length = count
  const placeOf = (name: string | symbol) => {
    const place = typeof name === 'string' && name !== '' ? Number(name) : Number.NaN
    return Number.isInteger(place) && place >= 0 && place < count ? place : null
  }
  const at = (place: number) => (made[place] ??= make(place))
  return new Proxy(made, {
    get: (target, name) => {
      const place = placeOf(name)
      return place === null ? Reflect.get(target, name) : at(place)
    },
    has: (target, name) => placeOf(name) !== null || Reflect.has(target, name),
    ownKeys: () => [...Array.from(made.keys(), String), 'length'],
    getOwnPropertyDescriptor: (target, name) => {
      const place = placeOf(name)
      if (place !== null) at(place)
      return Reflect.getOwnPropertyDescriptor(target, name)
    },
  })
}

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
  return lazyList(count, (at) => new Proxy({ at }, handler) as unknown as AnswerRow)
}

/** The same rows as objects that hold their values. */
export function plainRows(rows: readonly AnswerRow[]): readonly AnswerRow[] {
  return rows.map((row) => ({ ...row }))
}
