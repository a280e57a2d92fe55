/** A source of chance that gives the same sequence for the same seed on every machine. */
export interface Random {
  /** From 0 up to, not with, 1. */
  readonly next: () => number
  /** A whole number from low to high, both possible. */
  readonly int: (low: number, high: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(items: readonly [T, ...T[]]) => T
  /** So many different items, in the order in which they stand. */
  readonly some: <T>(items: readonly T[], count: number) => readonly T[]
  readonly between: (low: number, high: number) => number
  /** About normal, from -6 to 6. */
  readonly normal: () => number
}

/** FNV-1a over the parts, to start one sequence per purpose. */
function hash(parts: readonly (string | number)[]): number {
  let value = 0x811c9dc5
  for (const character of parts.join('\u001F')) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return value >>> 0
}

/** mulberry32, seeded by the parts: each project and year has a sequence of its own, whatever others draw. */
export function randomOf(...parts: readonly (string | number)[]): Random {
  let state = hash(parts)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const some = <T>(items: readonly T[], count: number) => {
    let wanted = Math.min(count, items.length)
    return items.filter((_, index) => {
      const taken = next() * (items.length - index) < wanted
      if (taken) wanted -= 1
      return taken
    })
  }
  return {
    next,
    int,
    chance: (share) => next() < share,
    pick: (items) => items[int(0, items.length - 1)] ?? items[0],
    some,
    between: (low, high) => low + (high - low) * next(),
    normal: () => Array.from({ length: 12 }, next).reduce((sum, value) => sum + value, -6),
  }
}
