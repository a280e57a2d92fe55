import type { EChartsOption } from 'echarts'
import type { ScoreDistributionRow } from '@/queries/score-distribution.ts'
import type { ChartLook } from './chart-look.ts'
import { axisStyle, chartBase } from './parts/axis-style.ts'
import { rowIndex, tooltipHtml } from './parts/tooltip.ts'

const words = {
  zh: { score: '自评得分（整分）', forms: '份数', unit: '份', peak: (score: number, forms: number) => `${score} 分：${forms} 份` },
  en: { score: 'Total score (whole points)', forms: 'Forms', unit: 'forms', peak: (score: number, forms: number) => `${score}: ${forms} forms` },
} as const

/** How many forms have each total score. The tallest bar is named, and coloured where it holds over a third of the forms. */
export function scoreDistributionChart(rows: readonly ScoreDistributionRow[], look: ChartLook): EChartsOption {
  const text = words[look.language]
  const style = axisStyle(look)
  const scores = rows.map((row) => row.score_point)
  const lowest = Math.min(...scores, 100)
  const axis = Array.from({ length: Math.max(...scores, 0) - lowest + 1 }, (_, index) => lowest + index)
  const all = rows.reduce((sum, row) => sum + row.form_count, 0)
  const peak = rows.reduce<ScoreDistributionRow | null>((most, row) => (most && most.form_count >= row.form_count ? most : row), null)
  const data = axis.map((score) => {
    const index = scores.indexOf(score)
    const row = rows[index]
    if (!row) return { value: 0, row: -1 }
    const stands = row === peak && all > 2 && row.form_count > all / 3
    return {
      value: row.form_count,
      row: index,
      itemStyle: { color: stands ? look.warn : look.full },
      label: row === peak ? { show: true, position: 'top' as const, color: stands ? look.warn : look.ink2, formatter: text.peak(row.score_point, row.form_count) } : { show: false },
    }
  })
  return {
    ...chartBase(look),
    grid: { left: 48, right: 24, top: 34, bottom: 46 },
    xAxis: { id: 'score', type: 'category', data: axis.map(String), name: text.score, nameLocation: 'middle', nameGap: 28, ...style, splitLine: { show: false } },
    yAxis: { id: 'forms', type: 'value', name: text.forms, minInterval: 1, ...style, axisLine: { show: false } },
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'item',
      formatter: (params: unknown) => {
        const row = rows[rowIndex(params) ?? -1]
        return row ? tooltipHtml(String(row.score_point), [[text.forms, `${row.form_count} ${text.unit}`]]) : ''
      },
    },
    series: [{ id: 'forms', type: 'bar', barMaxWidth: 34, data }],
  }
}
