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

/** The hash by which answers are held against each other: rows as JSON, each by its columns' names; of all of them or of some. */
function hashOf(all, columns) {
  const answers = all.map((rows) => rows.map((row) => (columns ?? Object.keys(row)).toSorted().map((name) => [name, row[name]])))
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

/** Asks the same several times, the first of which warms up unless `isWarm`. Gives the first time, the quickest after it, and the answers. */
async function repeated(engine, statements, rounds, isWarm = false) {
  const times = []
  let answers = []
  for (let round = isWarm ? 1 : 0; round <= rounds; round += 1) {
    const { ms, value } = await timed(async () => {
      const all = []
      for (const statement of statements) all.push(await engine.rows(statement))
      return all
    })
    times.push(ms)
    answers = value
  }
  return { first: times[0], best: Math.min(...(isWarm ? times : times.slice(1))), answers }
}

/** Every question on one set-up: for every value where it is the bar, else once for some of them. The times and the hash of all answers of each question. */
async function askQuestions(engine, questions, facts, rounds, isBar, values) {
  const found = []
  for (const question of questions) {
    const [times, answers, peerAnswers] = [[], [], []]
    for (const [place, asks] of question.values(facts).slice(0, isBar ? undefined : values).entries()) {
      const one = await repeated(engine, asks.map(({ query, params }) => query.statement(params)), isBar ? rounds : 1, !isBar && place > 0)
      times.push(one.best)
      answers.push(hashOf(one.answers))
      if (question.peerColumns) peerAnswers.push(hashOf(one.answers, question.peerColumns))
    }
    found.push({ name: question.name, ...summary(times), answers, peerAnswers })
  }
  return found
}

async function askExamples(engine, { examples, shownRows, verbatim }, rounds) {
  const found = []
  for (const { key, texts } of examples) {
    const { first, best, answers } = await repeated(engine, texts.map(verbatim), rounds)
    found.push({ key, first, best, hash: hashOf(answers.map(shownRows)) })
  }
  return found
}

/**
 * All set-ups on one dataset, those beside the first with so many values a question, the worked examples of the SQL page on the first. `open` opens the product's native engine
 * on a database file with the views that its questions need.
 */
export async function measureNative({ folder, scratch, questions, examples, facts, open, rounds, values }) {
  const database = join(scratch, 'native.duckdb')
  if (existsSync(database)) rmSync(database)
  const loadMs = { memory: await load(':memory:', folder, { threads: 1, memoryLimit: '8GB' }), file: await load(database, folder, { threads: 1, memoryLimit: '8GB' }) }
  const setups = []
  let asked = []
  for (const [name, options] of [['file, 1 thread', { file: database, threads: 1 }], ['file, 2 threads', { file: database, threads: 2 }], ['memory, 1 thread', { folder, threads: 1 }], ['memory, 2 threads', { folder, threads: 2 }]]) {
    const engine = await open(options)
    setups.push({ name, questions: await askQuestions(engine, questions, facts, rounds, setups.length === 0, values) })
    if (setups.length === 1) asked = await askExamples(engine, examples, rounds)
    await engine.close()
  }
  rmSync(database, { force: true })
  return { loadMs, setups, examples: asked }
}
