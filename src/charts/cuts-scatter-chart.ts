import type { EChartsOption } from 'echarts'
import { numbersOf } from '@/domain/column-numbers.ts'
import type { CutsScatterRow } from '@/queries/cuts-scatter.ts'
import type { ChartLook } from './chart-look.ts'
import { shareText, yuanText } from './parts/amount-axis.ts'
import { amountLabel, decadesAround } from './parts/amount-label.ts'
import { axisStyle, chartBase } from './parts/axis-style.ts'
import { pointClasses, type Points } from './parts/point-classes.ts'
import { rowIndex, tooltipHtml } from './parts/tooltip.ts'

export interface CutsScatterOptions {
  /** The threshold's line, as a fraction. */
  readonly minCut: number
  /** masked: past the thresholds or masked. execution: by execution of initial. */
  readonly colour: 'masked' | 'execution'
  /** A rectangle to mark, in yuan. */
  readonly box?: { readonly initial: readonly [from: number, to: number]; readonly full: readonly [from: number, to: number] } | null
}

const words = {
  zh: { initial: '年初预算', full: '全年预算', executed: '执行数', cut: '年内调减', addition: '年内追加', rate: '执行率', ofInitial: '占年初', equal: '未调整', threshold: '调减门槛', other: '门槛以下', past: '达到门槛', masked: '被遮住的调减', log: '元，对数', forms: '自评表', select: '框选', clear: '取消框选' },
  en: { initial: 'Initial budget', full: 'Full-year budget', executed: 'Executed', cut: 'Cut', addition: 'Added', rate: 'Execution rate', ofInitial: 'Execution of initial', equal: 'Unchanged', threshold: 'Threshold', other: 'Below the thresholds', past: 'Past the thresholds', masked: 'Masked cuts', log: 'yuan, log', forms: 'Forms', select: 'Select', clear: 'Clear selection' },
} as const

/** Of more points no one can be told from the others: they are drawn by classes of symbol and size, on a canvas. */
export const mostSinglePoints = 1200

/**
 * Initial against full-year budget, both log, with the line of no change and that of the threshold; the area of a
 * point grows with its cut. A budget cut to nothing has no place on a log axis: a triangle on its lower edge.
 */
export function cutsScatterChart(rows: readonly CutsScatterRow[], look: ChartLook, { minCut, colour, box = null }: CutsScatterOptions): EChartsOption {
  const text = words[look.language]
  const initial = numbersOf(rows, 'initial_budget')
  const full = numbersOf(rows, 'full_year_budget')
  const cut = numbersOf(rows, 'cut').map(Math.abs)
  const [from, to] = decadesAround(initial, full)
  const mostCut = cut.reduce((most, amount) => Math.max(most, amount), 0)
  const style = axisStyle(look)
  const points: Points = {
    x: initial,
    y: full.map((amount) => (amount > 0 ? amount : from)),
    size: cut.map((amount) => 4 + (mostCut > 0 ? 16 * Math.sqrt(amount / mostCut) : 0)),
    isTriangle: Uint8Array.from(full, (amount) => (amount > 0 ? 0 : 1)),
  }
  const isMany = rows.length > mostSinglePoints
  const scatter = (id: string, name: string, color: string | null, z: number, held: Uint32Array) => {
    const drawn = { name, type: 'scatter' as const, z, itemStyle: { ...(color === null ? {} : { color }), opacity: 0.75 } }
    // A class has one colour.
    if (isMany && color !== null) return pointClasses(points, held).map((each) => ({ ...drawn, ...each, id: `${id}-${each.id}` }))
    const data = Array.from(held, (row) => {
      const value: [number, number, number | null] = [points.x[row] as number, points.y[row] as number, rows[row]?.execution_of_initial ?? null]
      return { id: rows[row]?.form_id ?? '', name: rows[row]?.project ?? '', value, row, symbol: points.isTriangle[row] === 1 ? 'triangle' : 'circle', symbolSize: points.size[row] as number }
    })
    return [{ ...drawn, id, data }]
  }
  const [isMasked, isPast] = [numbersOf(rows, 'masked_cut'), numbersOf(rows, 'past_thresholds')]
  const places = new Uint32Array(rows.length).map((_, row) => row)
  const rowsWhere = (test: (row: number) => boolean) => places.filter(test)
  const series =
    colour === 'execution'
      ? scatter('forms', text.forms, null, 3, rowsWhere(() => true))
      : [
          ...scatter('other', text.other, look.initial, 3, rowsWhere((row) => isMasked[row] !== 1 && isPast[row] !== 1)),
          ...scatter('past', text.past, look.full, 4, rowsWhere((row) => isMasked[row] !== 1 && isPast[row] === 1)),
          ...scatter('masked', text.masked, look.warn, 5, rowsWhere((row) => isMasked[row] === 1)),
        ]
  const line = (id: string, name: string, color: string, ends: number[][]) => ({
    id,
    name,
    type: 'line' as const,
    data: ends,
    symbol: 'none',
    silent: true,
    z: 2,
    lineStyle: { color, width: 1, type: 'dashed' as const },
    endLabel: { show: false },
    tooltip: { show: false },
  })
  const axis = (name: string, gap: number) => ({
    type: 'log' as const,
    min: from,
    max: to,
    name: look.language === 'zh' ? `${name}（${text.log}）` : `${name} (${text.log})`,
    nameLocation: 'middle' as const,
    nameGap: gap,
    ...style,
    axisLabel: { ...style.axisLabel, formatter: (value: number) => amountLabel(value, look.language) },
  })
  return {
    ...chartBase(look),
    grid: { left: 76, right: 20, top: 26, bottom: 48 },
    xAxis: { id: 'initial', ...axis(text.initial, 30) },
    yAxis: { id: 'full', ...axis(text.full, 58) },
    brush: { toolbox: ['rect', 'clear'], xAxisIndex: 0, yAxisIndex: 0, throttleType: 'debounce', throttleDelay: 120, brushStyle: { color: 'transparent', borderColor: look.accent, borderWidth: 1 }, outOfBrush: { colorAlpha: 0.2 } },
    ...(colour === 'execution' ? { visualMap: { id: 'execution', type: 'continuous' as const, seriesIndex: 0, dimension: 2, min: 0, max: 1, text: [`${text.ofInitial} 100%`, '0'], itemHeight: 80, right: 24, bottom: 56, textStyle: { color: look.ink3 }, inRange: { color: [look.warn, look.initial, look.exec] } } } : {}),
    toolbox: { id: 'tools', right: 8, top: 0, itemSize: 14, iconStyle: { borderColor: look.ink3 }, emphasis: { iconStyle: { borderColor: look.accent } }, feature: { brush: { title: { rect: text.select, clear: text.clear } } } },
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'item',
      formatter: (params: unknown) => {
        const row = rows[rowIndex(params) ?? -1]
        if (!row) return ''
        const added = row.cut.startsWith('-')
        return tooltipHtml(`${row.project} · ${row.year}`, [
          [text.initial, yuanText(row.initial_budget, look.language)],
          [text.full, yuanText(row.full_year_budget, look.language)],
          [added ? text.addition : text.cut, `${yuanText(row.cut.replace('-', ''), look.language)} · ${shareText(Math.abs(row.cut_rate))}`],
          [text.executed, yuanText(row.executed, look.language)],
          [text.rate, shareText(row.execution_rate)],
          [text.ofInitial, shareText(row.execution_of_initial)],
        ])
      },
    },
    series: [
      ...series,
      line('equal', text.equal, look.ink3, [[from, from], [to, to]]),
      ...(minCut < 1 ? [line('threshold', text.threshold, look.warn, [[from / (1 - minCut), from], [to, to * (1 - minCut)]])] : []),
      // What may be missing stands last, so that the series before it keep their places.
      ...(box ? [{ ...line('box', text.select, look.accent, []), markArea: { silent: true, itemStyle: { color: 'transparent', borderColor: look.accent, borderWidth: 1 }, data: [[{ coord: [Math.max(box.initial[0], from), Math.max(box.full[0], from)] }, { coord: [Math.min(box.initial[1], to), Math.min(box.full[1], to)] }]] as [{ coord: number[] }, { coord: number[] }][] } }] : []),
    ],
  }
}
