/** Random choices that a seed repeats. */
export interface Chance {
  /** A whole number from 0 up to, not including, the limit. */
  readonly below: (limit: number) => number
  /** One of the values. Throws where there is none. */
  readonly pick: <T>(values: readonly T[]) => T
}

/** Small, fast and the same on every machine (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    pick: <T>(values: readonly T[]): T => {
      const index = below(values.length)
      if (index >= values.length) throw new RangeError('nothing to pick from')
      return values[index] as T
    },
  }
}
