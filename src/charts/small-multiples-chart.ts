import type { EChartsOption } from 'echarts'
import type { ChartLook } from './chart-look.ts'
import { amountUnit, inUnit, shareText, yuanText } from './parts/amount-axis.ts'
import { axisStyle, chartBase } from './parts/axis-style.ts'
import { roundUp } from './parts/round-up.ts'
import { rowIndex, tooltipHtml } from './parts/tooltip.ts'
import { yearsOf } from './trend-chart.ts'

/** A name's budgets in one year (exact yuan) and rates (fractions). */
export interface SmallMultipleRow {
  readonly name: string
  readonly year: number
  readonly initial_budget: string | null
  readonly full_year_budget: string | null
  readonly executed: string | null
  readonly execution_rate: number | null
  readonly execution_of_initial: number | null
}

export interface SmallMultiplesOptions {
  /** Panels side by side. */
  readonly columns: number
}

const words = {
  zh: { initial: '年初预算', full: '全年预算', executed: '执行数', rate: '执行率', ofInitial: '占年初' },
  en: { initial: 'Initial budget', full: 'Full-year budget', executed: 'Executed', rate: 'Execution rate', ofInitial: 'Execution of initial' },
} as const

/** Whether a point of a line has no neighbour, so that no line shows it. */
function hasLonePoint(points: readonly { readonly value: number | null }[]): boolean {
  const isThere = (at: number) => points[at] !== undefined && points[at].value !== null
  return points.some((_, at) => isThere(at) && !isThere(at - 1) && !isThere(at + 1))
}

/** One small panel a name, which stands over its axis, all on one scale of years and amounts; a year without a row is a gap. */
export function smallMultiplesChart(rows: readonly SmallMultipleRow[], look: ChartLook, { columns }: SmallMultiplesOptions): EChartsOption {
  const text = words[look.language]
  const style = axisStyle(look)
  const years = yearsOf(rows)
  const names = [...new Set(rows.map(({ name }) => name))]
  const lines = Math.max(1, Math.ceil(names.length / columns))
  const unit = amountUnit(rows.flatMap((row) => [row.initial_budget, row.full_year_budget, row.executed]), look.language)
  const most = rows.reduce((high, row) => Math.max(high, inUnit(row.initial_budget, unit) ?? 0, inUnit(row.full_year_budget, unit) ?? 0, inUnit(row.executed, unit) ?? 0), 0)
  const place = (index: number) => ({ left: `${5 + ((index % columns) * 95) / columns}%`, width: `${95 / columns - 3}%`, top: `${(Math.floor(index / columns) * 100) / lines + 14 / lines}%`, height: `${62 / lines}%` })
  const found = new Map(rows.map((row, index) => [`${row.year} ${row.name}`, { row, index }]))
  const points = (name: string, pick: (row: SmallMultipleRow) => string | null) =>
    years.map((year) => {
      const cell = found.get(`${year} ${name}`)
      return cell ? { value: inUnit(pick(cell.row), unit), row: cell.index } : { value: null }
    })
  return {
    ...chartBase(look),
    grid: names.map((_, index) => ({ id: `grid-${index}`, ...place(index) })),
    xAxis: names.map((_, index) => ({ id: `year-${index}`, gridIndex: index, type: 'category' as const, data: years.map(String), ...style, splitLine: { show: false } })),
    yAxis: names.map((name, index) => ({ id: `amount-${index}`, gridIndex: index, type: 'value' as const, min: 0, max: roundUp(most), interval: roundUp(most) / 2, name: index === 0 ? (look.language === 'zh' ? `${name}（${unit.name}）` : `${name} (${unit.name})`) : name, nameGap: 8, ...style, nameTextStyle: { color: look.ink2, fontSize: 12, align: 'left' as const }, axisLine: { show: false }, axisLabel: { ...style.axisLabel, show: index % columns === 0 } })),
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'axis',
      formatter: (params: unknown) => {
        const row = rows[rowIndex(params) ?? -1]
        if (!row) return ''
        return tooltipHtml(`${row.name} · ${row.year}`, [
          [text.initial, yuanText(row.initial_budget, look.language)],
          [text.full, yuanText(row.full_year_budget, look.language)],
          [text.executed, yuanText(row.executed, look.language)],
          [text.rate, shareText(row.execution_rate)],
          [text.ofInitial, shareText(row.execution_of_initial)],
        ])
      },
    },
    series: names.flatMap((name, index) => {
      const line = (id: string, label: string, color: string, pick: (row: SmallMultipleRow) => string | null) => {
        const data = points(name, pick)
        // Hundreds of dots would be half of what drawing all panels takes; one under the pointer shows all the same.
        return { id: `${id}-${index}`, name: label, type: 'line' as const, xAxisIndex: index, yAxisIndex: index, data, connectNulls: false, showSymbol: hasLonePoint(data), symbolSize: 4, lineStyle: { color, width: 1.5 }, itemStyle: { color } }
      }
      return [line('initial', text.initial, look.initialLine, (row) => row.initial_budget), line('full', text.full, look.full, (row) => row.full_year_budget), line('executed', text.executed, look.exec, (row) => row.executed)]
    }),
  }
}
