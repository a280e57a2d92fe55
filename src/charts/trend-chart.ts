import type { EChartsOption } from 'echarts'
import type { ChartLook } from './chart-look.ts'
import { amountUnit, inUnit, shareText, yuanText } from './parts/amount-axis.ts'
import { axisStyle, chartBase } from './parts/axis-style.ts'
import { endLabel, endsAbove } from './parts/end-labels.ts'
import { rowIndex, tooltipHtml } from './parts/tooltip.ts'

/** A year's budgets (exact yuan) and rates (fractions); absent is null. */
export interface TrendRow {
  readonly year: number
  readonly initial_budget: string | null
  readonly full_year_budget: string | null
  readonly executed: string | null
  readonly execution_rate: number | null
  readonly execution_of_initial: number | null
}

const words = {
  zh: { year: '年度', initial: '年初', full: '全年', executed: '执行', rate: '执行率', ofInitial: '占年初' },
  en: { year: 'Year', initial: 'Initial', full: 'Full-year', executed: 'Executed', rate: 'Execution rate', ofInitial: 'Of initial' },
} as const

/** Every year from the first to the last; a year without rows keeps its place as a gap. */
export function yearsOf(rows: readonly { readonly year: number }[]): readonly number[] {
  const years = rows.map((row) => row.year)
  if (years.length === 0) return []
  const first = Math.min(...years)
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => first + index)
}

/** The three budgets one inside the other, and under them both rates on one axis. */
export function trendChart(rows: readonly TrendRow[], look: ChartLook): EChartsOption {
  const text = words[look.language]
  const years = yearsOf(rows)
  const unit = amountUnit(rows.flatMap((row) => [row.initial_budget, row.full_year_budget, row.executed]), look.language)
  const byYear = new Map(rows.map((row, index) => [row.year, { row, index }]))
  const bars = (pick: (row: TrendRow) => string | null) =>
    years.map((year) => {
      const found = byYear.get(year)
      return found ? { value: inUnit(pick(found.row), unit), row: found.index } : { value: null }
    })
  const rates = (pick: (row: TrendRow) => number | null) =>
    years.map((year) => {
      const found = byYear.get(year)
      const rate = found ? pick(found.row) : null
      return found && rate !== null ? { value: rate * 100, row: found.index } : { value: null }
    })
  const style = axisStyle(look)
  const category = { type: 'category' as const, data: years.map(String), ...style, splitLine: { show: false } }
  // An axis each keeps bars of different widths centred on one another.
  const bar = (id: string, axis: number, name: string, width: readonly [share: string, pixels: number], data: ReturnType<typeof bars>, itemStyle: object) => ({ id, name, type: 'bar' as const, xAxisIndex: axis, barWidth: years.length > 6 ? width[0] : width[1], z: axis + 2, data, itemStyle })
  const line = (id: string, name: string, color: string, data: ReturnType<typeof rates>, labelAbove: boolean) => ({
    id,
    name,
    type: 'line' as const,
    xAxisIndex: 3,
    yAxisIndex: 1,
    data,
    connectNulls: false,
    symbol: 'circle',
    symbolSize: 6,
    lineStyle: { color, width: 2 },
    itemStyle: { color, borderColor: look.paper, borderWidth: 1 },
    endLabel: endLabel(name, color, labelAbove),
  })
  const executionRates = rates((row) => row.execution_rate)
  const initialRates = rates((row) => row.execution_of_initial)
  const isRateAbove = endsAbove(executionRates, initialRates)
  const allRates = rows.flatMap((row) => [row.execution_rate, row.execution_of_initial]).filter((rate) => rate !== null)
  const lowest = allRates.length > 0 ? Math.max(0, Math.floor(Math.min(...allRates) * 10 - 0.2) * 10) : 0
  const highest = allRates.length > 0 ? Math.max(100, Math.ceil(Math.max(...allRates) * 10) * 10) : 100
  return {
    ...chartBase(look),
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [
      { id: 'amounts', left: 56, right: 118, top: 30, bottom: '40%' },
      { id: 'rates', left: 56, right: 118, top: '68%', bottom: 46 },
    ],
    xAxis: [
      ...['initial', 'full', 'executed'].map((id) => ({ id, gridIndex: 0, ...category, position: 'bottom' as const, axisLabel: { show: false } })),
      { id: 'rate-years', gridIndex: 1, ...category, name: text.year, nameLocation: 'middle', nameGap: 28 },
    ],
    yAxis: [
      { id: 'amounts', gridIndex: 0, type: 'value', name: unit.name, min: 0, ...style, axisLine: { show: false } },
      { id: 'rates', gridIndex: 1, type: 'value', name: '%', nameLocation: 'middle', nameRotate: 0, nameGap: 38, min: lowest, max: highest, splitNumber: 2, ...style, axisLine: { show: false } },
    ],
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: look.line } },
      formatter: (params: unknown) => {
        const index = rowIndex(params)
        const row = index === null ? undefined : rows[index]
        if (!row) return ''
        return tooltipHtml(String(row.year), [
          [text.initial, yuanText(row.initial_budget, look.language)],
          [text.full, yuanText(row.full_year_budget, look.language)],
          [text.executed, yuanText(row.executed, look.language)],
          [text.rate, shareText(row.execution_rate)],
          [text.ofInitial, shareText(row.execution_of_initial)],
        ])
      },
    },
    series: [
      bar('initial', 0, text.initial, ['56%', 48], bars((row) => row.initial_budget), { color: 'transparent', borderColor: look.initialLine, borderWidth: 1.5 }),
      bar('full', 1, text.full, ['40%', 34], bars((row) => row.full_year_budget), { color: look.full }),
      bar('executed', 2, text.executed, ['16%', 14], bars((row) => row.executed), { color: look.exec }),
      line('rate', text.rate, look.exec, executionRates, isRateAbove),
      line('of-initial', text.ofInitial, look.warn, initialRates, !isRateAbove),
    ],
  }
}
