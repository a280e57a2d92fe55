import type { EChartsOption } from 'echarts'
import type { IndicatorByYearRow } from '@/queries/indicator-by-year.ts'
import type { ChartLook } from './chart-look.ts'
import { shareText } from './parts/amount-axis.ts'
import { axisStyle, chartBase } from './parts/axis-style.ts'
import { endLabel, endsAbove } from './parts/end-labels.ts'
import { rowIndex, tooltipHtml } from './parts/tooltip.ts'
import { yearsOf } from './trend-chart.ts'

const words = {
  zh: { year: '年度', rate: '得分率', attained: '达标率', times: '次数' },
  en: { year: 'Year', rate: 'Score rate', attained: 'Attained', times: 'Times' },
} as const

/** One indicator over the years: score rate and attained share on one axis. A year without it is a gap. */
export function indicatorYearsChart(rows: readonly IndicatorByYearRow[], look: ChartLook): EChartsOption {
  const text = words[look.language]
  const style = axisStyle(look)
  const years = yearsOf(rows)
  const percentages = (pick: (row: IndicatorByYearRow) => number | null) =>
    years.map((year) => {
      const index = rows.findIndex((row) => row.year === year)
      const row = rows[index]
      const share = row ? pick(row) : null
      return share === null ? { value: null, row: index } : { value: share * 100, row: index }
    })
  const line = (id: string, name: string, color: string, data: ReturnType<typeof percentages>, above: boolean) => ({
    id,
    name,
    type: 'line' as const,
    data,
    connectNulls: false,
    symbol: 'circle',
    symbolSize: 7,
    lineStyle: { color, width: 2 },
    itemStyle: { color },
    endLabel: endLabel(name, color, above),
  })
  const scoreRates = percentages((row) => row.score_rate)
  const attained = percentages((row) => row.attained_share)
  const isRateAbove = endsAbove(scoreRates, attained)
  const shares = rows.flatMap((row) => [row.score_rate, row.attained_share]).filter((share) => share !== null)
  const lowest = shares.length > 0 ? Math.max(0, Math.floor(Math.min(...shares) * 10 - 0.2) * 10) : 0
  return {
    ...chartBase(look),
    grid: { left: 48, right: 118, top: 30, bottom: 46 },
    xAxis: { id: 'year', type: 'category', data: years.map(String), name: text.year, nameLocation: 'middle', nameGap: 28, ...style, splitLine: { show: false } },
    yAxis: { id: 'share', type: 'value', name: '%', min: lowest, max: 100, ...style, axisLine: { show: false } },
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'axis',
      formatter: (params: unknown) => {
        const row = rows[rowIndex(params) ?? -1]
        return row
          ? tooltipHtml(String(row.year), [
              [text.rate, shareText(row.score_rate)],
              [text.attained, shareText(row.attained_share)],
              [text.times, String(row.indicator_count)],
            ])
          : ''
      },
    },
    series: [line('score-rate', text.rate, look.exec, scoreRates, isRateAbove), line('attained', text.attained, look.ok, attained, !isRateAbove)],
  }
}
