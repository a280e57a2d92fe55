import { expect, test } from 'vitest'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection } from '@/domain/selection.ts'
import { askStandouts } from '@/queries/standouts.ts'
import type { Standout } from '@/queries/standouts/standout.ts'
import { asking } from './asking.ts'
import { sixForms } from './six-forms.ts'
import { budgets, form, indicator, openTiny } from './tiny-tables.ts'

const scope = { ruleSet: defaultRuleSet, selection: emptySelection }
const spoken = ({ sentence }: Standout, language: 'zh' | 'en' = 'zh') => sentence[language].map(({ text }) => text).join('')

test('the six forms say five things', async () => {
  const engine = await openTiny(sixForms())
  const standouts = await askStandouts(asking(engine), scope)
  expect(standouts.map((standout) => [standout.id, spoken(standout)])).toEqual([
    ['largest-cut', '2023 年调减最多的是“网络信息系统运行与维护”：年初 539.32 万元，全年 301.32 万元，减了 238.00 万元（44.1%），表上执行率 100.0%。'],
    ['masked-cuts', '2023 年有 4 个项目调减 ≥ 20.0% 而表上执行率仍 ≥ 95.0%，合计 324.54 万元；调减最深的是“课题与规划”，减了 77.3%。'],
    ['satisfaction-deducted', '2023 年 6 份有满意度指标的自评表中，6 份满意度达标仍被扣分，共扣 12 分。'],
    ['repeated-indicator', '指标“2小时内应急响应”2023 年一字不差地出现在 3 个项目、1 个部门的自评表中。'],
    ['same-score', '2023 年 6 份自评表中有 6 份总分都是 98 分（100.0%）。'],
  ])
  const [cut, masked] = standouts
  expect(cut?.figures).toMatchObject({ cut: '2379967.85', initial_budget: '5393190.00' })
  expect(cut?.link).toEqual({ path: `/project/${encodeURIComponent('网络信息系统运行与维护')}`, query: {} })
  // 154659.00 + 251600.00 + 459212.68 + 2379967.85
  expect(masked?.figures).toMatchObject({ masked_cut_count: 4, cut: '3245439.53', project: '课题与规划' })
  expect(masked?.link).toEqual({ path: '/cuts', query: { from: '2023', to: '2023' } })
  expect(masked && spoken(masked, 'en')).toContain('the budgets of 4 projects were cut by 20.0% or more')
  await engine.close()
})

test('departments are compared where there are two, and one masked cut that is the largest is told once', async () => {
  const engine = await openTiny({
    project_year: [
      form({ project: '甲', year: 2022, ...budgets('100', '100', '100') }),
      form({ project: '甲', ...budgets('100', '50', '50') }),
      form({ project: '乙', department: '水务局', year: 2022, ...budgets('100', '100', '100') }),
      form({ project: '乙', department: '水务局', ...budgets('100', '100', '98') }),
    ],
    indicator: [indicator({ level1: '满意度指标', attained: true, weight: '10', score: '10' })],
  })
  const standouts = await askStandouts(asking(engine), scope)
  expect(standouts.map((standout) => [standout.id, spoken(standout)])).toEqual([
    ['largest-cut', '2023 年调减最多的是“甲”：年初 100.00 元，全年 50.00 元，减了 50.00 元（50.0%），表上执行率 100.0%。'],
    ['department-change', '“教育局”的执行数变化最大：2022 年 100.00 元，2023 年 50.00 元，少了 50.0%。'],
    ['worst-reliability', '2023 年离年初预算最远的是“教育局”：年初 100.00 元，执行 50.00 元，只相当于年初的 50.0%。'],
  ])
  expect(await askStandouts(asking(engine), { ...scope, selection: { ...emptySelection, q: "'" } })).toEqual([])
  await engine.close()
})

test('all are asked at once, with the signal that ends them', async () => {
  const stop = new AbortController()
  const asked: string[] = []
  const asking = askStandouts(({ name }, _params, options) => {
    asked.push(name)
    return new Promise((_, reject) => options?.signal?.addEventListener('abort', () => reject(options.signal?.reason)))
  }, scope, { signal: stop.signal })
  expect(asked).toEqual(['largest-cut', 'masked-cuts', 'department-change', 'worst-reliability', 'satisfaction-deducted', 'repeated-indicator', 'same-score'])
  stop.abort(new Error('stopped'))
  await expect(asking).rejects.toThrow('stopped')
})
