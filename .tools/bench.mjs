// npm run bench [-- --rows N[,N…]] [--rounds N]: the page in headless Chromium and native DuckDB side by side, in one run, on
// made-up data of 100,000, 1 and 10 million indicators. Ratios on stdout, all figures in bench/results.json, growth in bench/.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { buildSite } from './build.mjs'
import { installChromium } from './chromium.mjs'
import { installPackages } from './install.mjs'
import { root, run } from './run.mjs'

const { values: args } = parseArgs({ options: { rows: { type: 'string', default: '100000,1000000,10000000' }, rounds: { type: 'string', default: '3' } } })
const sizes = args.rows.split(',').map(Number)
const rounds = Number(args.rounds)
if (sizes.some((size) => !Number.isInteger(size) || size < 1000) || !Number.isInteger(rounds) || rounds < 1) {
  console.error('--rows takes whole numbers of 1000 or more with commas between them, --rounds a whole number above 0')
  process.exit(1)
}
const timeout = 900_000

await installPackages()
const missing = await installChromium()
const built = await buildSite()
if (missing || built.code !== 0) {
  console.error(missing ?? built.output)
  process.exit(1)
}
const { register } = await import('tsx/esm/api')
register({ tsconfig: join(root, 'tsconfig.json') })
const load = (path) => import(pathToFileURL(join(root, path)).href)
const { benchQuestions } = await load('.tools/bench/questions.ts')
const { openNativeEngine } = await load('src/engine/duckdb-native.ts')
const { loadDatasetFolder } = await load('src/cli/folder-files.ts')
const { createProjectMetrics } = await load('src/engine/table-sql.ts')
const { sql } = await load('src/engine/sql.ts')
const { defaultRuleSet } = await load('src/domain/rule-sets.ts')
const { serveFolder } = await import('./serve.mjs')
const { measureNative } = await import('./bench/native.mjs')
const { askInPage, buildBenchPage } = await import('./bench/page-questions.mjs')
const { measureInteractions, measureVisits } = await import('./bench/site.mjs')
const { growthChart } = await import('./bench/growth-chart.mjs')
const { ms, ratio, textTable } = await import('./bench/figures.mjs')

const scratch = join(root, '.cache/bench')
const site = join(scratch, 'site')
mkdirSync(scratch, { recursive: true })

/** The site with the bench's page and datasets beside it, each dataset also without what was made ahead of it. */
async function assembleSite() {
  rmSync(site, { recursive: true, force: true })
  cpSync(join(root, 'dist'), site, { recursive: true })
  await buildBenchPage(join(site, 'bench'))
  for (const size of sizes) {
    const folder = join(scratch, `city-${size}`)
    symlinkSync(folder, join(site, `city-${size}`))
    const plain = join(site, `plain-${size}`)
    mkdirSync(plain)
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
    const tops = new Set(manifest.files.map(({ path }) => path.split('/')[0]))
    for (const name of tops) symlinkSync(join(folder, name), join(plain, name))
    writeFileSync(join(plain, 'manifest.json'), JSON.stringify({ ...manifest, derived: undefined }))
  }
}

async function factsOf(folder) {
  const engine = await openNativeEngine({ threads: 2 })
  await loadDatasetFolder(engine, folder)
  const list = async (statement) => (await engine.rows(statement)).map(({ value }) => value)
  const facts = {
    years: await list(sql`SELECT DISTINCT CAST(year AS INTEGER) AS value FROM project_year ORDER BY value`),
    regions: await list(sql`SELECT DISTINCT region AS value FROM project_year WHERE region IS NOT NULL ORDER BY value`),
    projects: await list(sql`SELECT project_id AS value FROM project_year GROUP BY project_id ORDER BY md5(project_id) LIMIT 25`),
    changeWords: defaultRuleSet.changeWords,
  }
  await engine.close()
  return facts
}

async function openNative({ file, folder, threads }) {
  const engine = await openNativeEngine({ threads, memoryLimit: '8GB', ...(file ? { file } : {}) })
  if (folder) await loadDatasetFolder(engine, folder)
  else await engine.rows(createProjectMetrics())
  return engine
}

/** Whether two ways gave the very same rows for every value. */
function compared(bar, outcome) {
  if (!outcome) return 'engine only'
  const same = outcome.hashes.filter((hash, index) => hash === bar.answers[index]).length
  return same === bar.answers.length ? 'equal' : `${bar.answers.length - same} of ${bar.answers.length} DIFFER`
}

const results = []
for (const size of sizes) {
  const folder = join(scratch, `city-${size}`)
  if (!existsSync(join(folder, 'manifest.json'))) {
    console.log(`Making ${size.toLocaleString('en')} indicators …`)
    const { code, output } = await run(process.execPath, ['.tools/bench/data.mjs', '--rows', String(size), '--out', folder], { quiet: true })
    if (code !== 0) throw new Error(output)
  }
}
await assembleSite()
const server = await serveFolder(site)
const port = Number(new URL(server.url).port)
for (const size of sizes) {
  const folder = join(scratch, `city-${size}`)
  const { rows } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  console.log(`\n── ${rows.indicator.toLocaleString('en')} indicators, ${rows.project_year.toLocaleString('en')} forms`)
  const facts = await factsOf(folder)
  const native = await measureNative({ folder, scratch, questions: benchQuestions, facts, open: openNative })
  const manifestUrl = `${server.url}/city-${size}/manifest.json`
  const ahead = await askInPage({ url: `${server.url}/bench/index.html`, way: 'ahead', manifestUrl, facts, rounds: 5, timeout })
  const engine = await askInPage({ url: `${server.url}/bench/index.html`, way: 'engine', manifestUrl, facts, rounds: 2, timeout })
  const visits = await measureVisits({ url: server.url, port, prepared: `#/overview?data=/city-${size}/manifest.json`, plain: `#/overview?data=/plain-${size}/manifest.json`, rounds, timeout })
  const interactions = {
    overview: await measureInteractions({ url: server.url, address: `#/overview?data=/city-${size}/manifest.json`, timeout }),
    departments: await measureInteractions({ url: server.url, address: `#/departments?data=/city-${size}/manifest.json`, timeout }),
    cuts: await measureInteractions({ url: server.url, address: `#/cuts?data=/city-${size}/manifest.json&min_cut=0.6`, timeout }),
  }
  const [bar] = native.setups
  const questions = benchQuestions.map(({ name, goals }, index) => {
    const of = (outcome) => (outcome ? outcome.median / bar.questions[index].median : null)
    return { name, goals, bar: bar.questions[index].median, ahead: ahead.outcomes[index]?.median ?? null, aheadP95: ahead.outcomes[index]?.p95 ?? null, by: ahead.outcomes[index]?.by ?? [], wasm: engine.outcomes[index].median, aheadRatio: of(ahead.outcomes[index]), wasmRatio: of(engine.outcomes[index]), aheadEqual: compared(bar.questions[index], ahead.outcomes[index]), wasmEqual: compared(bar.questions[index], engine.outcomes[index]) }
  })
  results.push({ size, rows, native: { loadMs: native.loadMs, setups: native.setups.map((setup) => ({ name: setup.name, questions: setup.questions.map(({ name, median, p95 }) => ({ name, median, p95 })) })) }, engine: { boot: engine.boot, load: engine.load }, aheadOpen: ahead.open, questions, visits, interactions })

  console.log(`\n${textTable([
    ['question: median of 25 values, ms', 'native file 1t', 'file 2t', 'memory 1t', 'memory 2t', 'made ahead', 'ratio', 'goal', 'equal', 'WASM', 'ratio', 'equal'],
    ...questions.map((one, index) => [one.name, ...native.setups.map((setup) => ms(setup.questions[index].median)), ms(one.ahead), ratio(one.aheadRatio), size < 1e6 ? '' : `≤ ${one.goals[size >= 1e7 ? 1 : 0]}`, one.aheadEqual, ms(one.wasm), ratio(one.wasmRatio), one.wasmEqual]),
  ])}`)
  console.log(`\n${textTable([
    ['visit, ms since navigation', 'first figures', 'MB sent by then', 'all drawn', 'engine ready', 'data ready', 'MB at first figures', 'MB at the end', 'MB at most'],
    ...Object.entries(visits).map(([name, one]) => [name, ms(one.firstView), one.sentMegabytes === null ? '' : one.sentMegabytes.toFixed(1), ms(one.shown), ms(one.engineReady), ms(one.dataReady), ...Object.values(one.memoryMegabytes).map((each) => each.toFixed(0))]),
  ])}`)
  console.log(`first figures / engine first: ${ratio(visits.local.firstView / visits['local, engine first'].firstView)} on this machine, ${ratio(visits['20 Mbit/s'].firstView / visits['20 Mbit/s, engine first'].firstView)} at 20 Mbit/s`)
  console.log(`loading the rows / native load of the same Parquet: ${ratio(engine.load / native.loadMs.memory)} (${ms(engine.load)} ms and ${ms(native.loadMs.memory)} ms; into a file ${ms(native.loadMs.file)} ms)`)
  console.log(`\n${textTable([['event to frame, ms', 'median', '95th', 'n', 'long tasks'], ...Object.entries(interactions).map(([name, one]) => [name, ms(one.median), ms(one.p95), one.n, one.longTasks.length])])}`)
}
await server.close()

mkdirSync(join(root, 'bench'), { recursive: true })
writeFileSync(join(root, 'bench/results.json'), `${JSON.stringify({ at: new Date().toISOString(), node: process.version, processors: cpus().length, rounds, results }, null, 2)}\n`)
if (results.length > 1) {
  const lines = {}
  for (const { size, questions, visits } of results) {
    for (const one of questions.filter(({ ahead }) => ahead !== null)) (lines[one.name] ??= []).push([size, Math.max(one.ahead, 0.01)])
    ;(lines['native: years × regions → departments'] ??= []).push([size, questions[0].bar])
    ;(lines['first figures at 20 Mbit/s'] ??= []).push([size, visits['20 Mbit/s'].firstView])
    ;(lines['engine first at 20 Mbit/s'] ??= []).push([size, visits['20 Mbit/s, engine first'].firstView])
  }
  writeFileSync(join(root, 'bench/growth.svg'), growthChart('Time by the number of indicators', lines))
}
console.log(`\nWritten to bench/results.json${results.length > 1 ? ' and bench/growth.svg' : ''}. ${cpus().length} processors; the bar is native DuckDB over a compressed file on one thread.`)
process.exit(results.some(({ questions }) => questions.some(({ aheadEqual, wasmEqual }) => [aheadEqual, wasmEqual].some((said) => said.includes('DIFFER')))) ? 1 : 0)
