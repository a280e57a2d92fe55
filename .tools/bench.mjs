// npm run bench [-- --rows N[,N…]] [--rounds N]: the page in headless Chromium, its peers and native DuckDB side by side, in one
// run, on made-up data of 100,000, 1 and 10 million indicators. Ratios on stdout, all figures in bench/results.json, growth in bench/.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readySite } from './ready-site.mjs'
import { root, run } from './run.mjs'
import { openSources } from './sources.mjs'

const { values: args } = parseArgs({ options: { rows: { type: 'string', default: '100000,1000000,10000000' }, rounds: { type: 'string', default: '3' } } })
const sizes = args.rows.split(',').map(Number)
const rounds = Number(args.rounds)
if (sizes.some((size) => !Number.isInteger(size) || size < 1000) || !Number.isInteger(rounds) || rounds < 1) {
  console.error('--rows takes whole numbers of 1000 or more with commas between them, --rounds a whole number above 0')
  process.exit(1)
}

await readySite()
const load = await openSources()
const { benchQuestions } = await load('.tools/bench/questions.ts')
const { benchExamples, shownRows } = await load('.tools/bench/examples.ts')
const { openNativeEngine } = await load('src/engine/duckdb-native.ts')
const { loadDatasetFolder } = await load('src/cli/folder-files.ts')
const { createProjectMetrics } = await load('src/engine/table-sql.ts')
const { sql, verbatim } = await load('src/engine/sql.ts')
const { defaultRuleSet } = await load('src/domain/rule-sets.ts')
const { serveFolder } = await import('./serve.mjs')
const { measureSize } = await import('./bench/measure-size.mjs')
const { buildBenchPage } = await import('./bench/page-questions.mjs')
const { hasDifferences, hasFailures, reportOf } = await import('./bench/report.mjs')
const { goalRows } = await import('./bench/goals.mjs')
const { growthChart, growthLines } = await import('./bench/growth-chart.mjs')
const { textTable } = await import('./bench/figures.mjs')

const scratch = join(root, '.cache/bench')
const site = join(scratch, 'site')
const figures = join(root, 'bench')
mkdirSync(scratch, { recursive: true })
mkdirSync(figures, { recursive: true })

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

for (const size of sizes) {
  const folder = join(scratch, `city-${size}`)
  if (existsSync(join(folder, 'manifest.json'))) continue
  console.log(`Making ${size.toLocaleString('en')} indicators …`)
  const { code, output } = await run(process.execPath, ['.tools/bench/data.mjs', '--rows', String(size), '--out', folder], { quiet: true })
  if (code !== 0) throw new Error(output)
  console.log(output.trim())
}
await assembleSite()
const server = await serveFolder(site)
const product = { questions: benchQuestions, examples: (facts) => ({ examples: benchExamples(facts), shownRows, verbatim }), openNative }
const results = []
/** What is measured stays measured, whatever becomes of the rest. */
function save(result) {
  const all = [...results.filter(({ size }) => size !== result.size), result].toSorted((left, right) => left.size - right.size)
  writeFileSync(join(figures, 'results.json'), `${JSON.stringify({ at: new Date().toISOString(), node: process.version, processors: cpus().length, rounds, results: all }, null, 2)}\n`)
}
for (const size of sizes) {
  const folder = join(scratch, `city-${size}`)
  const { rows } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  console.log(`\n── ${rows.indicator.toLocaleString('en')} indicators, ${rows.project_year.toLocaleString('en')} forms`)
  const result = await measureSize({ size, folder, scratch, server, facts: await factsOf(folder), product, rounds, timeout: 900_000, save })
  results.push(result)
  results.sort((left, right) => left.size - right.size)
  console.log(`\n${reportOf(result)}`)
  save(result)
}
await server.close()

console.log(`\n${textTable(goalRows(results))}`)
if (results.length > 1) writeFileSync(join(figures, 'growth.svg'), growthChart('Time by the number of indicators', growthLines(results)))
console.log(`\nWritten to bench/results.json${results.length > 1 ? ' and bench/growth.svg' : ''}. ${cpus().length} processors; the bar is native DuckDB over a compressed file on one thread.`)
process.exit(results.some((result) => hasDifferences(result) || hasFailures(result)) ? 1 : 0)
