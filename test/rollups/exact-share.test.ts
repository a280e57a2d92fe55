import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isProductAbove, reaches, toFraction, twentieth } from '@/rollups/forms/exact-share.ts'

const whole = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1000, max: 1000 }))
const millionths = fc.integer({ min: 0, max: 2_000_000 })

it('reads a share as a fraction in lowest terms', () => {
  expect([0.2, 0, 1, 0.333333, 1.5].map(toFraction)).toEqual([{ numerator: 1, denominator: 5 }, { numerator: 0, denominator: 1 }, { numerator: 1, denominator: 1 }, { numerator: 333333, denominator: 1_000_000 }, { numerator: 3, denominator: 2 }])
  expect([1 / 3, 1e-7, -0.2, Number.NaN].map(toFraction)).toEqual([null, null, null, null])
})

it('compares with a share exactly, however large the amounts', () => {
  fc.assert(
    fc.property(whole, whole, millionths, (part, of, share) => {
      const fraction = toFraction(share / 1_000_000)
      expect(fraction && reaches(part, of, fraction)).toBe(BigInt(part) * 1_000_000n >= BigInt(of) * BigInt(share))
    }),
    { examples: [[1_801_439_850_948_199, 9_007_199_254_740_991, 200_000], [9_007_199_254_740_990, 9_007_199_254_740_991, 1_000_000]] },
  )
  expect(reaches(Number.NaN, 1, { numerator: 0, denominator: 1 })).toBe(false)
  expect(reaches(1, Number.NaN, { numerator: 0, denominator: 1 })).toBe(false)
})

it('compares products exactly, however close', () => {
  const pair = fc.tuple(whole, whole)
  fc.assert(
    fc.property(pair, pair, fc.integer({ min: -1, max: 1 }), ([a, b], [c, d], off) => {
      expect(isProductAbove(a, b, c, d)).toBe(BigInt(a) * BigInt(b) > BigInt(c) * BigInt(d))
      const near = Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, a + off))
      expect(isProductAbove(a, b, b, near)).toBe(BigInt(a) * BigInt(b) > BigInt(b) * BigInt(near))
    }),
    { examples: [[[94_906_267, 94_906_265], [94_906_266, 94_906_266], 0], [[9_007_199_254_740_991, 9_007_199_254_740_989], [9_007_199_254_740_990, 9_007_199_254_740_990], 0]] },
  )
})

it('puts a share into its twentieth exactly', () => {
  const positive = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: 1, max: 400 })).map((value) => Math.abs(value) || 1)
  fc.assert(
    fc.property(positive, positive, (part, of) => {
      const exact = (20n * BigInt(part)) / BigInt(of)
      expect(BigInt(twentieth(part, of))).toBe(exact > 19n ? 19n : exact)
    }),
  )
})
