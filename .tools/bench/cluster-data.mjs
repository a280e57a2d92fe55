// The demo city many times over, made by DuckDB straight into the partitions of a warehouse.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Another project for each copy: the same figures under another id and name. Ids begin with the copy, so that they rise with it. */
const copiedId = (id) => `printf('%04x', copy) || left(md5(${id} || copy), 12)`
const copied = {
  project_year: `project || '（' || copy || '）' AS project, ${copiedId('project_id')} AS project_id, ${copiedId('project_id')} || right(form_id, 5) AS form_id`,
  fund_source: `${copiedId('left(form_id, 16)')} || right(form_id, 5) AS form_id`,
  indicator: `${copiedId('left(form_id, 16)')} || right(form_id, 5) AS form_id`,
}
/** Copies that one file holds: a file is sorted in memory, and files of a partition share no range of ids. */
const copiesPerFile = 125

/**
 * Writes the batches of a schema and publishes them, as `jilan publish` does in the end. Gives the state that the views show.
 * `source` holds the demo city, `engine` writes in the cluster; `product` are the modules of `src` that it takes.
 */
export async function publishCopies({ source, engine, warehouse, schema, manifest, copies, product, say }) {
  const { sql, toText, verbatim, identifier, warehouseSql, createProjectMetrics, tables, tableNames, warehouseVersion } = product
  const folder = join(warehouse, schema)
  await engine.rows(sql`CREATE SCHEMA IF NOT EXISTS ${identifier(schema)}`)
  const batches = []
  for (const table of tableNames) {
    await engine.rows(warehouseSql.createRowTable(table))
    const mine = []
    for (const year of manifest.years) {
      const [{ n }] = await source.rows(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM (${warehouseSql.batchRows(table, year)}) AS own`)
      const batch = { table, year, batch: 'copies', rows: n * copies }
      const to = join(folder, warehouseSql.batchFolder(batch))
      rmSync(to, { recursive: true, force: true })
      mkdirSync(to, { recursive: true })
      for (let from = 0; from < copies; from += copiesPerFile) {
        const rows = `SELECT * EXCLUDE (copy) REPLACE (${copied[table]}) FROM (${toText(warehouseSql.batchRows(table, year))}) AS own, range(${from}, ${Math.min(copies, from + copiesPerFile)}) AS again(copy) ORDER BY ${tables[table].key.join(', ')}`
        await source.rows(verbatim(`COPY (${rows}) TO '${to}/rows-${String(from).padStart(5, '0')}.parquet' (FORMAT parquet, COMPRESSION zstd)`))
      }
      mine.push(batch)
    }
    say(`${table}: ${mine.reduce((sum, { rows }) => sum + rows, 0).toLocaleString('en')} rows written`)
    await engine.rows(warehouseSql.adoptBatches(schema, table))
    await engine.rows(warehouseSql.analyzeBatches(table, mine))
    batches.push(...mine)
  }
  const state = { version: warehouseVersion, id: 'c0de'.repeat(4), batches }
  for (const table of tableNames) await engine.rows(warehouseSql.createCanonicalView(table, batches))
  await engine.rows(createProjectMetrics())
  await engine.rows(warehouseSql.createStateView(state))
  return state
}

/** Gives DuckDB the same Parquet under the canonical names. */
export async function openCopies({ native, warehouse, schema, product }) {
  const { verbatim, createProjectMetrics, tables, tableNames } = product
  for (const table of tableNames) {
    const columns = tables[table].columns.map(({ name }) => (name === 'year' ? 'CAST(form_year AS SMALLINT) AS year' : name)).join(', ')
    await native.rows(verbatim(`CREATE VIEW ${table} AS SELECT ${columns} FROM read_parquet('${join(warehouse, schema)}/${table}_rows/*/*/*.parquet', hive_partitioning = true)`))
  }
  await native.rows(createProjectMetrics())
}
