// npm run bench [-- --projects N]: the page's engine against native DuckDB on a generated city, and the page itself in
// Chromium. A table of ratios on stdout, everything measured in bench/results.json.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSite } from './build.mjs'
import { chromium as executablePath, chromiumFlags, installChromium } from './chromium.mjs'
import { installPackages } from './install.mjs'
import { root, run } from './run.mjs'
import { serveFolder } from './serve.mjs'

const rounds = 7
const projects = Number(process.argv[process.argv.indexOf('--projects') + 1] || 1500)
if (!Number.isInteger(projects) || projects < 1) {
  console.error('--projects takes a whole number above 0')
  process.exit(1)
}

await installPackages()
const { register } = await import('tsx/esm/api')
register({ tsconfig: join(root, 'tsconfig.json') })
const load = (path) => import(pathToFileURL(join(root, path)).href)

const folder = join(root, `.cache/bench/city-${projects}`)
if (!existsSync(join(folder, 'manifest.json'))) {
  console.log(`Generating a city of ${projects} projects a year …`)
  mkdirSync(join(root, '.cache/bench'), { recursive: true })
  const { code, output } = await run(process.execPath, ['.tools/jilan.mjs', 'generate', '--years', '2014-2025', '--projects', String(projects), '--seed', '1', '--out', folder], { quiet: true })
  if (code !== 0) throw new Error(output)
}
const { rows } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

async function timed(work) {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

const { loadDatasetFolder } = await load('src/cli/folder-files.ts')
const { ask } = await load('src/queries/query.ts')
const { emptySelection } = await load('src/domain/selection.ts')
const questions = [
  ['totals', (await load('src/queries/totals.ts')).totals],
  ['budget by year', (await load('src/queries/budget-by-year.ts')).budgetByYear],
  ['budget by department', (await load('src/queries/budget-by-department.ts')).budgetByDepartment],
  ['projects', (await load('src/queries/projects.ts')).projects],
  ['score by level', (await load('src/queries/score-by-level.ts')).scoreByLevel],
  ['indicators', (await load('src/queries/indicators.ts')).indicators],
]

/** Milliseconds of an engine: opening it, loading the city, and the median of each question over changing selections. */
async function measureEngine(open) {
  let engine
  const boot = await timed(async () => (engine = await open()))
  const loading = await timed(() => loadDatasetFolder(engine, folder))
  const times = { open: boot, load: loading }
  for (const [name, query] of questions) {
    const each = []
    // The first round warms up and is not counted.
    for (let round = 0; round <= rounds; round += 1) each.push(await timed(() => ask(engine, query, { ...emptySelection, from: 2014 + (round % 4) })))
    times[name] = median(each.slice(1))
  }
  await engine.close()
  return times
}

const native = await measureEngine((await load('src/engine/duckdb-native.ts')).openNativeEngine)
const wasm = await measureEngine((await load('test/engine/open-wasm-engine.ts')).openWasmEngineInNode)

/** The page's own marks over the shipped demo city, in a fresh visitor each round. */
async function measurePage() {
  const { code, output } = await buildSite()
  if (code !== 0) throw new Error(output)
  const missing = await installChromium()
  if (missing) {
    console.log(missing)
    return null
  }
  const { chromium } = await import('playwright-core')
  const site = await serveFolder(join(root, 'dist'))
  const browser = await chromium.launch({ executablePath, args: chromiumFlags })
  const all = []
  for (let round = 0; round < 3; round += 1) {
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${site.url}/#/overview`)
    await page.locator('main[data-state="ready"]').waitFor({ timeout: 120_000 })
    await page.waitForFunction(() => performance.getEntriesByName('jilan:data-ready').length > 0, null, { timeout: 120_000 })
    all.push(await page.evaluate(() => Object.fromEntries(performance.getEntriesByType('mark').filter(({ name }) => name.startsWith('jilan:')).map(({ name, startTime }) => [name, startTime]))))
    await page.context().close()
  }
  await browser.close()
  await site.close()
  return Object.fromEntries(['jilan:engine-ready', 'jilan:first-view', 'jilan:data-ready'].map((name) => [name, median(all.map((marks) => marks[name] ?? Number.NaN))]))
}
const page = await measurePage()

const ms = (value) => value.toFixed(value < 10 ? 2 : 0).padStart(10)
console.log(`\n${rows.project_year} forms, ${rows.indicator} indicators; median of ${rounds} rounds, milliseconds; ${cpus().length} processors, native DuckDB on one thread`)
console.log(`${'question'.padEnd(22)}${'native'.padStart(10)}${'wasm'.padStart(10)}${'ratio'.padStart(10)}`)
for (const [name, time] of Object.entries(native)) console.log(`${name.padEnd(22)}${ms(time)}${ms(wasm[name])}${(wasm[name] / time).toFixed(2).padStart(9)}×`)
if (page) for (const [name, time] of Object.entries(page)) console.log(`${name.padEnd(22)}${''.padStart(10)}${ms(time)}${''.padStart(10)}`)

mkdirSync(join(root, 'bench'), { recursive: true })
const ratios = Object.fromEntries(Object.entries(native).map(([name, time]) => [name, wasm[name] / time]))
writeFileSync(join(root, 'bench/results.json'), `${JSON.stringify({ at: new Date().toISOString(), node: process.version, processors: cpus().length, rounds, rows, native, wasm, ratios, page }, null, 2)}\n`)
console.log('\nWritten to bench/results.json')
process.exit(0)
