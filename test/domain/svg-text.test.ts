import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { expect, it } from 'vitest'
import { withoutStyles } from '@/domain/svg-text.ts'

use([BarChart, GridComponent, SVGRenderer])

it('takes styles out of the SVG that ECharts writes, and leaves texts and fonts', () => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 200 })
  const hostile = '<style>x</style> style="a:b" <img onerror=x>'
  chart.setOption({ animation: false, textStyle: { fontFamily: "'Noto Sans SC', sans-serif" }, xAxis: { type: 'category', data: [hostile, '{a|b}', '{b}'], axisLabel: { interval: 0 } }, yAxis: { type: 'value' }, series: [{ type: 'bar', data: [1, 2, 3], label: { show: true, fontWeight: 600 } }] })
  const written = chart.renderToSVGString()
  chart.dispose()
  expect(written).toMatch(/<style/)
  const svg = withoutStyles(written)
  expect(svg).not.toMatch(/<style| style="/)
  expect(svg).toContain('&lt;style&gt;x&lt;/style&gt; style=&quot;a:b&quot; &lt;img onerror=x&gt;')
  expect(svg).toContain('>{a|b}</text>')
  expect(svg).toContain('>{b}</text>')
  expect(svg.match(/ font-size="12px" font-family="'Noto Sans SC', sans-serif"/g)?.length).toBeGreaterThan(5)
  expect(svg).toContain(' font-weight="600"')
})
