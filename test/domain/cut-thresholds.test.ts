import { assert, constantFrom, integer, nat, property, record, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInBox, parseBudgetBox, parseCutThresholds, toBudgetBoxText, toCutParameters, usualCutThresholds } from '@/domain/cut-thresholds.ts'

describe('the thresholds of cuts in an address', () => {
  it('are as usual where the address says nothing', () => {
    expect(parseCutThresholds({})).toEqual({ thresholds: usualCutThresholds, problems: [] })
    expect(parseCutThresholds({ min_amount: '', running: ' ' })).toEqual({ thresholds: usualCutThresholds, problems: [] })
    expect(toCutParameters(usualCutThresholds)).toEqual({ min_amount: null, masked: null, running: null })
  })

  it('are read, zeros at the end left off', () => {
    expect(parseCutThresholds({ min_amount: '100000.50', masked: '1', running: '3' }).thresholds).toEqual({ minAmount: '100000.5', maskedOnly: true, minYearsRunning: 3 })
    expect(parseCutThresholds({ min_amount: ['5', '6'] }).thresholds.minAmount).toBe('5')
  })

  it('that can not be used are named and left aside', () => {
    const { thresholds, problems } = parseCutThresholds({ min_amount: '-5', masked: 'yes', running: '0' })
    expect(thresholds).toEqual(usualCutThresholds)
    expect(problems).toEqual([
      { parameter: 'min_amount', value: '-5', code: 'not-an-amount' },
      { parameter: 'masked', value: 'yes', code: 'not-one-of' },
      { parameter: 'running', value: '0', code: 'not-one-of' },
    ])
    expect(parseCutThresholds({ min_amount: '1.234' }).problems).toHaveLength(1)
    expect(parseCutThresholds({ min_amount: "1' OR 1=1" }).problems).toHaveLength(1)
  })

  it('come back from the address that they make', () => {
    const any = record({ minAmount: tuple(nat(1e9), nat(99)).map(([yuan, cents]) => (cents === 0 ? String(yuan) : `${yuan}.${String(cents).padStart(2, '0').replace(/0$/, '')}`)), maskedOnly: constantFrom(true, false), minYearsRunning: integer({ min: 1, max: 99 }) })
    assert(
      property(any, (thresholds) => {
        expect(parseCutThresholds(toCutParameters(thresholds))).toEqual({ thresholds, problems: [] })
      }),
    )
  })
})

describe('the box of the brush', () => {
  it('is written outwards in whole yuan and read again', () => {
    expect(toBudgetBoxText({ initial: [10.4, 99.2], full: [-3, 50] })).toBe('10,100,0,50')
    expect(parseBudgetBox('10,100,0,50')).toEqual({ initial: [10, 100], full: [0, 50] })
    for (const wrong of [null, '', '1,2,3', '1,2,3,4,5', '2,1,0,5', 'a,2,3,4', '1.5,2,3,4', '-1,2,3,4']) expect(parseBudgetBox(wrong)).toBeNull()
  })

  it('holds its edges, and no form without one of the budgets', () => {
    const box = { initial: [10, 100], full: [0, 50] } as const
    expect(isInBox({ initial_budget: '10.00', full_year_budget: '50.00' }, box)).toBe(true)
    expect(isInBox({ initial_budget: '9.99', full_year_budget: '50.00' }, box)).toBe(false)
    expect(isInBox({ initial_budget: '10.00', full_year_budget: '50.01' }, box)).toBe(false)
    expect(isInBox({ initial_budget: '10.00', full_year_budget: null }, box)).toBe(false)
  })
})
