import { expect, test } from 'vitest'
import { bridgeChart } from '@/charts/bridge-chart.ts'
import { heatmapChart } from '@/charts/heatmap-chart.ts'
import { smallMultiplesChart } from '@/charts/small-multiples-chart.ts'
import type { BridgeRow } from '@/queries/budget-bridge.ts'
import { look, seriesById, seriesOf, tooltipText } from './look.ts'

const bridge: readonly BridgeRow[] = [
  { part: 'last_executed', amount: '170.00', project_count: 2 },
  { part: 'ended', amount: '-90.00', project_count: 1 },
  { part: 'started', amount: '17.00', project_count: 2 },
  { part: 'initial_change', amount: '40.00', project_count: 1 },
  { part: 'cuts', amount: '-30.00', project_count: 1 },
  { part: 'additions', amount: '35.00', project_count: 2 },
  { part: 'unspent', amount: '-20.00', project_count: 1 },
  { part: 'unreported', amount: '0.00', project_count: 0 },
  { part: 'this_executed', amount: '122.00', project_count: 3 },
]

test('bridge: each step stands where the last one ended; a part that says nothing is left out', () => {
  const option = bridgeChart(bridge, look, { lastYear: 2022, thisYear: 2023 })
  expect(option.xAxis).toMatchObject({ data: ['2022 执行', '结束的项目', '新增的项目', '年初安排变化', '年内调减', '年内追加', '未执行', '2023 执行'] })
  // 170; 80–170; 80–97; 97–137; 107–137; 107–142; 122–142; 122.
  expect(seriesById(option, 'base')['data']).toEqual([0, 80, 80, 97, 107, 107, 122, 0])
  expect(seriesById(option, 'amount')['data']).toMatchObject([{ value: 170 }, { value: 90 }, { value: 17 }, { value: 40 }, { value: 30, itemStyle: { color: 'warn' }, label: { formatter: '−30' } }, { value: 35 }, { value: 20 }, { value: 122, row: 8 }])
  expect(tooltipText(option, { data: { row: 4 } })).toBe('年内调减 金额 −30.00 元 项目 1')
  expect(seriesById(bridgeChart([], look, { lastYear: 2022, thisYear: 2023 }), 'amount')['data']).toEqual([])
})

test('heat map: a gap year has its place and no cell; an absent value has none either', () => {
  const rows = [
    { name: '教育局', year: 2021, value: 0.1 },
    { name: '教育局', year: 2023, value: 0.5 },
    { name: '水务局', year: 2023, value: null },
  ]
  const option = heatmapChart(rows, look, { label: '调减率', unit: 'share', tone: 'warning' })
  expect(option.xAxis).toMatchObject({ data: ['2021', '2022', '2023'] })
  expect(option.yAxis).toMatchObject({ data: ['教育局', '水务局'] })
  expect(seriesById(option, 'cells')['data']).toEqual([{ value: [0, 0, 10], row: 0, label: { color: 'ink' } }, { value: [2, 0, 50], row: 1, label: { color: 'paper' } }])
  expect(option.visualMap).toMatchObject({ min: 10, max: 50, text: ['50 %', '10'] })
  expect(tooltipText(option, { data: { row: 1 } })).toBe('教育局 · 2023 调减率 50.00%')
  const money = heatmapChart([{ name: '教育局', year: 2023, value: '1234567890.12' }], look, { label: '执行数', unit: 'yuan', tone: 'plain' })
  expect(tooltipText(money, { data: { row: 0 } })).toBe('教育局 · 2023 执行数 1,234,567,890.12 元')
  expect(seriesById(heatmapChart([], look, { label: '', unit: 'count', tone: 'plain' }), 'cells')['data']).toEqual([])
})

test('small multiples: a panel a name on one scale, gaps as gaps', () => {
  const at = (name: string, year: number, amount: string) => ({ name, year, initial_budget: amount, full_year_budget: amount, executed: null, execution_rate: null, execution_of_initial: null })
  const option = smallMultiplesChart([at('教育局', 2021, '100.00'), at('教育局', 2023, '50.00'), at('水务局', 2023, '300.00')], look, { columns: 2 })
  expect(seriesOf(option).length).toBe(6)
  expect(seriesById(option, 'initial-0')).toMatchObject({ data: [{ value: 100, row: 0 }, { value: null }, { value: 50, row: 1 }], connectNulls: false })
  expect(option.yAxis).toMatchObject([{ name: '教育局（元）', max: 500 }, { name: '水务局', max: 500 }])
  expect(tooltipText(option, [{ data: { row: 2 } }])).toBe('水务局 · 2023 年初预算 300.00 元 全年预算 300.00 元 执行数 — 执行率 — 占年初 —')
})
