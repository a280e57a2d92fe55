// node .tools/draw-costs.mjs [--data DIR] [--choices N]: what each chart of the built site costs to draw anew, view by view:
// changes the years N times over a dataset (the demo city unless given) and times every `setOption`.
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ms, summary, textTable } from './bench/figures.mjs'
import { chromiumFlags, chromium as executablePath } from './chromium.mjs'
import { readySite } from './ready-site.mjs'
import { root } from './run.mjs'
import { serveFolder } from './serve.mjs'

const { values: args } = parseArgs({ options: { data: { type: 'string', default: 'data/demo-city' }, choices: { type: 'string', default: '12' } } })
const views = ['overview', 'departments', 'cuts', 'indicators']
const ready = 'main[data-state="ready"]'
const timeout = 300_000

await readySite()
const { chromium } = await import('playwright-core')
const site = join(root, '.cache/draw-costs')
rmSync(site, { recursive: true, force: true })
mkdirSync(site, { recursive: true })
cpSync(join(root, 'dist'), site, { recursive: true })
symlinkSync(resolve(args.data), join(site, 'measured'))
const server = await serveFolder(site)
const browser = await chromium.launch({ executablePath, args: chromiumFlags })

/** Times every `setOption` from now on. Where a chart's instance is, Vue's own tree says: the page hands it to nobody. */
function watchDrawings() {
  globalThis.drawings = []
  globalThis.longTasks = []
  new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' })
  const seen = new Set()
  const walk = (node) => {
    if (!node || typeof node !== 'object' || seen.has(node)) return
    seen.add(node)
    const chart = node.component?.exposed?.chart
    if (chart?.setOption && !chart.isTimed) {
      const { setOption } = chart
      const name = chart.getDom().closest('figure')?.dataset.chart ?? ''
      chart.isTimed = true
      chart.setOption = (...options) => {
        const begun = performance.now()
        setOption.apply(chart, options)
        globalThis.drawings.push({ name, ms: performance.now() - begun })
      }
    }
    walk(node.component?.subTree)
    if (Array.isArray(node.children)) for (const child of node.children) walk(child)
  }
  const { _vnode: tree } = document.querySelector('#app')
  walk(tree)
}

const rows = []
const frames = []
for (const view of views) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', serviceWorkers: 'block' })
  await page.goto(`${server.url}/#/${view}?data=/measured/manifest.json`)
  await page.locator(ready).waitFor({ timeout })
  await page.waitForFunction(() => performance.getEntriesByName('jilan:data-ready').length > 0, null, { timeout })
  await page.locator('[data-filter="years"]').first().click()
  const selects = page.locator('.floating select')
  await selects.first().waitFor()
  const years = await selects.first().locator('option').evaluateAll((options) => options.map(({ value }) => value))
  await page.evaluate(watchDrawings)
  for (let index = 0; index < Number(args.choices); index += 1) {
    const before = await page.evaluate(() => performance.getEntriesByName('jilan:interaction').length)
    // Either end in turn, the first in the first half of the years and the last in the second.
    const half = index % 2 === 0 ? years.slice(0, years.length / 2) : years.slice(years.length / 2)
    const now = await selects.nth(index % 2).inputValue()
    const others = half.filter((year) => year !== now)
    await selects.nth(index % 2).selectOption(others[(index * 3) % others.length])
    await page.waitForFunction((count) => performance.getEntriesByName('jilan:interaction').length > count, before, { timeout, polling: 20 })
    await page.locator(ready).waitFor({ timeout })
  }
  const { drawings, longTasks, points, times } = await page.evaluate((count) => ({
    drawings: globalThis.drawings,
    longTasks: globalThis.longTasks,
    points: Object.fromEntries([...document.querySelectorAll('figure[data-chart]')].map((figure) => [figure.dataset.chart, figure.dataset.points])),
    times: performance.getEntriesByName('jilan:interaction').map(({ duration }) => duration).slice(-count),
  }), Number(args.choices))
  for (const name of new Set(drawings.map((each) => each.name))) {
    const { median, p95, n } = summary(drawings.filter((each) => each.name === name).map((each) => each.ms))
    rows.push([`${view} · ${name}`, points[name] ?? '', n, ms(median), ms(p95)])
  }
  const { median, p95 } = summary(times)
  frames.push([view, ms(median), ms(p95), longTasks.length, ms(Math.max(0, ...longTasks))])
  await page.close()
}
await browser.close()
await server.close()
console.log(textTable([['chart', 'points', 'draws', 'median ms', '95th ms'], ...rows]))
console.log(`\n${textTable([['event to frame', 'median ms', '95th ms', 'long tasks', 'longest ms'], ...frames])}`)
