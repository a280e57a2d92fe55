import { describe, expect, it } from 'vitest'
import { answerMarks, quantile } from '@/charts/parts/answer-marks.ts'
import { sqlChart } from '@/charts/sql-chart.ts'
import { chartKinds, chartSpecText, parseChartSpec, proposeChart, type ChartSpec } from '@/domain/chart-spec.ts'

const columns = [{ name: 'department', type: 'VARCHAR' }, { name: 'year', type: 'SMALLINT' }, { name: 'executed', type: 'DECIMAL(38,2)' }, { name: 'score', type: 'DOUBLE' }]
const cells = [['教育局', '2022', '10.50', '90'], ['教育局', '2023', '12.00', null], ['水务局', '2022', '3.00', '80'], ['水务局', '2023', null, '85']]
const words = { from: 'from', to: 'to', count: 'count', min: 'min', q1: 'q1', median: 'median', q3: 'q3', max: 'max' }
const look = { ink: '#000', ink2: '#000', ink3: '#000', paper: '#fff', bg: '#fff', line: '#ddd', line2: '#eee', initial: '#bbb', initialLine: '#aaa', full: '#69c', exec: '#148', accent: '#15a', warn: '#b31', ok: '#275', font: 'x', language: 'zh' as const }
const marksOf = (spec: ChartSpec) => answerMarks(spec, columns, cells, words)

describe('a chart of an answer', () => {
  it('is proposed by what the columns are', () => {
    expect(proposeChart(columns, 4)).toEqual({ kind: 'line', x: 1, series: 0, values: [2] })
    expect(proposeChart(columns.slice(2), 900)).toMatchObject({ kind: 'scatter', x: 0, values: [1] })
    expect(proposeChart([columns[0], columns[2]].flatMap((column) => column ?? []), 10)).toMatchObject({ kind: 'bar', x: 0, values: [1] })
    expect(proposeChart(columns.slice(0, 1), 3)).toBeNull()
    expect(proposeChart(columns, 0)).toBeNull()
  })

  it('is kept by names and read back, or not where it no longer fits', () => {
    const spec: ChartSpec = { kind: 'heatmap', x: 1, series: 0, values: [2] }
    const text = chartSpecText(spec, columns)
    expect(parseChartSpec(text, columns)).toEqual(spec)
    expect(parseChartSpec(text, [{ name: 'new', type: 'VARCHAR' }, ...columns])).toEqual({ ...spec, x: 2, series: 1, values: [3] })
    expect(parseChartSpec(text, columns.slice(0, 2))).toBeNull()
    expect(parseChartSpec('{', columns)).toBeNull()
  })

  it('draws one series a group, gaps where there is no number', () => {
    const spec: ChartSpec = { kind: 'line', x: 1, series: 0, values: [2] }
    const option = sqlChart(spec, marksOf(spec), look)
    expect(option.series).toMatchObject([{ name: '教育局', data: [{ value: 10.5 }, { value: 12 }] }, { name: '水务局', data: [{ value: 3 }, { value: null }] }])
  })

  it('bins, boxes and crosses', () => {
    expect(marksOf({ kind: 'histogram', x: null, series: null, values: [3] }).rows.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(3)
    expect(marksOf({ kind: 'box-plot', x: 0, series: null, values: [2] }).rows).toEqual([['教育局', 10.5, 10.875, 11.25, 11.625, 12, 2], ['水务局', 3, 3, 3, 3, 3, 1]])
    expect(marksOf({ kind: 'heatmap', x: 1, series: 0, values: [2] }).rows[3]).toEqual(['2023', '水务局', null])
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
  })

  it.each(chartKinds)('is an option for %s, also of nothing', (kind) => {
    const spec: ChartSpec = { kind, x: kind === 'scatter' ? 3 : 0, series: kind === 'heatmap' ? 1 : null, values: [2] }
    expect(sqlChart(spec, marksOf(spec), look).series).toHaveProperty('length', 1)
    expect(() => sqlChart(spec, answerMarks(spec, columns, [], words), look)).not.toThrow()
  })
})
