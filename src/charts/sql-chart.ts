import type { EChartsOption } from 'echarts'
import type { ChartSpec } from '@/domain/chart-spec.ts'
import type { ChartLook } from './chart-look.ts'
import type { AnswerMarks, MarkValue } from './parts/answer-marks.ts'
import { axisStyle, chartBase } from './parts/axis-style.ts'
import { seriesName } from './parts/series-name.ts'
import { tooltipHtml } from './parts/tooltip.ts'

const mostSeries = 12

function short(value: number, look: ChartLook): string {
  const size = Math.abs(value)
  if (look.language === 'zh') return size >= 1e8 ? `${Number((value / 1e8).toPrecision(4))} 亿` : size >= 1e4 ? `${Number((value / 1e4).toPrecision(4))} 万` : String(Number(value.toPrecision(6)))
  return size >= 1e9 ? `${Number((value / 1e9).toPrecision(4))}B` : size >= 1e6 ? `${Number((value / 1e6).toPrecision(4))}M` : size >= 1e4 ? `${Number((value / 1e3).toPrecision(4))}k` : String(Number(value.toPrecision(6)))
}

function full(value: MarkValue): string {
  return value === null ? '' : typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 6 }) : value
}

function numbersOf(values: readonly MarkValue[]): number[] {
  return values.flatMap((value) => (typeof value === 'number' ? [value] : []))
}

/** The tooltip over a place of an axis: every series there. ECharts' own is made of style attributes. */
function seriesTip(params: unknown): string {
  const points = [params].flat() as readonly { readonly name?: string; readonly seriesName?: string; readonly value?: unknown; readonly color?: unknown }[]
  return tooltipHtml(points[0]?.name ?? '', points.map(({ seriesName = '', value, color }) => [seriesName, typeof value === 'number' ? full(value) : '', typeof color === 'string' ? color : undefined]))
}

/** A chart of any answer: the kind and columns that a person chose, over the marks made of its rows. */
export function sqlChart(spec: ChartSpec, marks: AnswerMarks, look: ChartLook): EChartsOption {
  const { columns, rows } = marks
  const style = axisStyle(look)
  const palette = [look.full, look.exec, look.warn, look.ok, look.initialLine, look.accent, look.ink3]
  const value = (name: string, more: object = {}) => ({ type: 'value' as const, name, ...style, axisLabel: { ...style.axisLabel, formatter: (number: number) => short(number, look) }, ...more })
  const base = { ...chartBase(look), color: palette, grid: { left: 12, right: 24, top: 36, bottom: 34, outerBoundsMode: 'same' as const, outerBoundsContain: 'axisLabel' as const } }
  const labels = columns.map(({ label }) => label)
  const rowTip = (index: number, title: MarkValue) => tooltipHtml(full(title), (rows[index] ?? []).map((cell, place) => [labels[place] ?? '', full(cell)] as const))
  const byRow = { ...base.tooltip, trigger: 'item' as const, formatter: (params: unknown) => {
    const { data } = params as { data?: { row?: number } }
    const index = data?.row ?? 0
    return rowTip(index, rows[index]?.[0] ?? null)
  } }

  if (spec.kind === 'histogram') {
    return {
      ...base,
      tooltip: byRow,
      xAxis: { type: 'category', data: rows.map(([from, to]) => (from === to ? full(from ?? null) : `${short(Number(from), look)}–${short(Number(to), look)}`)), name: columns[0]?.label ?? '', nameLocation: 'middle', nameGap: 28, ...style, splitLine: { show: false } },
      yAxis: value(columns[2]?.label ?? '', { minInterval: 1 }),
      series: [{ id: 'count', type: 'bar', barCategoryGap: '4%', data: rows.map((row, index) => ({ value: Number(row[2]), row: index })) }],
    }
  }
  if (spec.kind === 'box-plot') {
    return {
      ...base,
      tooltip: byRow,
      xAxis: { type: 'category', data: rows.map(([x]) => String(x ?? '')), ...style, splitLine: { show: false } },
      yAxis: value('', { scale: true }),
      series: [{ id: 'box', type: 'boxplot', itemStyle: { color: look.paper, borderColor: look.exec }, data: rows.map((row, index) => ({ value: numbersOf(row.slice(1, 6)), row: index })) }],
    }
  }
  if (spec.kind === 'heatmap') {
    const [xs, ys] = [[...new Set(rows.map(([x]) => String(x ?? '')))], [...new Set(rows.map(([, y]) => String(y ?? '')))]]
    const values = numbersOf(rows.map((row) => row[2] ?? null))
    const category = (data: readonly string[]) => ({ type: 'category' as const, data: [...data], ...style, splitLine: { show: false } })
    return {
      ...base,
      grid: { ...base.grid, bottom: 60 },
      tooltip: byRow,
      xAxis: category(xs),
      yAxis: category(ys),
      visualMap: { type: 'continuous', min: values.reduce((a, b) => Math.min(a, b), Infinity), max: values.reduce((a, b) => Math.max(a, b), -Infinity), calculable: true, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 120, itemWidth: 12, textStyle: { color: look.ink3 }, inRange: { color: [look.line2, look.full, look.exec] }, formatter: (number: unknown) => short(Number(number), look) },
      series: [{ id: 'heat', type: 'heatmap', data: rows.flatMap((row, index) => (row[2] === null ? [] : [{ value: [xs.indexOf(String(row[0] ?? '')), ys.indexOf(String(row[1] ?? '')), Number(row[2])], row: index }])) }],
    }
  }
  if (spec.kind === 'scatter') {
    const grouped = spec.series !== null
    const names = grouped ? [...new Set(rows.map((row) => String(row[1] ?? '')))].slice(0, mostSeries) : ['']
    const y = grouped ? 2 : 1
    return {
      ...base,
      tooltip: byRow,
      ...(grouped ? { legend: { type: 'scroll', top: 0, textStyle: { color: look.ink2 } } } : {}),
      xAxis: value(columns[0]?.label ?? '', { scale: true, nameLocation: 'middle', nameGap: 28 }),
      yAxis: value(columns[y]?.label ?? '', { scale: true }),
      series: names.map((name) => ({
        id: `series-${name}`,
        name: seriesName(name),
        type: 'scatter' as const,
        symbolSize: rows.length > 500 ? 4 : 7,
        large: rows.length > 5000,
        itemStyle: { opacity: 0.7 },
        data: rows.flatMap((row, index) => (row[0] === null || row[y] === null || (grouped && String(row[1] ?? '') !== name) ? [] : [{ value: [Number(row[0]), Number(row[y])], row: index }])),
      })),
    }
  }

  const grouped = spec.series !== null
  const xs = [...new Set(rows.map(([x]) => String(x ?? '')))]
  const place = new Map(xs.map((x, index) => [x, index]))
  const allNames = grouped ? [...new Set(rows.map((row) => String(row[1] ?? '')))] : columns.slice(1).map(({ label }) => label)
  const names = allNames.slice(0, mostSeries)
  const type = spec.kind === 'line' ? ('line' as const) : ('bar' as const)
  const seriesOf = (name: string, index: number) => {
    const data: ({ value: number; row: number } | null)[] = xs.map(() => null)
    rows.forEach((row, at) => {
      if (grouped && String(row[1] ?? '') !== name) return
      const number = row[grouped ? 2 : index + 1]
      const spot = place.get(String(row[0] ?? ''))
      if (spot !== undefined && typeof number === 'number') data[spot] = { value: number, row: at }
    })
    return { id: `series-${index}`, name: seriesName(name), type, data: data.map((point) => point ?? { value: null }), ...(spec.kind === 'stacked-bar' ? { stack: 'all' } : {}), ...(type === 'line' ? { symbolSize: 5, connectNulls: false } : { barMaxWidth: 36 }) }
  }
  const sideways = type === 'bar' && xs.length > 0 && xs.length <= 40 && xs.some((x) => x.length > 6)
  const category = { type: 'category' as const, data: xs, ...style, splitLine: { show: false }, axisLabel: { ...style.axisLabel, width: 180, overflow: 'truncate' as const } }
  const amounts = value(names.length === 1 ? (grouped ? (columns[2]?.label ?? '') : (names[0] ?? '')) : '', type === 'line' ? { scale: true } : {})
  return {
    ...base,
    ...(names.length > 1 ? { legend: { type: 'scroll', top: 0, textStyle: { color: look.ink2 } } } : {}),
    tooltip: { ...base.tooltip, trigger: 'axis', formatter: seriesTip },
    xAxis: sideways ? amounts : { ...category, name: columns[0]?.label ?? '', nameLocation: 'middle', nameGap: 28 },
    yAxis: sideways ? { ...category, inverse: true } : amounts,
    series: names.map(seriesOf),
  }
}
