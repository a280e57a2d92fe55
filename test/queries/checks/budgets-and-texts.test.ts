import { expect, test } from 'vitest'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { budgets, form, indicator } from '../tiny-tables.ts'
import { found } from './found.ts'

const cutBy5 = budgets('100', '95', '95')

test('change-unexplained: 5 % or more, up or down, and no goal or reason speaks of it', async () => {
  const tables = {
    project_year: [
      form({ project: '减5%', ...cutBy5 }),
      form({ project: '减4.99%', ...budgets('100', '95.01', '95') }),
      form({ project: '增5%', ...budgets('100', '105', '95') }),
      form({ project: '目标说明', ...cutBy5, actual_goal: '年中预算调整' }),
      form({ project: '原因说明', ...cutBy5 }),
      form({ project: '年中新增', ...budgets('0', '95', '95') }),
      form({ project: '年初未填', ...budgets(null, '95', '95') }),
    ],
    indicator: [indicator({ form_id: '原因说明-2023', deviation_reason: '财政压减经费' })],
  }
  const projects = async (changeFrom: number) => (await found('change-unexplained', tables, { ...defaultRuleSet, explanationOwed: { ...defaultRuleSet.explanationOwed, changeFrom } })).map(({ project, values }) => [project, values['change_percent']]).toSorted()
  expect(await projects(0.05)).toEqual([['减5%', '5.00'], ['增5%', '5.00']])
  expect(await projects(0)).toEqual([['减4.99%', '4.99'], ['减5%', '5.00'], ['增5%', '5.00']])
})

test('masked-cut: both thresholds reached', async () => {
  const findings = await found('masked-cut', { project_year: [form({ project: '恰到', ...budgets('100', '80', '76') }), form({ project: '调减不足', ...budgets('100', '80.01', '80') }), form({ project: '执行不足', ...budgets('100', '80', '75.99') }), form({ project: '减到零', ...budgets('100', '0', '0') })] })
  expect(findings.map(({ project, values }) => [project, values])).toEqual([['恰到', { initial_budget: '100.00', full_year_budget: '80.00', executed: '76.00', cut: '20.00', cut_rate_percent: '20.00', execution_rate_percent: '95.00', execution_of_initial_percent: '76.00' }]])
})

test('copied-goal: word for word; absent goals are not equal', async () => {
  const goals = (project: string, expected_goal: string | null, actual_goal: string | null) => form({ project, expected_goal, actual_goal })
  expect((await found('copied-goal', { project_year: [goals('照抄', '保障运行', '保障运行'), goals('不同', '保障运行', '保障了运行'), goals('缺', null, null)] })).map(({ project }) => project)).toEqual(['照抄'])
})

test('flat-scores: five projects of a department and year with one score; an absent score is not the same', async () => {
  const forms = (department: string, scores: readonly (string | null)[]) => scores.map((total_score, index) => form({ project: `${department}${index}`, department, total_score }))
  const findings = await found('flat-scores', {
    project_year: [...forms('相同', ['98', '98', '98', '98', '98.00']), ...forms('四个', ['98', '98', '98', '98']), ...forms('有异', ['98', '98', '98', '98', '98', '97']), ...forms('有缺', ['98', '98', '98', '98', '98', null])],
  })
  expect(findings.map(({ department, year, form_id, values }) => [department, year, form_id, values])).toEqual([['相同', 2023, null, { project_count: 5, total_score: '98.00' }]])
})

test('amounts of sixteen digits do not overflow', async () => {
  const big = budgets('9999999999999999.99', '5000000000000000.00', '4999999999999999.99')
  const rows = { project_year: [form({ project: '大', ...big, execution_rate_percent: '50', execution_weight: '10', execution_score: '1' })], indicator: [indicator({ form_id: '大-2023', weight: '10', score: '1', target_kind: 'quantitative', target_operator: '<=', target_value: '99999999999999', actual_value: '99999999999999', attained: true })] }
  expect((await found('change-unexplained', rows)).map(({ values }) => values['change_percent'])).toEqual(['50.00'])
  expect((await found('rate-mismatch', rows)).map(({ values }) => values['computed_rate_percent'])).toEqual(['100.00'])
  expect((await found('execution-score', rows)).map(({ values }) => values['recomputed'])).toEqual(['10.00'])
  expect((await found('score-recomputed', rows)).map(({ values }) => values['recomputed'])).toEqual(['10.00'])
})
