import { expect, it } from 'vitest'
import { seriesName } from '@/charts/parts/series-name.ts'
import { loadChartCode } from '@/components/chart-parts.ts'

const inherited = () => {
  const names: string[] = []
  for (const name in {}) names.push(name)
  return names
}

it('a chart whose labels are names of the language leaves every object as it is', async () => {
  const { init } = await loadChartCode([])
  const labels = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']
  for (let turn = 0; turn < 3; turn += 1) {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 300 })
    chart.setOption({ animation: false, xAxis: { type: 'category', data: [...labels, '甲'], axisLabel: { interval: 0 } }, yAxis: { type: 'value' }, series: labels.map((name) => ({ name: seriesName(name), type: 'bar', data: [1, 2, 3, 4, 5, 6] })) })
    const svg = chart.renderToSVGString()
    chart.dispose()
    for (const label of labels) expect(svg).toContain(`>${label}</text>`)
  }
  expect(inherited()).toEqual([])
  expect(Object.keys(Object)).toEqual([])
})
