import type { EChartsOption } from 'echarts'
import { formatShare } from '@/domain/number-text.ts'
import type { ChartLook } from './chart-look.ts'
import { axisStyle, chartBase } from './parts/axis-style.ts'
import { rowIndex, tooltipHtml } from './parts/tooltip.ts'

/** A bar: what it is called, what it stands for in full, and its points (exact). Absent is null. */
export interface IndicatorScoresRow {
  readonly name: string
  readonly detail: string
  readonly weight: string | null
  readonly score: string | null
}

const words = {
  zh: { weight: '分值', score: '得分', rate: '得分率', points: '分' },
  en: { weight: 'Weight', score: 'Score', rate: 'Score rate', points: 'Points' },
} as const

/** A score below this share of its weight is drawn in the warning colour. */
const shortOf = 0.95

/** Weights as outlines with the scores inside; a deduction is seen as the empty part. */
export function indicatorScoresChart(rows: readonly IndicatorScoresRow[], look: ChartLook): EChartsOption {
  const text = words[look.language]
  const style = axisStyle(look)
  const points = (value: string | null) => (value === null ? null : Number(value))
  const isShort = (row: IndicatorScoresRow) => row.weight !== null && row.score !== null && Number(row.score) < shortOf * Number(row.weight)
  const pointsText = (value: string | null) => (value === null ? '—' : String(Math.round(Number(value) * 100) / 100))
  // An axis each keeps bars of different widths centred on one another.
  const names = { type: 'category' as const, inverse: true, position: 'left' as const, data: rows.map((row) => row.name), ...style, axisLabel: { color: look.ink2, width: 170, overflow: 'truncate' as const, interval: 0 }, splitLine: { show: false } }
  return {
    ...chartBase(look),
    grid: { left: 8, right: 76, top: 8, bottom: 40, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { id: 'points', type: 'value', name: text.points, nameLocation: 'middle', nameGap: 26, min: 0, ...style },
    yAxis: [
      { id: 'weight', ...names },
      { id: 'score', ...names, axisLabel: { show: false } },
    ],
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (params: unknown) => {
        const row = rows[rowIndex(params) ?? -1]
        if (!row) return ''
        const rate = row.weight !== null && row.score !== null && Number(row.weight) > 0 ? formatShare(Number(row.score) / Number(row.weight), 2) : '—'
        return tooltipHtml(row.detail, [
          [text.weight, row.weight ?? '—'],
          [text.score, row.score ?? '—'],
          [text.rate, rate],
        ])
      },
    },
    series: [
      { id: 'weight', name: text.weight, type: 'bar', yAxisIndex: 0, barWidth: 16, z: 2, data: rows.map((row, index) => ({ value: points(row.weight), row: index, itemStyle: { color: 'transparent', borderColor: isShort(row) ? look.warn : look.initialLine, borderWidth: 1.5 }, label: { show: true, position: 'right' as const, color: isShort(row) ? look.warn : look.ink2, fontSize: 12, formatter: `${pointsText(row.score)} / ${pointsText(row.weight)}` } })) },
      {
        id: 'score',
        name: text.score,
        type: 'bar',
        yAxisIndex: 1,
        barWidth: 10,
        z: 3,
        data: rows.map((row, index) => ({ value: points(row.score), row: index, itemStyle: { color: look.full } })),
      },
    ],
  }
}
