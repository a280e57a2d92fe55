// node .tools/bench-cluster.mjs --copies N --engine URL --warehouse DIR: the demo city N times over (40,345 indicators each),
// made straight into the warehouse's partitions; then what the page asks, in the cluster and in DuckDB over the same Parquet.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { installPackages } from './install.mjs'
import { root } from './run.mjs'

const { values } = parseArgs({ options: { copies: { type: 'string', default: '25' }, engine: { type: 'string', default: 'http://127.0.0.1:8090' }, warehouse: { type: 'string', default: join(root, '.cache/warehouse') } } })
const copies = Number(values.copies)
await installPackages()
const { register } = await import('tsx/esm/api')
register({ tsconfig: join(root, 'tsconfig.json') })
const load = (path) => import(pathToFileURL(join(root, 'src', path)).href)
const { openNativeEngine } = await load('engine/duckdb-native.ts')
const { openTrinoEngine } = await load('engine/trino.ts')
const { loadDatasetFolder } = await load('cli/folder-files.ts')
const { toText, sql, verbatim } = await load('engine/sql.ts')
const { createProjectMetrics } = await load('engine/table-sql.ts')
const warehouseSql = await load('engine/warehouse-sql.ts')
const { tables, tableNames } = await load('domain/tables.ts')
const { emptySelection } = await load('domain/selection.ts')
const { defaultRuleSet } = await load('domain/rule-sets.ts')
const { makeRollup } = await load('rollups/make-rollup.ts')
const { writeCellFile } = await load('rollups/cell-file.ts')
const { openCells } = await load('rollups/open-cells.ts')
const { rollupPlans } = await load('rollups/rollup-plans.ts')
const { createAnswerer } = await load('rollups/answerer.ts')
const { totals } = await load('queries/totals.ts')
const { budgetByDepartment } = await load('queries/budget-by-department.ts')
const { projectYears } = await load('queries/project-years.ts')
const { projectIndicators } = await load('queries/project-indicators.ts')
const { search } = await load('queries/search.ts')
const { checks, wholeScope } = await load('queries/findings.ts')

const schema = `scale_${copies}`
const folder = join(resolve(values.warehouse), schema)
const native = await openNativeEngine({ threads: 2, memoryLimit: '3GB' })
const manifest = await loadDatasetFolder(native, join(root, 'data/demo-city'))
const engine = openTrinoEngine({ base: `${values.engine}/`, catalog: 'lake', schema, user: 'publisher', patience: 5_000 })

const seconds = async (work) => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}
/** Another project for each copy: the same figures under another id and name. */
const copied = {
  project_year: `project || '（' || copy || '）' AS project, left(md5(project_id || copy), 16) AS project_id, left(md5(project_id || copy), 16) || right(form_id, 5) AS form_id`,
  fund_source: `left(md5(left(form_id, 16) || copy), 16) || right(form_id, 5) AS form_id`,
  indicator: `left(md5(left(form_id, 16) || copy), 16) || right(form_id, 5) AS form_id`,
}

await engine.rows(sql`CREATE SCHEMA IF NOT EXISTS ${verbatim(schema)}`)
const batches = []
const published = await seconds(async () => {
  for (const table of tableNames) {
    await engine.rows(warehouseSql.createRowTable(table))
    const mine = manifest.years.map((year) => ({ table, year, batch: 'copies', rows: 0 }))
    for (const batch of mine) {
      const to = join(folder, warehouseSql.batchFolder(batch))
      mkdirSync(to, { recursive: true })
      const key = tables[table].key.join(', ')
      await native.rows(verbatim(`COPY (SELECT * REPLACE (${copied[table]}) FROM (${toText(warehouseSql.batchRows(table, batch.year))}) AS own, range(${copies}) AS again(copy) ORDER BY ${key}) TO '${to}/rows.parquet' (FORMAT parquet, COMPRESSION zstd)`.replace('SELECT * REPLACE', 'SELECT * EXCLUDE (copy) REPLACE')))
    }
    await engine.rows(warehouseSql.adoptBatches(schema, table))
    await engine.rows(warehouseSql.analyzeBatches(table, mine))
    batches.push(...mine)
  }
  for (const table of tableNames) await engine.rows(warehouseSql.createCanonicalView(table, batches))
  await engine.rows(createProjectMetrics())
})
await native.rows(verbatim('DROP VIEW project_metrics'))
for (const table of tableNames) {
  const columns = tables[table].columns.map(({ name }) => (name === 'year' ? 'CAST(form_year AS SMALLINT) AS year' : name)).join(', ')
  await native.rows(verbatim(`CREATE OR REPLACE VIEW ${table} AS SELECT ${columns} FROM read_parquet('${folder}/${table}_rows/*/*/rows.parquet', hive_partitioning = true)`))
}
await native.rows(createProjectMetrics())

const made = []
const sumsSeconds = await seconds(async () => {
  for (const plan of rollupPlans) made.push(await makeRollup(engine, plan))
})
const sumsNative = await seconds(async () => {
  for (const plan of rollupPlans) await makeRollup(native, plan)
})
const { answerNow } = createAnswerer({ prepared: () => ({ tables: made.map(openCells), answers: new Map() }), engine: async () => engine })
const brush = []
for (let turn = 0; turn < 25; turn += 1) {
  const selection = { ...emptySelection, from: 2014 + (turn % 6), to: 2019 + (turn % 7) }
  const begun = performance.now()
  if (!answerNow(budgetByDepartment, selection)) throw new Error('the sums do not cover a declared question')
  brush.push(performance.now() - begun)
}

const [counted] = await engine.rows(sql`SELECT (SELECT count(*) FROM project_year) AS forms, (SELECT count(*) FROM indicator) AS indicators`)
const [one] = await native.rows(sql`SELECT project_id FROM project_year ORDER BY form_id LIMIT 1`)
const projectId = String(one.project_id)
const asked = {
  'all figures, from the rows': totals.statement(emptySelection),
  'one project: its years': projectYears.statement({ projectId }),
  'one project: its indicators': projectIndicators.statement({ projectId }),
  'search a text': search.statement({ text: '网络' }),
  'one check, counted (score-sum)': sql`SELECT count(*) AS n FROM (${checks['score-sum'].statement(wholeScope(defaultRuleSet))}) AS found`,
}
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
const millis = async (asker, statement) => {
  const times = []
  for (let turn = 0; turn < 3; turn += 1) times.push((await seconds(() => asker.rows(statement))) * 1000)
  return Math.round(median(times))
}
console.log(`${counted.forms} forms, ${counted.indicators} indicators; generated and published in ${published.toFixed(1)} s (${Math.round(counted.indicators / published)} indicators/s)`)
console.log(`sums made: ${sumsSeconds.toFixed(1)} s in the cluster, ${sumsNative.toFixed(1)} s in DuckDB; ${Math.round(made.reduce((sum, table) => sum + writeCellFile(table).length, 0) / 1000)} kB`)
console.log(`brush of years over departments, from the sums: median ${median(brush).toFixed(2)} ms`)
for (const [name, statement] of Object.entries(asked)) {
  const there = JSON.stringify(await engine.rows(statement))
  if (there !== JSON.stringify(await native.rows(statement))) throw new Error(`${name}: the answers differ`)
  console.log(`${name}: ${await millis(engine, statement)} ms in the cluster, ${await millis(native, statement)} ms in DuckDB`)
}
await native.close()
