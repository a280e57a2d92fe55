import type { EChartsOption } from 'echarts'
import type { ChartLook } from './chart-look.ts'
import { amountUnit, inUnit, shareText, yuanText } from './parts/amount-axis.ts'
import { axisStyle, chartBase } from './parts/axis-style.ts'
import { roundUp } from './parts/round-up.ts'
import { rowIndex, tooltipHtml } from './parts/tooltip.ts'

/** A name with its three budgets (exact yuan) and rates (fractions). */
export interface RankingRow {
  readonly name: string
  readonly initial_budget: string | null
  readonly full_year_budget: string | null
  readonly executed: string | null
  readonly cut_rate: number | null
  readonly execution_rate: number | null
  readonly execution_of_initial: number | null
}

export interface RankingOptions {
  /** Yuan that the axis reaches at least, so that charts side by side share a scale. */
  readonly largest?: number
}

const words = {
  zh: { initial: '年初预算', full: '全年预算', executed: '执行数', cutRate: '调减率', rate: '执行率', ofInitial: '占年初' },
  en: { initial: 'Initial budget', full: 'Full-year budget', executed: 'Executed', cutRate: 'Cut rate', rate: 'Execution rate', ofInitial: 'Execution of initial' },
} as const

/** Names ranked, the largest on top, the three budgets drawn one inside the other. Expects the rows in their order. */
export function rankingChart(rows: readonly RankingRow[], look: ChartLook, { largest }: RankingOptions = {}): EChartsOption {
  const text = words[look.language]
  const style = axisStyle(look)
  const unit = amountUnit([...rows.flatMap((row) => [row.initial_budget, row.full_year_budget, row.executed]), ...(largest === undefined ? [] : [String(largest)])], look.language)
  // An axis each keeps bars of different widths centred on one another.
  const names = { type: 'category' as const, inverse: true, position: 'left' as const, data: rows.map((row) => row.name), ...style, axisLabel: { color: look.ink2, width: 150, overflow: 'truncate' as const, interval: 0 }, splitLine: { show: false } }
  const bar = (id: string, axis: number, name: string, width: number, pick: (row: RankingRow) => string | null, itemStyle: object) => ({
    id,
    name,
    type: 'bar' as const,
    yAxisIndex: axis,
    barWidth: width,
    z: axis + 2,
    data: rows.map((row, index) => ({ value: inUnit(pick(row), unit), row: index })),
    itemStyle,
  })
  return {
    ...chartBase(look),
    grid: { left: 8, right: 24, top: 8, bottom: 40, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { id: 'amount', type: 'value', ...(largest === undefined ? {} : { max: roundUp(largest / unit.yuan) }), name: unit.name, nameLocation: 'middle', nameGap: 26, ...style },
    yAxis: [
      { id: 'initial', ...names },
      { id: 'full', ...names, axisLabel: { show: false } },
      { id: 'executed', ...names, axisLabel: { show: false } },
    ],
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (params: unknown) => {
        const row = rows[rowIndex(params) ?? -1]
        if (!row) return ''
        return tooltipHtml(row.name, [
          [text.initial, yuanText(row.initial_budget, look.language)],
          [text.full, yuanText(row.full_year_budget, look.language)],
          [text.executed, yuanText(row.executed, look.language)],
          [text.cutRate, shareText(row.cut_rate)],
          [text.rate, shareText(row.execution_rate)],
          [text.ofInitial, shareText(row.execution_of_initial)],
        ])
      },
    },
    series: [
      bar('initial', 0, text.initial, 16, (row) => row.initial_budget, { color: 'transparent', borderColor: look.initialLine, borderWidth: 1.5 }),
      bar('full', 1, text.full, 11, (row) => row.full_year_budget, { color: look.full }),
      bar('executed', 2, text.executed, 5, (row) => row.executed, { color: look.exec }),
    ],
  }
}
