import { describe, expect, test } from 'vitest'
import type { RuleSet } from '@/domain/rule-set.ts'
import { defaultRuleSet, shippedRuleSets } from '@/domain/rule-sets.ts'
import { budgets, compared, form, indicator } from '../tiny-tables.ts'
import { found } from './found.ts'

const jiangxi = shippedRuleSets.find(({ id }) => id === 'jiangxi') ?? defaultRuleSet
const older: RuleSet = { ...defaultRuleSet, upperLimitScore: 'ratio' }

/** The execution scores that a rule set gives: every form claims -1, so that each is found. */
async function executionScores(rows: readonly (readonly [full: string | null, executed: string | null, weight: string | null])[], ruleSet?: RuleSet): Promise<readonly unknown[]> {
  const findings = await found('execution-score', { project_year: rows.map(([full, executed, weight], index) => form({ project: `${index}`, ...budgets('1', full, executed), execution_weight: weight, execution_score: '-1' })) }, ruleSet)
  return rows.map((_, index) => findings.find(({ project }) => project === `${index}`)?.values['recomputed'] ?? null)
}

describe('execution-score', () => {
  test('in proportion: rounded half up at two decimals, at most the weight, 0 where the budget is 0', async () => {
    // 2/3 × 10 = 6.666…; 1/8 × 10.02 = 1.2525; 0.0125 × 10 = 0.125 → 0.13; more than the budget: the weight.
    expect(await executionScores([['3', '2', '10'], ['8', '1', '10.02'], ['8000', '100', '10'], ['100', '120', '10'], ['0', '0', '10'], ['100', '0', '10'], [null, '1', '10'], ['1', '1', null]])).toEqual(['6.67', '1.25', '0.13', '10.00', '0.00', '0.00', null, null])
  })

  test('exact where floating point is not', async () => {
    // 9999999999999999.99 × 10 ÷ 10000000000000000 … needs more digits than a double has; 1.005 × 1 is 1.005, half up 1.01.
    expect(await executionScores([['1000', '100.5', '10'], ['9999999999999999.99', '9994999999999999.98', '10']])).toEqual(['1.01', '9.99'])
  })

  test('in steps: 100 % all, 80 % seven tenths, 60 % half, else none', async () => {
    expect(await executionScores([['100', '100', '10'], ['100', '99.99', '10'], ['100', '80', '10'], ['100', '79.99', '10'], ['100', '60', '20'], ['100', '59.99', '10'], ['0', '0', '10']], jiangxi)).toEqual(['10.00', '7.00', '7.00', '5.00', '10.00', '0.00', '0.00'])
  })

  test('says nothing where the score is the rule’s', async () => {
    const rows = [form({ project: '甲', ...budgets('1', '3', '2'), execution_weight: '10', execution_score: '6.67' }), form({ project: '乙', ...budgets('1', '3', '2'), execution_weight: '10', execution_score: null })]
    expect(await found('execution-score', { project_year: rows })).toEqual([])
  })
})

type Case = readonly [operator: '>=' | '>' | '=' | '<' | '<=', target: string, actual: string]

/** The scores that a rule set gives out of 10: every indicator claims -1, so that each is found. */
async function indicatorScores(cases: readonly Case[], ruleSet?: RuleSet): Promise<readonly unknown[]> {
  const findings = await found('score-recomputed', { project_year: [form({ project: '甲' })], indicator: cases.map(([operator, target, actual], index) => indicator({ seq: index + 1, weight: '10', score: '-1', ...compared(operator, target, actual, true) })) }, ruleSet)
  return cases.map((_, index) => findings.find(({ seq }) => seq === index + 1)?.values['recomputed'] ?? null)
}

describe('score-recomputed', () => {
  test('>= and >: full when met, else in proportion', async () => {
    expect(await indicatorScores([['>=', '85', '85'], ['>=', '85', '90'], ['>=', '3', '2'], ['>', '3', '3'], ['>', '3', '4'], ['>=', '0', '0'], ['>=', '0', '-1'], ['>=', '5', '-1'], ['>=', '-5', '-10']])).toEqual(['10.00', '10.00', '6.67', '10.00', '10.00', '10.00', '0.00', '0.00', null])
  })

  test('=: of 0 all or nothing, above 0 as >=', async () => {
    expect(await indicatorScores([['=', '0', '0'], ['=', '0', '1'], ['=', '0', '-1'], ['=', '100', '100'], ['=', '100', '105'], ['=', '100', '50']])).toEqual(['10.00', '0.00', '10.00', '10.00', '10.00', '5.00'])
  })

  test('<=: linear down to 0 at twice the target', async () => {
    expect(await indicatorScores([['<=', '90', '90'], ['<=', '90', '120'], ['<=', '90', '180'], ['<=', '90', '500'], ['<=', '0', '1'], ['<', '90', '89'], ['<', '90', '90']])).toEqual(['10.00', '6.67', '0.00', '0.00', '0.00', '10.00', '10.00'])
  })

  test('<= of the older rule: target ÷ actual', async () => {
    expect(await indicatorScores([['<=', '90', '90'], ['<=', '90', '120'], ['<=', '90', '180'], ['<=', '90', '900']], older)).toEqual(['10.00', '7.50', '5.00', '1.00'])
  })

  test('a range: full inside, not judged outside', async () => {
    const inRange = (seq: number, actual: string) => indicator({ seq, weight: '10', score: '-1', target_kind: 'quantitative', target_operator: 'range', target_value: '90', target_high: '95', actual_value: actual, attained: true })
    expect((await found('score-recomputed', { project_year: [form({ project: '甲' })], indicator: [inRange(1, '90'), inRange(2, '95'), inRange(3, '96')] })).map(({ seq, values }) => [seq, values['recomputed']])).toEqual([[1, '10.00'], [2, '10.00']])
  })

  test('a cent of a point is let pass; what is not judged or qualitative is left alone', async () => {
    const rows = [
      indicator({ seq: 1, weight: '10', score: '6.66', ...compared('>=', '3', '2', false) }),
      indicator({ seq: 2, weight: '10', score: '6.65', ...compared('>=', '3', '2', false) }),
      indicator({ seq: 3, weight: '10', score: '1', ...compared('>=', '3', '2', null) }),
      indicator({ seq: 4, weight: '10', score: '1', target: '有效', actual: '有效', target_kind: 'qualitative', attained: true }),
      indicator({ seq: 5, weight: '10', score: null, ...compared('>=', '3', '2', false) }),
    ]
    expect((await found('score-recomputed', { project_year: [form({ project: '甲' })], indicator: rows })).map(({ seq }) => seq)).toEqual([2])
  })
})

test('met-but-deducted and missed-but-full go by what was attained', async () => {
  const tables = {
    project_year: [form({ project: '甲' })],
    indicator: [
      indicator({ seq: 1, weight: '10', score: '8', attained: true }),
      indicator({ seq: 2, weight: '10', score: '10', attained: true }),
      indicator({ seq: 3, weight: '10', score: '10', attained: false }),
      indicator({ seq: 4, weight: '10', score: '9', attained: false }),
      indicator({ seq: 5, weight: '10', score: '9', attained: null }),
      indicator({ seq: 6, weight: '0', score: '0', attained: false }),
      indicator({ seq: 7, weight: null, score: '9', attained: true }),
    ],
  }
  expect((await found('met-but-deducted', tables)).map(({ seq }) => seq)).toEqual([1])
  expect((await found('missed-but-full', tables)).map(({ seq }) => seq)).toEqual([3])
})

test('unexplained: points off or far exceeded, and the reason says nothing', async () => {
  const deducted = (seq: number, deviation_reason: string | null) => indicator({ seq, weight: '10', score: '8', deviation_reason })
  const findings = await found('unexplained', {
    project_year: [form({ project: '甲' })],
    indicator: [
      deducted(1, null),
      deducted(2, '无'),
      deducted(3, '有待加强。'),
      deducted(4, '受疫情影响，有待加强宣传'),
      deducted(5, '——'),
      indicator({ seq: 6, weight: '10', score: '10', deviation_reason: '无' }),
      indicator({ seq: 7, weight: '10', score: '10', deviation_reason: '无', ...compared('>=', '10', '13', true) }),
      indicator({ seq: 8, weight: '10', score: '10', deviation_reason: '年中扩大了范围', ...compared('>=', '10', '13', true) }),
    ],
  })
  expect(findings.map(({ seq }) => seq)).toEqual([1, 2, 3, 5, 7])
  expect(findings.map(({ message }) => message.zh)).toEqual([
    '培训次数：扣 2 分，没有填写原因',
    '培训次数：扣 2 分，原因只写“无”',
    '培训次数：扣 2 分，原因只写“有待加强。”',
    '培训次数：扣 2 分，原因只写“——”',
    '培训次数：目标 >=10，实际 13，超额完成，原因只写“无”',
  ])
})
