import { describe, expect, test } from 'vitest'
import { parseRuleSet, toRating } from '@/domain/rule-set.ts'
import { defaultRuleSet, shippedRuleSets } from '@/domain/rule-sets.ts'

const text = (changes: object) => JSON.stringify({ ...defaultRuleSet, ...changes })

describe('rule sets', () => {
  test('the shipped ones are the default, Hubei and Jiangxi', () => {
    expect(shippedRuleSets.map(({ id }) => id)).toEqual(['default', 'hubei', 'jiangxi'])
  })

  test('one that is written out and read again is the same', () => {
    for (const ruleSet of shippedRuleSets) expect(parseRuleSet(JSON.stringify(ruleSet))).toEqual({ ruleSet, problems: [] })
  })

  test('a wrong one is told, with the place', () => {
    expect(parseRuleSet('{').ruleSet).toBeNull()
    expect(parseRuleSet(text({ weights: { total: 100, execution: 20, dimensions: defaultRuleSet.weights.dimensions } })).problems).toEqual([{ path: 'weights', message: 'weights do not add up to the total' }])
    expect(parseRuleSet(text({ rating: { excellent: 60, good: 80, fair: 90 } })).problems.map(({ path }) => path)).toEqual(['rating'])
    expect(parseRuleSet(text({ maskedCut: { minCut: 20, minExecution: 0.95 } })).problems.map(({ path }) => path)).toEqual(['maskedCut.minCut'])
    expect(parseRuleSet(text({ off: ['no-such-rule'] })).problems.map(({ path }) => path)).toEqual(['off.0'])
    expect(parseRuleSet(text({ unknown: 1 })).ruleSet).toBeNull()
    const backwards = { method: 'stepped', steps: [{ from: 0.6, share: 0.5 }, { from: 1, share: 1 }] }
    expect(parseRuleSet(text({ executionScore: backwards })).problems.map(({ path }) => path)).toEqual(['executionScore.steps'])
  })

  test('ratings at their bounds', () => {
    expect(['90.00', '89.99', '80.00', '60.00', '59.99', null].map((score) => toRating(score, defaultRuleSet))).toEqual(['优', '良', '良', '中', '差', null])
  })
})
