// Native DuckDB on the same rows: in memory and from a compressed file, on one thread and on two.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { summary, timed } from './figures.mjs'

const tables = ['project_year', 'fund_source', 'indicator']

function filesOf(folder, table) {
  const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  return files.filter((file) => file.table === table).map((file) => `'${join(folder, file.path).replaceAll("'", "''")}'`)
}

/** The hash by which answers are held against each other: rows as JSON, each by its columns' names. */
function hashOf(all) {
  const answers = all.map((rows) => rows.map((row) => Object.keys(row).toSorted().map((name) => [name, row[name]])))
  return createHash('sha256').update(JSON.stringify(answers)).digest('hex')
}

/** Loads the Parquet files into a database by DuckDB alone: the bar for loading. */
async function load(database, folder, { threads, memoryLimit }) {
  const instance = await DuckDBInstance.create(database, { threads: String(threads), memory_limit: memoryLimit })
  const connection = await instance.connect()
  const { ms } = await timed(async () => {
    for (const table of tables) await connection.run(`CREATE TABLE ${table} AS SELECT * FROM read_parquet([${filesOf(folder, table).join(', ')}])`)
    if (database !== ':memory:') await connection.run('CHECKPOINT')
  })
  connection.closeSync()
  instance.closeSync()
  return ms
}

/**
 * Every question for every value on one set-up. `engineOf` opens the product's native adapter on a database that holds
 * the tables. Gives times and the hash of all answers of each question.
 */
async function ask(engine, questions, facts, rounds) {
  const found = []
  for (const question of questions) {
    const times = []
    const answers = []
    for (const [place, asks] of question.values(facts).entries()) {
      const each = []
      for (let round = 0; round <= rounds; round += 1) {
        const { ms, value } = await timed(async () => {
          const all = []
          for (const { query, params } of asks) all.push(await engine.rows(query.statement(params)))
          return all
        })
        // The first warms up and is not counted.
        if (round > 0) each.push(ms)
        if (round === 0) answers.push(hashOf(value))
        if (place > 0 && round > 0 && each.length >= rounds) break
      }
      times.push(Math.min(...each))
    }
    found.push({ name: question.name, ...summary(times), answers })
  }
  return found
}

/** All set-ups on one dataset. `open` opens the product's native engine on a database file with the views that its questions need. */
export async function measureNative({ folder, scratch, questions, facts, open, rounds = 2 }) {
  const database = join(scratch, 'native.duckdb')
  if (existsSync(database)) rmSync(database)
  const loadMs = { memory: await load(':memory:', folder, { threads: 1, memoryLimit: '8GB' }), file: await load(database, folder, { threads: 1, memoryLimit: '8GB' }) }
  const setups = []
  for (const [name, options] of [['file, 1 thread', { file: database, threads: 1 }], ['file, 2 threads', { file: database, threads: 2 }], ['memory, 1 thread', { folder, threads: 1 }], ['memory, 2 threads', { folder, threads: 2 }]]) {
    const engine = await open(options)
    setups.push({ name, questions: await ask(engine, questions, facts, rounds) })
    await engine.close()
  }
  rmSync(database, { force: true })
  return { loadMs, setups }
}
