import type { EChartsOption } from 'echarts'
import { withoutStyles } from '@/domain/svg-text.ts'
import { loadChartCode, partsOf } from './chart-parts.ts'

/** A chart as SVG text of a size in pixels, drawn out of sight. */
export async function chartSvg(option: EChartsOption, { width, height }: { readonly width: number; readonly height: number }): Promise<string> {
  const { init } = await loadChartCode(partsOf(option, 'svg'))
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ ...option, animation: false })
    return withoutStyles(chart.renderToSVGString())
  } finally {
    chart.dispose()
  }
}
