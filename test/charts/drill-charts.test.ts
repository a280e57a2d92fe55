import { describe, expect, it } from 'vitest'
import { indicatorScoresChart } from '@/charts/indicator-scores-chart.ts'
import { indicatorYearsChart } from '@/charts/indicator-years-chart.ts'
import { rankingChart } from '@/charts/ranking-chart.ts'
import { scoreDistributionChart } from '@/charts/score-distribution-chart.ts'
import { trendChart, yearsOf } from '@/charts/trend-chart.ts'
import { look, seriesById, tooltipText } from './look.ts'

const year = (of: number, initial: string | null, full: string | null, executed: string | null) => ({ year: of, initial_budget: initial, full_year_budget: full, executed, execution_rate: 0.9, execution_of_initial: 0.8 })

describe('trendChart', () => {
  const rows = [year(2020, '300000000.00', '200000000.00', '100000000.00'), year(2022, null, '0.01', '0.01')]

  it('leaves a year without rows, and an absent amount, as a gap', () => {
    expect(yearsOf(rows)).toEqual([2020, 2021, 2022])
    expect(seriesById(trendChart(rows, look), 'initial')['data']).toEqual([{ value: 3, row: 0 }, { value: null }, { value: null, row: 1 }])
  })

  it('draws the three budgets centred on one another, each on an axis of its own, and the rates on one', () => {
    const option = trendChart(rows, look)
    expect(['initial', 'full', 'executed'].map((id) => seriesById(option, id)['xAxisIndex'])).toEqual([0, 1, 2])
    expect(['rate', 'of-initial'].map((id) => seriesById(option, id)['yAxisIndex'])).toEqual([1, 1])
    expect(seriesById(option, 'of-initial')['data']).toEqual([{ value: 80, row: 0 }, { value: null }, { value: 80, row: 1 }])
  })

  it('names its axes with units and says exact yuan', () => {
    const option = trendChart(rows, look)
    expect(option.yAxis).toMatchObject([{ name: '亿元' }, { name: '%' }])
    expect(tooltipText(option, [{ data: { row: 0 } }])).toBe('2020 年初 300,000,000.00 元 全年 200,000,000.00 元 执行 100,000,000.00 元 执行率 90.00% 占年初 80.00%')
  })

  it('names the line that ends higher above the other one', () => {
    const heights = (execution_rate: number | null, execution_of_initial: number | null) =>
      ['rate', 'of-initial'].map((id) => seriesById(trendChart([{ ...year(2022, null, null, null), execution_rate, execution_of_initial }], look), id)['endLabel']).map((label) => (label as { offset: [number, number] }).offset[1])
    expect(heights(0.9, 0.8)).toEqual([-7, 7])
    expect(heights(0.9, 1.2)).toEqual([7, -7])
    expect(heights(0.9, 0.9)).toEqual([-7, 7])
    expect(heights(null, 0.9)).toEqual([-7, 7])
  })

  it('draws nothing from nothing', () => {
    expect(seriesById(trendChart([], look), 'executed')['data']).toEqual([])
  })
})

describe('rankingChart', () => {
  const row = { name: '<教育局>', initial_budget: '30000.00', full_year_budget: '20000.00', executed: null, cut_rate: 1 / 3, execution_rate: null, execution_of_initial: null }

  it('keeps the order of the rows, in the unit of the largest, and escapes names', () => {
    const option = rankingChart([row, { ...row, name: '乙' }], look)
    expect(option.yAxis).toMatchObject([{ data: ['<教育局>', '乙'] }, {}, {}])
    expect(option.xAxis).toMatchObject({ name: '万元' })
    expect(seriesById(option, 'executed')['data']).toEqual([{ value: null, row: 0 }, { value: null, row: 1 }])
    const html = (option.tooltip as { formatter: (params: unknown) => string }).formatter([{ data: { row: 0 } }])
    expect(html).toContain('&#60;教育局&#62;')
    expect(html).toContain('33.33%')
  })
})

describe('scoreDistributionChart', () => {
  it('fills the points between with none, names the tallest, and warns where it holds over a third', () => {
    const option = scoreDistributionChart([{ score_point: 96, form_count: 1 }, { score_point: 98, form_count: 5 }], look)
    expect(option.xAxis).toMatchObject({ data: ['96', '97', '98'], name: '自评得分（整分）' })
    const data = seriesById(option, 'forms')['data'] as readonly { value: number; label?: unknown; itemStyle?: unknown }[]
    expect(data.map((item) => item.value)).toEqual([1, 0, 5])
    expect(data[2]).toMatchObject({ itemStyle: { color: 'warn' }, label: { show: true, formatter: '98 分：5 份' } })
    expect(data[0]).toMatchObject({ itemStyle: { color: 'full' }, label: { show: false } })
  })
})

describe('indicatorScoresChart', () => {
  it('outlines weights, fills scores, and warns where points were deducted', () => {
    const option = indicatorScoresChart([{ name: '满意度', detail: '满意度 · 群众', weight: '10.00', score: '8.00' }, { name: '数量', detail: '数量', weight: '20.00', score: '20.00' }, { name: '空', detail: '空', weight: null, score: null }], look)
    expect((seriesById(option, 'weight')['data'] as readonly object[]).map((item) => 'itemStyle' in item && item.itemStyle)).toMatchObject([{ borderColor: 'warn' }, { borderColor: 'initialLine' }, { borderColor: 'initialLine' }])
    expect(seriesById(option, 'score')['data']).toMatchObject([{ value: 8 }, { value: 20 }, { value: null }])
    expect(tooltipText(option, { data: { row: 0 } })).toBe('满意度 · 群众 分值 10.00 得分 8.00 得分率 80.00%')
  })
})

describe('indicatorYearsChart', () => {
  it('leaves years without the indicator as gaps', () => {
    const of = (at: number, rate: number | null) => ({ year: at, indicator_count: 2, indicator_weight: '20.00', indicator_score: '10.00', score_rate: rate, attained_share: null })
    const option = indicatorYearsChart([of(2021, 0.5), of(2023, 1)], look)
    expect((seriesById(option, 'score-rate')['data'] as readonly { value: number | null }[]).map((item) => item.value)).toEqual([50, null, 100])
    expect((seriesById(option, 'attained')['data'] as readonly { value: number | null }[]).map((item) => item.value)).toEqual([null, null, null])
    expect(tooltipText(option, [{ data: { row: 1 } }])).toBe('2023 得分率 100.00% 达标率 — 次数 2')
  })
})
