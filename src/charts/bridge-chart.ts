import type { EChartsOption } from 'echarts'
import { formatNumber } from '@/domain/number-text.ts'
import type { BridgeRow } from '@/queries/budget-bridge.ts'
import type { ChartLook } from './chart-look.ts'
import { amountUnit, yuanText } from './parts/amount-axis.ts'
import { axisStyle, chartBase } from './parts/axis-style.ts'
import { rowIndex, tooltipHtml } from './parts/tooltip.ts'

export interface BridgeYears {
  readonly lastYear: number
  readonly thisYear: number
  /** On a narrow page names break after two or three characters, and amounts keep one decimal. */
  readonly narrow?: boolean
}

const words = {
  zh: { ended: '结束的项目', started: '新增的项目', initial_change: '年初安排变化', cuts: '年内调减', additions: '年内追加', unspent: '未执行', unreported: '未报执行数', amount: '金额', projects: '项目', executed: (year: number) => `${year} 执行` },
  en: { ended: 'Projects ended', started: 'Projects new', initial_change: 'Initial change', cuts: 'Cuts in the year', additions: 'Additions', unspent: 'Unspent', unreported: 'Not reported', amount: 'Amount', projects: 'Projects', executed: (year: number) => `Executed ${year}` },
} as const

/** From one year's executed to another's: two whole bars and the steps between them, each where the last one ended. */
export function bridgeChart(all: readonly BridgeRow[], look: ChartLook, { lastYear, thisYear, narrow = false }: BridgeYears): EChartsOption {
  const text = words[look.language]
  const style = axisStyle(look)
  const nameOf = ({ part }: BridgeRow) => (part === 'last_executed' ? text.executed(lastYear) : part === 'this_executed' ? text.executed(thisYear) : text[part])
  let level = 0
  const bars = all.flatMap((row, index) => {
    const whole = row.part === 'last_executed' || row.part === 'this_executed'
    const before = whole ? 0 : level
    level = before + Number(row.amount)
    const shown = row.part !== 'unreported' || Number(row.amount) !== 0
    const color = whole ? look.exec : Number(row.amount) < 0 ? (row.part === 'cuts' ? look.warn : look.initial) : look.full
    return shown ? [{ row, index, name: nameOf(row), from: Math.min(before, level), size: Math.abs(Number(row.amount)), color }] : []
  })
  const unit = amountUnit(
    bars.map(({ from, size }) => String(from + size)),
    look.language,
  )
  return {
    ...chartBase(look),
    grid: { left: 8, right: 12, top: 30, bottom: 12, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { id: 'part', type: 'category', data: bars.map(({ name }) => name), ...style, axisLabel: { ...style.axisLabel, color: look.ink2, interval: 0, width: narrow ? 34 : 78, fontSize: narrow ? 10 : 12, overflow: 'break', hideOverlap: false }, splitLine: { show: false } },
    yAxis: { id: 'amount', type: 'value', name: unit.name, ...style, axisLine: { show: false } },
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'item',
      formatter: (params: unknown) => {
        const row = all[rowIndex(params) ?? -1]
        return row ? tooltipHtml(nameOf(row), [[text.amount, yuanText(row.amount, look.language)], [text.projects, formatNumber(row.project_count)]]) : ''
      },
    },
    series: [
      { id: 'base', type: 'bar', stack: 'bridge', silent: true, itemStyle: { color: 'transparent' }, tooltip: { show: false }, data: bars.map(({ from }) => from / unit.yuan) },
      {
        id: 'amount',
        type: 'bar',
        stack: 'bridge',
        barCategoryGap: '30%',
        data: bars.map(({ row, index, size, color }) => ({
          value: size / unit.yuan,
          row: index,
          itemStyle: { color },
          label: { show: true, position: 'top', color: look.ink2, fontSize: narrow ? 10 : 12, formatter: formatNumber(Number(row.amount) / unit.yuan, narrow ? 1 : 2) },
        })),
      },
    ],
  }
}
