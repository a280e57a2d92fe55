import { assert, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import { budgetSteps } from '@/domain/budget-steps.ts'

const steps = (...[initial_budget, full_year_budget, executed]: (string | null)[]) => budgetSteps({ initial_budget: initial_budget ?? null, full_year_budget: full_year_budget ?? null, executed: executed ?? null }).map(({ step, amount }) => [step, amount])

it('a year walks down from its initial budget', () => {
  expect(steps('200000.00', '45341.00', '45341.00')).toEqual([['initial', '200000.00'], ['cut', '-154659.00'], ['full', '45341.00'], ['unspent', '0.00'], ['executed', '45341.00']])
  expect(steps('10.00', '15.00', '16.50').slice(1)).toEqual([['addition', '5.00'], ['full', '15.00'], ['overspent', '1.50'], ['executed', '16.50']])
  expect(steps(null, '15.00', null)).toEqual([['initial', null], ['cut', null], ['full', '15.00'], ['unspent', null], ['executed', null]])
})

it('the steps add up to the cent', () => {
  const cents = integer({ min: 0, max: 2 ** 50 })
  const text = (value: number) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`
  const toCents = (amount: string | null | undefined) => BigInt((amount ?? '').replace('.', ''))
  assert(
    property(cents, cents, cents, (initial, full, executed) => {
      const [first, change, middle, rest, last] = steps(text(initial), text(full), text(executed)).map(([, amount]) => toCents(amount))
      expect((first ?? 0n) + (change ?? 0n)).toBe(middle)
      expect((middle ?? 0n) + (rest ?? 0n)).toBe(last)
    }),
  )
})
