import type { EChartsOption } from 'echarts'
import { addDecimals, parseDecimal, toPlainText, toScale } from '@/domain/decimal.ts'
import { formatYuan } from '@/domain/money.ts'
import type { ChartLook } from './chart-look.ts'
import { amountUnit, shareText, yuanText } from './parts/amount-axis.ts'
import { axisStyle, chartBase } from './parts/axis-style.ts'
import { tooltipHtml } from './parts/tooltip.ts'

/** One year of a project: exact yuan, absent null. */
export interface BudgetWaterfallRow {
  readonly initial_budget: string | null
  readonly full_year_budget: string | null
  readonly executed: string | null
}

const words = {
  zh: { initial: '年初预算', cut: '年内调减', addition: '年内追加', full: '全年预算', unspent: '未执行', overspent: '超出预算', executed: '执行数', change: '占比' },
  en: { initial: 'Initial budget', cut: 'Cut in the year', addition: 'Added in the year', full: 'Full-year budget', unspent: 'Unspent', overspent: 'Overspent', executed: 'Executed', change: 'Share' },
} as const

/** left − right, exact; null where one is absent. */
function minus(left: string | null, right: string | null): string | null {
  const [whole, taken] = [parseDecimal(left ?? ''), parseDecimal(right ?? '')]
  return whole && taken ? toPlainText(toScale(addDecimals(whole, { ...taken, digits: -taken.digits }), 2)) : null
}

/** Initial → cut or addition → full-year → unspent → executed of one year, in bars from the left. An absent amount has no bar. */
export function budgetWaterfallChart(row: BudgetWaterfallRow, look: ChartLook): EChartsOption {
  const text = words[look.language]
  const style = axisStyle(look)
  const unit = amountUnit([row.initial_budget, row.full_year_budget, row.executed], look.language)
  const change = minus(row.full_year_budget, row.initial_budget)
  const rest = minus(row.executed, row.full_year_budget)
  const added = change !== null && Number(change) > 0
  const overspent = rest !== null && Number(rest) > 0
  const from = (left: string | null, right: string | null) => (left === null || right === null ? 0 : Math.min(Number(left), Number(right)))
  const share = (part: string | null, whole: string | null) => (part === null || whole === null || Number(whole) <= 0 || Number(part) === 0 ? null : Math.abs(Number(part)) / Number(whole))
  const bars = [
    { id: 'initial', name: text.initial, base: 0, amount: row.initial_budget, share: null, color: look.initial },
    { id: 'change', name: added ? text.addition : text.cut, base: from(row.initial_budget, row.full_year_budget), amount: change, share: share(change, row.initial_budget), color: added ? look.ok : look.warn },
    { id: 'full', name: text.full, base: 0, amount: row.full_year_budget, share: null, color: look.full },
    { id: 'rest', name: overspent ? text.overspent : text.unspent, base: from(row.full_year_budget, row.executed), amount: rest, share: share(rest, row.full_year_budget), color: overspent ? look.warn : look.line },
    { id: 'executed', name: text.executed, base: 0, amount: row.executed, share: null, color: look.exec },
  ]
  const label = (bar: (typeof bars)[number]) => (bar.amount === null ? '' : `${formatYuan(bar.amount)}${bar.share === null ? '' : look.language === 'zh' ? `（${shareText(bar.share)}）` : ` (${shareText(bar.share)})`}`)
  return {
    ...chartBase(look),
    grid: { left: 8, right: 150, top: 8, bottom: 40, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { id: 'amount', type: 'value', min: 0, name: unit.name, nameLocation: 'middle', nameGap: 26, ...style },
    yAxis: { id: 'part', type: 'category', inverse: true, data: bars.map(({ name }) => name), ...style, axisLabel: { color: look.ink2, fontSize: 12 }, splitLine: { show: false } },
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (params: unknown) => {
        const first: unknown = Array.isArray(params) ? params[0] : params
        const bar = typeof first === 'object' && first !== null && 'dataIndex' in first ? bars[Number(first.dataIndex)] : undefined
        return bar ? tooltipHtml(bar.name, [[bar.name, yuanText(bar.amount, look.language)], ...(bar.share === null ? [] : [[text.change, shareText(bar.share)] as const])]) : ''
      },
    },
    series: [
      { id: 'base', type: 'bar', stack: 'waterfall', silent: true, itemStyle: { color: 'transparent' }, data: bars.map(({ base, amount }) => (amount === null ? null : base / unit.yuan)) },
      {
        id: 'amount',
        type: 'bar',
        stack: 'waterfall',
        barWidth: 18,
        data: bars.map((bar) => ({ value: bar.amount === null ? null : Math.abs(Number(bar.amount)) / unit.yuan, itemStyle: { color: bar.color }, label: { show: bar.amount !== null, position: 'right', color: look.ink2, fontSize: 12, formatter: label(bar) } })),
      },
    ],
  }
}
