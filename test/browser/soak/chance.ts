import { randomOf } from '@/dataset/synthetic/random.ts'

/** Random choices that a seed repeats. */
export interface Chance {
  /** A whole number from 0 up to, not including, the limit. */
  readonly below: (limit: number) => number
  /** One of the values. Throws where there is none. */
  readonly pick: <T>(values: readonly T[]) => T
}

export function chanceOf(seed: number): Chance {
  const random = randomOf(seed)
  const below = (limit: number) => random.int(0, limit - 1)
  return {
    below,
    pick: (values) => {
      const [first, ...rest] = values
      if (first === undefined) throw new RangeError('nothing to pick from')
      return random.pick([first, ...rest])
    },
  }
}
