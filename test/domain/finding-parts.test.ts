import { expect, test } from 'vitest'
import { ruleIds } from '@/domain/checks.ts'
import { toFindingKey } from '@/domain/finding-key.ts'
import { rowOfMark, toMarks } from '@/domain/finding-marks.ts'
import { parseFindingRemarks, withRemark } from '@/domain/finding-remarks.ts'
import { checkOwnRuleSet, copyOfRuleSet, parseOffParameter, parseOwnRuleSets, ruleSetFileText, toOffParameter } from '@/domain/own-rule-sets.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'

const place = { form_id: 'f-2023', department: '教育局', year: 2023, seq: 4, values: {} }

test('a finding is named by what makes it one', () => {
  expect(toFindingKey({ ...place, rule: 'overshoot' })).toBe('overshoot·f-2023·4')
  expect(toFindingKey({ ...place, rule: 'fund-sum', seq: null, values: { column: 'executed' } })).toBe('fund-sum·f-2023·executed')
  // The same text, whether asked for in the dataset or in one project.
  expect(toFindingKey({ ...place, rule: 'boilerplate', values: { level3: '及时' } })).toBe(toFindingKey({ rule: 'boilerplate', form_id: null, department: null, year: null, seq: null, values: { level3: '及时' } }))
  expect(toFindingKey({ ...place, rule: 'flat-scores', form_id: null, seq: null })).toBe('flat-scores·教育局·2023')
})

test('marks name cells of the form, each in its row', () => {
  expect(toMarks({ rule: 'met-but-deducted', seq: 9, values: {} })).toEqual(['indicator-9-score', 'indicator-9-actual'])
  expect(toMarks({ rule: 'fund-sum', seq: null, values: { column: 'executed' } })).toEqual(['executed'])
  expect(toMarks({ rule: 'score-over-weight', seq: null, values: { item: 'total' } })).toEqual(['total_score'])
  expect(toMarks({ rule: 'score-over-weight', seq: 2, values: { item: 'indicator' } })).toEqual(['indicator-2-score'])
  expect(['indicator-12-score', 'total_score', 'expected_goal', 'execution_rate'].map(rowOfMark)).toEqual(['12', 'sum', 'goals', 'total'])
  for (const rule of ruleIds) expect(toMarks({ rule, seq: null, values: {} })).toBeInstanceOf(Array)
})

test('remarks are kept by dataset, and what is not ours is not read', () => {
  const one = withRemark({}, 'a', 'k', { note: '核实', at: '2026-01-01' })
  expect(parseFindingRemarks(JSON.stringify(one))).toEqual({ a: { k: { note: '核实', at: '2026-01-01' } } })
  expect(withRemark(one, 'a', 'k', null)).toEqual({ a: {} })
  expect([parseFindingRemarks(null), parseFindingRemarks('['), parseFindingRemarks('{"a":1}')]).toEqual([null, null, null])
})

test('rule sets of one\'s own: copied, checked in words, read back', () => {
  const copy = copyOfRuleSet(defaultRuleSet, ['default', 'default-2'])
  expect(copy.id).toBe('default-3')
  expect(checkOwnRuleSet(ruleSetFileText(copy))).toEqual({ ruleSet: copy, problems: [] })
  expect(parseOwnRuleSets(JSON.stringify([copy, { id: 1 }, defaultRuleSet]))).toEqual([copy])
  expect([parseOwnRuleSets(null), parseOwnRuleSets('x'), parseOwnRuleSets('{}')]).toEqual([[], [], []])
  expect(checkOwnRuleSet(ruleSetFileText(defaultRuleSet)).problems).toEqual([{ path: 'id', message: 'shipped' }])
  const broken = checkOwnRuleSet(JSON.stringify({ ...copy, weights: { ...copy.weights, execution: 20 }, rating: { excellent: 'A', good: 80, fair: 60 } }), 'zh').problems
  expect(broken.map(({ path }) => path)).toEqual(['weights', 'rating.excellent'])
  expect(broken[1]?.message).toMatch(/无效|期望/)
  expect(checkOwnRuleSet('{').problems).toHaveLength(1)
})

test('rules switched off, as the address has them', () => {
  expect(parseOffParameter(null)).toBeNull()
  expect(parseOffParameter('none')).toEqual([])
  expect(parseOffParameter('overshoot,nonsense,weight-sum')).toEqual(['weight-sum', 'overshoot'])
  expect(toOffParameter([], defaultRuleSet)).toBeNull()
  expect(toOffParameter([], { ...defaultRuleSet, off: ['overshoot'] })).toBe('none')
  expect(toOffParameter(['overshoot', 'weight-sum'], defaultRuleSet)).toBe('weight-sum,overshoot')
})
