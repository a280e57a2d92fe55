// node .tools/bench-cluster.mjs --copies N[,N…]: the demo city N times over (40,345 indicators each), made straight into the
// partitions of a cluster that it starts; then what the page asks, in the cluster and in DuckDB over the same Parquet.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openCopies, publishCopies } from './bench/cluster-data.mjs'
import { ms, percentile, ratio, textTable, timed } from './bench/figures.mjs'
import { measureFirstPicture, measureInteractions } from './bench/site.mjs'
import { startCluster } from './cluster/start-cluster.mjs'
import { engineProxy } from './engine-proxy.mjs'
import { readySite } from './ready-site.mjs'
import { root } from './run.mjs'
import { serveFolder } from './serve.mjs'
import { openSources } from './sources.mjs'

const { values: args } = parseArgs({ options: { copies: { type: 'string', default: '25' }, rounds: { type: 'string', default: '3' }, heap: { type: 'string', default: '1500M' }, memory: { type: 'string', default: '1GB' }, 'native-memory': { type: 'string', default: '4GB' }, choices: { type: 'string', default: '26' }, 'native-limit': { type: 'string', default: '1200' } } })
const sizes = args.copies.split(',').map(Number)
const rounds = Number(args.rounds)
const timeout = 900_000
/** How long a page may take to draw all before it is left, or the next choice made. */
const patience = { visit: 60_000, choice: 5_000 }
const views = ['overview', 'departments', 'indicators']

await readySite()
const sources = await openSources()
const load = (path) => sources(`src/${path}`)
const { openNativeEngine } = await load('engine/duckdb-native.ts')
const { openTrinoEngine } = await load('engine/trino.ts')
const { loadDatasetFolder } = await load('cli/folder-files.ts')
const product = { ...(await load('engine/sql.ts')), ...(await load('engine/table-sql.ts')), ...(await load('domain/tables.ts')), ...(await load('dataset/warehouse/published-state.ts')), warehouseSql: await load('engine/warehouse-sql.ts') }
const { writePublished } = await load('dataset/warehouse/write-published.ts')
const { replaceFolder } = await load('cli/output-folder.ts')
const { emptySelection } = await load('domain/selection.ts')
const { defaultRuleSet } = await load('domain/rule-sets.ts')
const { makeRollup } = await load('rollups/make-rollup.ts')
const { prepareAnswers, writeAnswers } = await load('rollups/prepared-answers.ts')
const { writeCellFile } = await load('rollups/cell-file.ts')
const { rollupPlans } = await load('rollups/rollup-plans.ts')
const { openCells } = await load('rollups/open-cells.ts')
const { createAnswerer } = await load('rollups/answerer.ts')
const { askedAhead } = await load('queries/asked-ahead.ts')
const { totals } = await load('queries/totals.ts')
const { budgetByDepartment } = await load('queries/budget-by-department.ts')
const { projectYears } = await load('queries/project-years.ts')
const { projectIndicators } = await load('queries/project-indicators.ts')
const { search } = await load('queries/search.ts')
const { checks, wholeScope } = await load('queries/findings.ts')
const { sql, toText } = product

const say = (text) => console.log(`[${new Date().toISOString().slice(11, 19)}] ${text}`)
const seconds = (one) => `${(one.ms / 1000).toFixed(1)} s`
const sizeOf = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).reduce((sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0), 0)

mkdirSync(join(root, '.cache'), { recursive: true })
const scratch = mkdtempSync(join(root, '.cache/bench-cluster-'))
const [warehouse, site] = [join(scratch, 'warehouse'), join(scratch, 'site')]
const cluster = await startCluster({ warehouse, heap: args.heap, queryMemory: args.memory, spills: true })
const source = await openNativeEngine({ threads: 2, file: join(scratch, 'source.duckdb'), memoryLimit: '3GB' })
const manifest = await loadDatasetFolder(source, join(root, 'data/demo-city'))
cpSync(join(root, 'dist'), site, { recursive: true })
const server = await serveFolder(site, { first: engineProxy(cluster.url) })

/** An engine that gives an answer once more without asking, so that what was timed is written without being made again. */
function remembering(engine) {
  const known = new Map()
  const rows = async (statement) => {
    const text = toText(statement)
    if (!known.has(text)) known.set(text, await engine.rows(statement))
    return known.get(text)
  }
  return { ...engine, rows }
}

/** The sums and the answers of the first view, as both engines make them; bytes of the files by their names. */
async function sumsBy(engine, asked) {
  const files = {}
  const tables = []
  const sums = await timed(async () => {
    for (const plan of rollupPlans) {
      const table = await makeRollup(engine, plan)
      tables.push(table)
      files[`${plan.name}.jlnc`] = writeCellFile(table)
    }
  })
  const answers = await timed(async () => (files['answers.json'] = writeAnswers(await prepareAnswers(engine, asked))))
  return { tables, files, sums, answers }
}

/** The statements that the cluster answers within its limits; it says which it does not. */
async function withinLimits(engine, statements) {
  const within = []
  for (const statement of statements) {
    try {
      await engine.rows(statement)
      within.push(statement)
    } catch (error) {
      say(`not answered ahead: ${error.message.slice(0, 200)} (${toText(statement, 'trino').trim().slice(0, 80)})`)
    }
  }
  return within
}

/** What DuckDB does within the limit of one machine's patience; where it is not done by then or fails, null, and it is said. */
async function ifDone(what, work) {
  try {
    return await work()
  } catch (error) {
    say(`DuckDB, ${what}: ${error.message.slice(0, 200)}`)
    return null
  }
}

/** DuckDB that gives up after a number of seconds. */
function limited(native, limit) {
  const signal = AbortSignal.timeout(limit * 1000)
  return { ...native, rows: (statement) => native.rows(statement, { signal }) }
}

async function medianOf(engine, statement) {
  const times = []
  for (let round = 0; round < rounds; round += 1) times.push((await timed(() => engine.rows(statement))).ms)
  return percentile(times, 0.5)
}

async function measure(copies) {
  const schema = `scale_${copies}`
  const engine = openTrinoEngine({ base: `${cluster.url}/`, catalog: cluster.catalog, schema, user: 'publisher' })
  const published = await timed(() => publishCopies({ source, engine, warehouse, schema, manifest, copies, product, say }))
  const state = published.value
  const rows = (table) => state.batches.reduce((sum, batch) => sum + (batch.table === table ? batch.rows : 0), 0)
  const bytes = sizeOf(join(warehouse, schema))
  console.log(`\n── ${rows('indicator').toLocaleString('en')} indicators, ${rows('project_year').toLocaleString('en')} forms, ${(bytes / 1e6).toFixed(0)} MB of Parquet; generated and published in ${seconds(published)}: ${Math.round((rows('indicator') / published.ms) * 1000).toLocaleString('en')} indicators/s`)
  const native = await openNativeEngine({ threads: 2, file: join(scratch, `${schema}.duckdb`), memoryLimit: args['native-memory'] })
  await openCopies({ native, warehouse, schema, product })

  const remembered = remembering(engine)
  const ahead = await askedAhead(engine)
  const first = await timed(() => withinLimits(remembered, ahead.first))
  const there = { ...(await sumsBy(remembered, first.value)), answers: first }
  say(`sums in the cluster ${seconds(there.sums)}, first answers ${seconds(there.answers)}`)
  const here = await ifDone(`sums within ${args['native-limit']} s`, () => sumsBy(limited(native, Number(args['native-limit'])), first.value))
  if (here) {
    say(`sums in DuckDB ${seconds(here.sums)}, first answers ${seconds(here.answers)}`)
    for (const [name, made] of Object.entries(there.files)) if (Buffer.compare(made, here.files[name]) !== 0) throw new Error(`${name}: the cluster and DuckDB differ`)
  }
  const sumBytes = Object.values(there.files).reduce((sum, file) => sum + file.length, 0)

  const folder = join(scratch, schema)
  await replaceFolder(folder, (output) => writePublished(remembered, { source: manifest, state, where: { kind: 'trino', path: 'engine/', catalog: cluster.catalog, schema }, asked: { first: first.value, later: [] } }, output))
  symlinkSync(folder, join(site, schema))

  const { answerNow } = createAnswerer({ prepared: () => ({ tables: there.tables.map(openCells), answers: new Map() }), engine: async () => engine })
  const selections = Array.from({ length: 25 }, (_, turn) => ({ ...emptySelection, from: 2014 + (turn % 6), to: 2019 + (turn % 7) }))

  const [{ project_id }] = await native.rows(sql`SELECT project_id FROM project_year WHERE year = ${manifest.years.at(-1)} ORDER BY form_id LIMIT 1`)
  const projectId = String(project_id)
  const asked = {
    'years over departments, from the rows': budgetByDepartment.statement(selections[7]),
    'all key figures, from the rows': totals.statement(emptySelection),
    'one project’s years': projectYears.statement({ projectId }),
    'one project’s indicators': projectIndicators.statement({ projectId }),
    'search a text': search.statement({ text: '网络' }),
    'one full check (score-sum), counted': sql`SELECT count(*) AS n FROM (${checks['score-sum'].statement(wholeScope(defaultRuleSet))}) AS found`,
  }
  const questions = []
  for (const [name, statement] of Object.entries(asked)) {
    const [answer, same] = [await engine.rows(statement), await ifDone(name, () => native.rows(statement))]
    if (same && JSON.stringify(answer) !== JSON.stringify(same)) throw new Error(`${name}: the answers differ`)
    questions.push({ name, cluster: await medianOf(engine, statement), native: same ? await medianOf(native, statement) : null })
    say(`${name}: cluster ${ms(questions.at(-1).cluster)} ms, DuckDB ${ms(questions.at(-1).native)} ms`)
  }
  await native.close()

  console.log(`\n${textTable([
    ['', 'cluster', 'DuckDB'],
    ['sums made ahead, s', (there.sums.ms / 1000).toFixed(1), here ? (here.sums.ms / 1000).toFixed(1) : '—'],
    ['answers of the first view made ahead, s', (there.answers.ms / 1000).toFixed(1), here ? (here.answers.ms / 1000).toFixed(1) : '—'],
    ...questions.map((one) => [`${one.name}, ms`, ms(one.cluster), ms(one.native)]),
  ])}`)
  console.log(`files made ahead: ${(sumBytes / 1000).toFixed(0)} kB${here ? ', the same bytes from both' : ', not made by DuckDB'}`)
  const brush = async () => {
    for (const selection of selections) if (!answerNow(budgetByDepartment, selection)) throw new Error('the sums do not cover a declared question')
  }
  return { copies, schema, brush, brushes: selections.length }
}

/** What the page takes on each size, in turns, so that whatever else the machine does falls on all of them alike. */
async function measurePages(made) {
  const found = made.map(({ copies }) => ({ copies, 'first picture': [], 'all drawn': [], 'years over departments from the sums': [] }))
  for (let round = 0; round < 3; round += 1) {
    for (const [place, { schema, brush, brushes }] of made.entries()) {
      const one = found[place]
      const address = (view) => `#/${view}?data=/${schema}/manifest.json`
      const picture = await measureFirstPicture({ url: server.url, address: address('overview'), patience: patience.visit })
      one['first picture'].push(picture.firstView)
      one['all drawn'].push(picture.shown ?? Number.NaN)
      one['years over departments from the sums'].push((await timed(brush)).ms / brushes)
      for (const view of views) {
        const { median, p95, n, unsettled } = await measureInteractions({ url: server.url, address: address(view), timeout, choices: Math.ceil(Number(args.choices) / 3), patience: patience.choice })
        ;(one[`event to frame, ${view}`] ??= []).push(median)
        ;(one[`95th, ${view}`] ??= []).push(p95)
        say(`page round ${round + 1}, ${schema}, ${view}: ${ms(median)} ms, 95th ${ms(p95)} of ${n}, ${unsettled} with panels still asking after ${patience.choice / 1000} s`)
      }
    }
  }
  return found.map((one) => Object.fromEntries(Object.entries(one).map(([name, values]) => [name, Array.isArray(values) ? percentile(values, 0.5) : values])))
}

try {
  const results = []
  for (const copies of sizes) results.push(await measure(copies))
  const [smallest, ...others] = await measurePages(results)
  console.log(`\n${textTable([
    ['page, ms: median of rounds in turns', `${smallest.copies} copies`, ...others.flatMap(({ copies }) => [`${copies} copies`, 'ratio'])],
    ...Object.keys(smallest).filter((name) => name !== 'copies').map((name) => [name, ms(smallest[name]), ...others.flatMap((one) => [ms(one[name]), ratio(one[name] / smallest[name])])]),
  ])}`)
} finally {
  await source.close()
  await server.close()
  await cluster.stop()
  rmSync(scratch, { recursive: true, force: true })
}
