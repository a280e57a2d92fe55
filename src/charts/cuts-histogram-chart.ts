import type { EChartsOption } from 'echarts'
import { formatNumber } from '@/domain/number-text.ts'
import type { CutsHistogramRow } from '@/queries/cuts-histogram.ts'
import type { ChartLook } from './chart-look.ts'
import { axisStyle, chartBase } from './parts/axis-style.ts'
import { tooltipHtml } from './parts/tooltip.ts'

const words = {
  zh: { addition: '追加', unchanged: '不变', rate: '调减率（%）', count: '项目年度', from: '调减' },
  en: { addition: 'Raised', unchanged: 'Same', rate: 'Cut rate (%)', count: 'Forms', from: 'Cut' },
} as const

const width = 5

/** How many budgets were cut by how much, in bins of 5 points; those past the threshold in the warning colour. */
export function cutsHistogramChart(rows: readonly CutsHistogramRow[], look: ChartLook, { minCut }: { readonly minCut: number }): EChartsOption {
  const text = words[look.language]
  const style = axisStyle(look)
  const bin = (kind: CutsHistogramRow['kind'], from: number | null) => {
    const index = rows.findIndex((row) => row.kind === kind && row.from_percent === from)
    return { count: rows[index]?.form_count ?? 0, row: index, from }
  }
  const last = rows.reduce((most, row) => Math.max(most, row.from_percent ?? 0), 45)
  const cuts = Array.from({ length: last / width + 1 }, (_, index) => bin('cut', index * width))
  const bars = [
    { ...bin('addition', null), name: text.addition, title: text.addition, color: look.ok },
    { ...bin('unchanged', null), name: text.unchanged, title: text.unchanged, color: look.initial },
    ...cuts.map((cut) => ({ ...cut, name: String(cut.from), title: `${text.from} ${cut.from}–${(cut.from ?? 0) + width}%`, color: (cut.from ?? 0) >= minCut * 100 - 1e-9 ? look.warn : look.full })),
  ]
  return {
    ...chartBase(look),
    grid: { left: 8, right: 12, top: 28, bottom: 40, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { id: 'rate', type: 'category', data: bars.map(({ name }) => name), name: text.rate, nameLocation: 'middle', nameGap: 28, ...style, splitLine: { show: false } },
    yAxis: { id: 'count', type: 'value', name: text.count, min: 0, minInterval: 1, ...style, axisLine: { show: false } },
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'item',
      formatter: (params: unknown) => {
        const place = typeof params === 'object' && params !== null && 'dataIndex' in params ? Number(params.dataIndex) : -1
        const bar = bars[place]
        return bar ? tooltipHtml(bar.title, [[text.count, formatNumber(bar.count)]]) : ''
      },
    },
    series: [{ id: 'forms', name: text.count, type: 'bar', barCategoryGap: '8%', data: bars.map(({ count, row, color }) => ({ value: count, row, itemStyle: { color } })) }],
  }
}
