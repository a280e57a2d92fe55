import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { randomOf } from '@/dataset/synthetic/random.ts'

it('draws the same for the same parts, and other things for others', () => {
  const draw = (...parts: readonly (string | number)[]) => {
    const random = randomOf(...parts)
    return Array.from({ length: 5 }, random.next)
  }
  expect(draw('7', 'form', 3, 2014)).toEqual(draw('7', 'form', 3, 2014))
  expect(draw('7', 'form', 3, 2014)).not.toEqual(draw('7', 'form', 3, 2015))
  expect(draw('7', 'form', 31, 2014)).not.toEqual(draw('7', 'form', 3, 12014))
})

it('keeps to its bounds', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(50), (seed, low, more) => {
      const random = randomOf(seed)
      const whole = random.int(low, low + more)
      const part = random.between(low, low + more)
      expect(Number.isInteger(whole) && whole >= low && whole <= low + more && part >= low && part <= low + more).toBe(true)
    }),
  )
})

it('takes as many items as asked for, in their order', () => {
  fc.assert(
    fc.property(fc.integer(), fc.uniqueArray(fc.integer()), fc.nat(20), (seed, items, count) => {
      const taken = randomOf(seed).some(items, count)
      expect(taken).toHaveLength(Math.min(count, items.length))
      expect(items.filter((item) => taken.includes(item))).toEqual(taken)
    }),
  )
})
