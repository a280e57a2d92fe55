import fc from 'fast-check'
import { expect, it } from 'vitest'
import { largestFirst } from '@/rollups/forms/largest-first.ts'

const quarter = 2 ** 51
const amount = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -70_000, max: 70_000 }), fc.maxSafeInteger().map((value) => Math.trunc(value / 4)), fc.constantFrom(Number.NaN, quarter, -quarter))

it('puts the largest first, equals as they stand and absent ones last', () => {
  fc.assert(
    fc.property(fc.array(amount), (amounts) => {
      const key = (at: number) => (Number.isNaN(amounts[at]) ? Number.NEGATIVE_INFINITY : (amounts[at] ?? 0))
      expect([...largestFirst(Float64Array.from(amounts))]).toEqual([...amounts.keys()].toSorted((a, b) => (key(a) === key(b) ? a - b : key(b) - key(a))))
    }),
    { examples: [[[]], [[Number.NaN, Number.NaN]], [[65_535, 65_536, 0, 131_072]], [[quarter, -quarter, Number.NaN, quarter]]] },
  )
})
