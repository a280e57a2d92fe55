import type { EChartsOption } from 'echarts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cutsScatterChart } from '@/charts/cuts-scatter-chart.ts'
import { heatmapChart } from '@/charts/heatmap-chart.ts'
import { answerMarks } from '@/charts/parts/answer-marks.ts'
import { scoreDistributionChart } from '@/charts/score-distribution-chart.ts'
import { sqlChart } from '@/charts/sql-chart.ts'
import { trendChart } from '@/charts/trend-chart.ts'
import { partsOf } from '@/components/chart-parts.ts'
import { chartSvg } from '@/components/chart-svg.ts'
import type { ChartSpec } from '@/domain/chart-spec.ts'

const look = { ink: '#000', ink2: '#000', ink3: '#000', paper: '#fff', bg: '#fff', line: '#ddd', line2: '#eee', initial: '#bbb', initialLine: '#aaa', full: '#69c', exec: '#148', accent: '#15a', warn: '#b31', ok: '#275', font: 'x', language: 'zh' as const }
const words = { from: 'from', to: 'to', count: 'count', min: 'min', q1: 'q1', median: 'median', q3: 'q3', max: 'max' }
const answer = [{ name: 'name', type: 'VARCHAR' }, { name: 'a', type: 'DOUBLE' }, { name: 'b', type: 'DOUBLE' }]
const cells = [['x', '1', '4'], ['y', '2', '5'], ['z', '3', '6']]
const ofAnswer = (spec: ChartSpec) => sqlChart(spec, answerMarks(spec, answer, cells, words), look)
const form = { form_id: 'a', project_id: 'a', project: 'a', department: 'd', year: 2023, initial_budget: '10.00', full_year_budget: '5.00', executed: '5.00', cut: '5.00', cut_rate: 0.5, execution_rate: 1, execution_of_initial: 0.5, past_thresholds: true, masked_cut: true }

// The fewest parts first: ECharts keeps what it was given once.
const charts: readonly (readonly [string, EChartsOption, readonly string[]])[] = [
  ['trend', trendChart([{ year: 2023, initial_budget: '10.00', full_year_budget: '9.00', executed: '8.00', execution_rate: 0.9, execution_of_initial: 0.8 }], look), []],
  ['distribution', scoreDistributionChart([{ score_point: 99, form_count: 2 }], look), []],
  ['bars of an answer', ofAnswer({ kind: 'bar', x: 0, series: null, values: [1] }), []],
  ['lines of an answer', ofAnswer({ kind: 'line', x: 0, series: null, values: [1, 2] }), ['legend']],
  ['box plot of an answer', ofAnswer({ kind: 'box-plot', x: 0, series: null, values: [1] }), ['boxplot']],
  ['heat map', heatmapChart([{ name: 'd', year: 2023, value: 0.1 }], look, { label: 'l', unit: 'share', tone: 'plain' }), ['heatmap']],
  ['cuts', cutsScatterChart([form], look, { minCut: 0.2, colour: 'execution', box: { initial: [1, 2], full: [1, 2] } }), ['scatter']],
  ['points of an answer', ofAnswer({ kind: 'scatter', x: 1, series: 0, values: [2] }), ['scatter', 'legend']],
]

describe("ECharts' parts", () => {
  const said = vi.spyOn(console, 'error')
  beforeEach(() => void said.mockImplementation(() => undefined))
  afterEach(() => void said.mockReset())

  it.each(charts)('are those that %s draws with', async (_, option, parts) => {
    expect(partsOf(option, 'svg')).toEqual(parts)
    expect(await chartSvg(option, { width: 600, height: 300 })).toMatch(/<path/)
    // ECharts says there what it lacks, and draws the rest.
    expect(said.mock.calls).toEqual([])
  })

  it('hold a canvas where one is painted on', () => {
    expect(partsOf({ series: [{ type: 'scatter' }] }, 'canvas')).toEqual(['scatter', 'canvas'])
  })
})
