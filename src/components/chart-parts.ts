import type { EChartsOption } from 'echarts'

export type ChartRenderer = 'svg' | 'canvas'

/** ECharts by the piece: the first draws bars and lines, the others come with the first chart that needs them. */
const parts = {
  heatmap: () => import('./chart-parts/heatmap.ts'),
  scatter: () => import('./chart-parts/scatter.ts'),
  boxplot: () => import('./chart-parts/box-plot.ts'),
  legend: () => import('./chart-parts/legend.ts'),
  canvas: () => import('./chart-parts/canvas.ts'),
}
export type ChartPart = keyof typeof parts
const partNames = Object.keys(parts) as readonly ChartPart[]

/** The parts that a chart needs beside the first. ECharts copies its list of parts into each chart, so they come before it. */
export function partsOf(option: EChartsOption, renderer: ChartRenderer): readonly ChartPart[] {
  const kinds = new Set([option.series ?? []].flat().map((series) => series.type))
  return partNames.filter((name) => (name === 'canvas' ? renderer === 'canvas' : name === 'legend' ? option.legend !== undefined : kinds.has(name)))
}

/** Fetches what draws these charts: at once where it is here already. */
export async function loadChartCode(needed: readonly ChartPart[]) {
  const [{ init, VChart }] = await Promise.all([import('./chart-parts/first.ts'), ...needed.map((name) => parts[name]())])
  return { init, VChart }
}
export type ChartCode = Awaited<ReturnType<typeof loadChartCode>>
