import type { ChartLook } from '../chart-look.ts'

/** The strokes and texts that all axes share. */
export function axisStyle(look: ChartLook) {
  return {
    axisLine: { lineStyle: { color: look.line } },
    axisTick: { show: false },
    axisLabel: { color: look.ink3, fontSize: 12, hideOverlap: true },
    nameTextStyle: { color: look.ink3, fontSize: 12 },
    splitLine: { lineStyle: { color: look.line2 } },
  } as const
}

/** What every chart starts from: no motion, the page's font, a tooltip on paper. */
export function chartBase(look: ChartLook) {
  return {
    animation: false,
    textStyle: { fontFamily: look.font, color: look.ink2 },
    tooltip: { confine: true, backgroundColor: look.paper, borderColor: look.line, textStyle: { color: look.ink, fontSize: 12 }, extraCssText: 'box-shadow:0 4px 16px rgb(0 0 0 / 14%)' },
  } as const
}
