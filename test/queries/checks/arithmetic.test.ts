import { describe, expect, test } from 'vitest'
import { budgets, form, indicator } from '../tiny-tables.ts'
import { found } from './found.ts'

const two = (project: string, first: object, second: object) => [indicator({ form_id: `${project}-2023`, seq: 1, ...first }), indicator({ form_id: `${project}-2023`, seq: 2, ...second })]

test('weight-sum: 10 + 50 + 40 is 100; 10 + 50 + 39.5 is not; an absent weight is not judged', async () => {
  const findings = await found('weight-sum', {
    project_year: ['对', '错', '缺', '无执行'].map((project) => form({ project, execution_weight: project === '无执行' ? null : '10' })),
    indicator: [...two('对', { weight: '50' }, { weight: '40' }), ...two('错', { weight: '50' }, { weight: '39.5' }), ...two('缺', { weight: '50' }, { weight: null }), ...two('无执行', { weight: '50' }, { weight: '20' })],
  })
  expect(findings.map(({ form_id, values }) => [form_id, values])).toEqual([['错-2023', { execution_weight: '10.00', indicator_weight: '89.50', weight_sum: '99.50', expected: '100.00' }]])
  expect(findings[0]?.message.zh).toBe('预算执行 10 分加指标 89.5 分，合计 99.5 分，应为 100 分')
})

test('score-sum: 10 + 48 + 40 against the printed total', async () => {
  const findings = await found('score-sum', {
    project_year: [form({ project: '对', execution_score: '10', total_score: '98' }), form({ project: '错', execution_score: '10', total_score: '99' }), form({ project: '无总分', execution_score: '10' })],
    indicator: ['对', '错', '无总分'].flatMap((project) => two(project, { score: '48' }, { score: '40' })),
  })
  expect(findings.map(({ form_id, values }) => [form_id, values['score_sum'], values['total_score']])).toEqual([['错-2023', '98.00', '99.00']])
})

test('rate-mismatch: more than 0.01 points off; 2 ÷ 3 may be printed as 66.67 or 66.66', async () => {
  const printed = (project: string, percent: string | null, fullYear = '3') => form({ project, ...budgets('3', fullYear, '2'), execution_rate_percent: percent })
  const findings = await found('rate-mismatch', { project_year: [printed('四舍五入', '66.67'), printed('截断', '66.66'), printed('远', '66.65'), printed('零', '100', '0'), printed('缺', null)] })
  expect(findings.map(({ project, values }) => [project, values['reported_rate_percent'], values['computed_rate_percent']])).toEqual([['远', '66.65', '66.67']])
})

test('fund-sum: one finding a column; absent cells do not count, an absent column is not judged', async () => {
  const fund = (project: string, source: string, row: object) => ({ form_id: `${project}-2023`, source, ...row })
  const findings = await found('fund-sum', {
    project_year: [form({ project: '对', ...budgets('100', '80', '70') }), form({ project: '错', ...budgets('100', '80', '70') }), form({ project: '空', ...budgets('100', '80', '70') })],
    fund_source: [
      fund('对', '当年财政拨款', budgets('100', '60', '70')),
      fund('对', '其他资金', budgets(null, '20', '0')),
      fund('错', '当年财政拨款', budgets('100', '80.01', '60')),
      fund('错', '其他资金', budgets(null, null, '9.99')),
      fund('空', '当年财政拨款', budgets(null, null, null)),
    ],
  })
  expect(findings.map(({ form_id, values }) => [form_id, values['column'], values['fund_sum'], values['difference']])).toEqual([
    ['错-2023', 'full_year_budget', '80.01', '0.01'],
    ['错-2023', 'executed', '69.99', '-0.01'],
  ])
  expect(findings[0]?.message.zh).toBe('全年预算数：各资金来源合计 80.01 元，总额 80.00 元，相差 0.01 元')
})

test('score-over-weight: execution, indicators and total, above or negative', async () => {
  const findings = await found('score-over-weight', {
    project_year: [form({ project: '甲', execution_weight: '10', execution_score: '10.5', total_weight: '100', total_score: '100' }), form({ project: '乙', execution_score: '-1', total_weight: '100', total_score: '101' })],
    indicator: [indicator({ seq: 1, weight: '5', score: '5' }), indicator({ seq: 2, weight: '5', score: '5.01' }), indicator({ seq: 3, weight: null, score: '9' })],
  })
  expect(findings.map(({ form_id, seq, values }) => [form_id, seq, values['item'], values['score']])).toEqual([
    ['乙-2023', null, 'execution', '-1.00'],
    ['乙-2023', null, 'total', '101.00'],
    ['甲-2023', null, 'execution', '10.50'],
    ['甲-2023', 2, 'indicator', '5.01'],
  ])
})

describe('executed-over-budget', () => {
  test('a cent more is more; absent is not judged', async () => {
    const findings = await found('executed-over-budget', { project_year: [form({ project: '甲', ...budgets('1', '100', '100.01') }), form({ project: '乙', ...budgets('1', '100', '100') }), form({ project: '丙', ...budgets('1', null, '100') })] })
    expect(findings.map(({ project, values }) => [project, values['difference']])).toEqual([['甲', '0.01']])
  })
})
