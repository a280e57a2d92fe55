import type { EChartsOption } from 'echarts'
import type { Measure } from '@/domain/measures.ts'
import { formatNumber } from '@/domain/number-text.ts'
import type { ChartLook } from './chart-look.ts'
import { amountUnit, inUnit, shareText, yuanText } from './parts/amount-axis.ts'
import { axisStyle, chartBase } from './parts/axis-style.ts'
import { rowIndex, tooltipHtml } from './parts/tooltip.ts'
import { yearsOf } from './trend-chart.ts'

/** A cell: exact yuan or points as text, shares and counts as numbers, absent null. */
export interface HeatmapRow {
  readonly name: string
  readonly year: number
  readonly value: string | number | null
}

export interface HeatmapOptions {
  /** What the values are, for the tooltip and the colours' scale. */
  readonly label: string
  readonly unit: Measure['unit']
  /** warning: more is worth a second look, in the warning colour. */
  readonly tone: 'plain' | 'warning'
  /** On a narrow page cells have no text and names are short. */
  readonly narrow?: boolean
}

/** Names × years by one measure. A year without a row is an empty cell, and so is an absent value. */
export function heatmapChart(rows: readonly HeatmapRow[], look: ChartLook, { label, unit, tone, narrow = false }: HeatmapOptions): EChartsOption {
  const years = yearsOf(rows)
  const names = [...new Set(rows.map(({ name }) => name))]
  const style = axisStyle(look)
  const amounts = amountUnit(unit === 'yuan' ? rows.map(({ value }) => (value === null ? null : String(value))) : [], look.language)
  const drawn = (value: string | number | null) => (value === null ? null : unit === 'yuan' ? inUnit(String(value), amounts) : unit === 'share' ? Number(value) * 100 : Number(value))
  const exact = (value: string | number | null) => (value === null ? '—' : unit === 'yuan' ? yuanText(String(value), look.language) : unit === 'share' ? shareText(Number(value)) : formatNumber(Number(value), 2))
  const cells = rows.flatMap((row, index) => {
    const value = drawn(row.value)
    return value === null ? [] : [{ value: [years.indexOf(row.year), names.indexOf(row.name), value], row: index }]
  })
  const [least, most] = cells.reduce(([low, high], { value }) => [Math.min(low, value[2] ?? 0), Math.max(high, value[2] ?? 0)], [Infinity, -Infinity])
  const deep = (value: number) => most > least && (value - least) / (most - least) > 0.55
  const short = (value: number) => (unit === 'share' ? formatNumber(value, 1) : formatNumber(value, Math.abs(value) >= 100 || unit === 'count' ? 0 : 1))
  const unitName = unit === 'share' ? '%' : unit === 'yuan' ? amounts.name : ''
  return {
    ...chartBase(look),
    grid: { left: 8, right: 12, top: 28, bottom: 44, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { id: 'year', type: 'category', position: 'top', data: years.map(String), ...style, splitLine: { show: false } },
    yAxis: { id: 'name', type: 'category', inverse: true, data: names, ...style, axisLabel: { color: look.ink2, fontSize: 12, width: narrow ? 84 : 150, overflow: 'truncate', interval: 0 }, splitLine: { show: false } },
    visualMap: {
      id: 'value',
      type: 'continuous',
      calculable: false,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 160,
      itemWidth: 10,
      min: Number.isFinite(least) ? least : 0,
      max: Number.isFinite(most) ? Math.max(most, (Number.isFinite(least) ? least : 0) + 1e-9) : 1,
      text: [`${Number.isFinite(most) ? short(most) : ''} ${unitName}`, Number.isFinite(least) ? short(least) : ''],
      textStyle: { color: look.ink3, fontSize: 12 },
      inRange: { color: [look.line2, tone === 'warning' ? look.warn : look.full] },
    },
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'item',
      formatter: (params: unknown) => {
        const row = rows[rowIndex(params) ?? -1]
        return row ? tooltipHtml(`${row.name} · ${row.year}`, [[label, exact(row.value)]]) : ''
      },
    },
    series: [
      {
        id: 'cells',
        name: label,
        type: 'heatmap',
        data: cells.map((cell) => ({ ...cell, label: { color: deep(cell.value[2] ?? 0) ? look.paper : look.ink } })),
        itemStyle: { borderColor: look.paper, borderWidth: 1 },
        label: { show: years.length <= (narrow ? 4 : 15), fontSize: 11, formatter: (params) => (Array.isArray(params.value) ? short(Number(params.value[2])) : '') },
      },
    ],
  }
}
