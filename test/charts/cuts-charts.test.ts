import { expect, test } from 'vitest'
import { budgetWaterfallChart } from '@/charts/budget-waterfall-chart.ts'
import { cutsHistogramChart } from '@/charts/cuts-histogram-chart.ts'
import { cutsScatterChart, mostSinglePoints } from '@/charts/cuts-scatter-chart.ts'
import { amountLabel, decadesAround } from '@/charts/parts/amount-label.ts'
import type { CutsScatterRow } from '@/queries/cuts-scatter.ts'
import { look, seriesById, seriesOf, tooltipText } from './look.ts'

const row = (change: Partial<CutsScatterRow>): CutsScatterRow => ({ form_id: '甲-2023', project_id: '甲', project: '甲', department: '教育局', year: 2023, initial_budget: '949300.00', full_year_budget: '490087.32', executed: '490087.32', cut: '459212.68', cut_rate: 0.4837382, execution_rate: 1, execution_of_initial: 0.5162618, past_thresholds: true, masked_cut: true, ...change })

const rows = [row({}), row({ form_id: '乙-2023', project: '乙', full_year_budget: '0.00', executed: '0.00', cut: '949300.00', cut_rate: 1, execution_rate: null, execution_of_initial: 0, masked_cut: false }), row({ form_id: '丙-2023', project: '丙', initial_budget: '20000.00', full_year_budget: '30000.00', cut: '-10000.00', cut_rate: -0.5, past_thresholds: false, masked_cut: false })]

test('scatter: points by kind, each with its row; lines of no change and of the threshold', () => {
  const option = cutsScatterChart(rows, look, { minCut: 0.2, colour: 'masked' })
  expect(seriesOf(option).map(({ id }) => id)).toEqual(['other', 'past', 'masked', 'equal', 'threshold'])
  expect(seriesById(option, 'masked')['data']).toMatchObject([{ id: '甲-2023', row: 0, value: [949300, 490087.32, 0.5162618], symbol: 'circle' }])
  // Cut to nothing: on the lower edge, 10000, below the least amount of 20000.
  expect(seriesById(option, 'past')['data']).toMatchObject([{ id: '乙-2023', row: 1, value: [949300, 10000, 0], symbol: 'triangle', symbolSize: 20 }])
  expect(seriesById(option, 'other')['data']).toMatchObject([{ row: 2 }])
  expect(seriesById(option, 'equal')['data']).toEqual([[10000, 10000], [1e6, 1e6]])
  expect(seriesById(option, 'threshold')['data']).toEqual([[12500, 10000], [1e6, 800000]])
  expect(tooltipText(option, { data: { row: 0 } })).toBe('甲 · 2023 年初预算 949,300.00 元 全年预算 490,087.32 元 年内调减 459,212.68 元 · 48.37% 执行数 490,087.32 元 执行率 100.00% 占年初 51.63%')
  expect(tooltipText(option, { data: { row: 2 } })).toContain('年内追加 10,000.00 元 · 50.00%')
})

test('scatter of thousands: the same points by symbol and size, each class with the rows of its own', () => {
  const many = Array.from({ length: mostSinglePoints + 1 }, (_, at) => row({ form_id: `${at}`, cut: `${at}.00`, initial_budget: `${20_000 + at}.00`, full_year_budget: at % 5 === 0 ? '0.00' : '20000.00', masked_cut: at % 3 === 0, past_thresholds: at % 2 === 0 }))
  const option = cutsScatterChart(many, look, { minCut: 0.2, colour: 'masked' })
  const classes = seriesOf(option).filter(({ type }) => type === 'scatter')
  expect(classes.map(({ id }) => id)).toEqual(seriesOf(cutsScatterChart([...many, ...many], look, { minCut: 0.2, colour: 'masked' })).filter(({ type }) => type === 'scatter').map(({ id }) => id))
  const found = classes.flatMap(({ id, data, symbol, symbolSize }) => {
    const values = [...(data as Float64Array)]
    return Array.from({ length: values.length / 3 }, (_, place) => ({ kind: String(id).split('-')[0], x: values[place * 3], y: values[place * 3 + 1], row: values[place * 3 + 2] ?? -1, symbol, size: Number(symbolSize) }))
  })
  expect(found.map(({ row: place }) => place).toSorted((a, b) => a - b)).toEqual(many.map((_, at) => at))
  for (const { kind, x, y, row: at, symbol, size } of found) {
    expect([kind, x, y, symbol]).toEqual([at % 3 === 0 ? 'masked' : at % 2 === 0 ? 'past' : 'other', 20_000 + at, at % 5 === 0 ? 10_000 : 20_000, at % 5 === 0 ? 'triangle' : 'circle'])
    expect(Math.abs(size - (4 + 16 * Math.sqrt(at / mostSinglePoints)))).toBeLessThanOrEqual(symbol === 'circle' ? 1 : 2)
  }
  expect(tooltipText(option, { value: [0, 0, 7], data: [0, 0, 7], dataIndex: 0, dimensionNames: ['x', 'y', 'row'] })).toContain(`${(20_007).toLocaleString('en-US')}.00`)
  // By execution each point has a colour of its own.
  expect(seriesById(cutsScatterChart(many, look, { minCut: 0.2, colour: 'execution' }), 'forms')['data']).toHaveLength(many.length)
})

test('scatter by execution of initial, in English, and empty', () => {
  const option = cutsScatterChart(rows, { ...look, language: 'en' }, { minCut: 1, colour: 'execution' })
  expect(seriesOf(option).map(({ id }) => id)).toEqual(['forms', 'equal'])
  expect(option.visualMap).toMatchObject({ dimension: 2, min: 0, max: 1 })
  expect(option.xAxis).toMatchObject({ type: 'log', name: 'Initial budget (yuan, log)' })
  expect(seriesById(cutsScatterChart([], look, { minCut: 0.2, colour: 'masked' }), 'other')['data']).toEqual([])
})

test('log axes run between powers of ten and name them', () => {
  expect(decadesAround([0, 20000, 949300])).toEqual([10000, 1e6])
  expect(decadesAround([1000], [50_000])).toEqual([1000, 100_000])
  expect(decadesAround([1000])).toEqual([1000, 10000])
  expect(decadesAround([], [0])).toEqual([1, 10])
  expect([1, 1e4, 1e7, 1e8].map((amount) => amountLabel(amount, 'zh'))).toEqual(['1', '1 万', '1000 万', '1 亿'])
  expect([1e3, 1e6, 1e9].map((amount) => amountLabel(amount, 'en'))).toEqual(['1k', '1m', '1bn'])
})

test('histogram: every bin in its place, those past the threshold in the warning colour', () => {
  const option = cutsHistogramChart([{ kind: 'addition', from_percent: null, form_count: 3 }, { kind: 'cut', from_percent: 15, form_count: 2 }, { kind: 'cut', from_percent: 20, form_count: 5 }], look, { minCut: 0.2 })
  const bars = seriesById(option, 'forms')['data'] as readonly { value: number; row: number; itemStyle: { color: string } }[]
  expect(bars.map(({ value }) => value)).toEqual([3, 0, 0, 0, 0, 2, 5, 0, 0, 0, 0, 0])
  expect(bars.slice(4, 8).map(({ itemStyle }) => itemStyle.color)).toEqual(['full', 'full', 'warn', 'warn'])
  expect(bars[6]?.row).toBe(2)
  expect(option.xAxis).toMatchObject({ data: ['追加', '不变', '0', '5', '10', '15', '20', '25', '30', '35', '40', '45'] })
  expect(tooltipText(option, { dataIndex: 6 })).toBe('调减 20–25% 项目年度 5')
})

test('waterfall of a year: each step begins where the last one ended', () => {
  const option = budgetWaterfallChart({ initial_budget: '949300.00', full_year_budget: '490087.32', executed: '490087.31' }, look)
  expect(option.yAxis).toMatchObject({ data: ['年初预算', '年内调减', '全年预算', '未执行', '执行数'] })
  expect(seriesById(option, 'base')['data']).toEqual([0, 49.008732, 0, 49.008731, 0])
  const amounts = seriesById(option, 'amount')['data'] as readonly { value: number; label: { formatter: string } }[]
  expect(amounts.map(({ label }) => label.formatter)).toEqual(['949,300.00', '−459,212.68（48.37%）', '490,087.32', '−0.01（0.00%）', '490,087.31'])
  expect(amounts.map(({ value }) => Number(value.toFixed(6)))).toEqual([94.93, 45.921268, 49.008732, 0.000001, 49.008731])
})

test('waterfall: raised, overspent, absent', () => {
  const option = budgetWaterfallChart({ initial_budget: '100.00', full_year_budget: '150.00', executed: '160.00' }, { ...look, language: 'en' })
  expect(option.yAxis).toMatchObject({ data: ['Initial budget', 'Added in the year', 'Full-year budget', 'Overspent', 'Executed'] })
  expect(seriesById(option, 'base')['data']).toEqual([0, 100, 0, 150, 0])
  const absent = budgetWaterfallChart({ initial_budget: null, full_year_budget: '150.00', executed: null }, look)
  expect((seriesById(absent, 'amount')['data'] as readonly { value: number | null }[]).map(({ value }) => value)).toEqual([null, null, 150, null, null])
})
