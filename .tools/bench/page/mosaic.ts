import { clauseInterval, clauseIntervals, Coordinator, makeClient, Selection, wasmConnector, type SelectionClause } from '@uwdata/mosaic-core'
import { count, Query, sum, type ScaleOptions, type SelectQuery } from '@uwdata/mosaic-sql'
import { benchQuestions, type BenchFacts } from '../questions.ts'
import { hashOf, type Outcome } from './asking.ts'
import { openPeerDatabase, type PeerDatabase } from './peer-database.ts'

/** A question as Mosaic asks it, by the name that it has in `benchQuestions`. */
interface MosaicQuestion {
  readonly name: string
  readonly query: SelectQuery
  /** Columns in hundredths; the others are counts and names. */
  readonly hundredths: readonly string[]
  readonly clauseOf: (params: { readonly from: number | null; readonly to: number | null; readonly region: string | null }, facts: BenchFacts) => SelectionClause
}

export interface MosaicOutcome extends Outcome {
  readonly name: string
  /** Milliseconds from the moment when the pointer enters to the first answer: Mosaic makes its view of sums then. */
  readonly first: number
}

const source = {}
function wholeNumbers(from: number, to: number): ScaleOptions {
  return { type: 'identity', domain: [from, to], range: [from, to] }
}

function yearsOf({ from, to }: { readonly from: number | null; readonly to: number | null }, { years }: BenchFacts): [number, number] {
  return [from ?? years[0] ?? 0, to ?? years.at(-1) ?? 0]
}

const byYears: MosaicQuestion['clauseOf'] = (params, facts) => clauseInterval('year', yearsOf(params, facts), { source, scale: wholeNumbers(facts.years[0] ?? 0, facts.years.at(-1) ?? 0) })

/** A brush over years and regions at once, so that one view of sums answers every choice. */
const byYearsAndRegions: MosaicQuestion['clauseOf'] = (params, facts) => {
  const last = facts.regions.length - 1
  const place = params.region === null ? null : facts.regions.indexOf(params.region)
  return clauseIntervals(['year', 'region_place'], [yearsOf(params, facts), place === null ? [0, last] : [place, place]], { source, scales: [wholeNumbers(facts.years[0] ?? 0, facts.years.at(-1) ?? 0), wholeNumbers(0, last)] })
}

const places = ['year', 'region', 'level1', 'level2']
const mosaicQuestions: readonly MosaicQuestion[] = [
  {
    name: 'years × regions → departments',
    query: Query.from('mosaic_forms').select({ department: 'department', form_count: count(), initial_budget: sum('initial_budget'), full_year_budget: sum('full_year_budget'), executed: sum('executed') }).groupby('department').orderby('department'),
    hundredths: ['initial_budget', 'full_year_budget', 'executed'],
    clauseOf: byYearsAndRegions,
  },
  {
    name: 'level 1/2 → score by year and region',
    query: Query.from('mosaic_indicators').select(...places, { indicator_count: count(), indicator_weight: sum('weight'), indicator_score: sum('score') }).groupby(...places).orderby(...places),
    hundredths: ['indicator_weight', 'indicator_score'],
    clauseOf: byYears,
  },
  {
    name: 'departments per level-3 text',
    query: Query.from('mosaic_indicators').select({ level3: 'level3', department_count: count('department').distinct() }).groupby('level3').orderby('level3'),
    hundredths: [],
    clauseOf: byYears,
  },
]

/** One wide table a fact, names as ENUM, money and points as whole numbers in doubles: the quickest that Mosaic can ask. */
const tables = [
  ...['region', 'department'].map((name) => `CREATE TYPE ${name}_name AS ENUM (SELECT DISTINCT ${name} FROM project_year WHERE ${name} IS NOT NULL ORDER BY ${name})`),
  ...['level1', 'level2', 'level3'].map((name) => `CREATE TYPE ${name}_name AS ENUM (SELECT DISTINCT ${name} FROM indicator WHERE ${name} IS NOT NULL ORDER BY ${name})`),
  `CREATE TABLE mosaic_forms AS SELECT CAST(year AS INTEGER) AS year, CAST(enum_code(CAST(region AS region_name)) AS INTEGER) AS region_place, CAST(department AS department_name) AS department,
    CAST(initial_budget * 100 AS DOUBLE) AS initial_budget, CAST(full_year_budget * 100 AS DOUBLE) AS full_year_budget, CAST(executed * 100 AS DOUBLE) AS executed FROM project_year`,
  `CREATE TABLE mosaic_indicators AS SELECT CAST(f.year AS INTEGER) AS year, CAST(f.region AS region_name) AS region, CAST(f.department AS department_name) AS department,
    CAST(i.level1 AS level1_name) AS level1, CAST(i.level2 AS level2_name) AS level2, CAST(i.level3 AS level3_name) AS level3, CAST(i.weight * 100 AS DOUBLE) AS weight, CAST(i.score * 100 AS DOUBLE) AS score
    FROM indicator AS i JOIN project_year AS f ON f.form_id = i.form_id`,
]

function pointed(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, '0')
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function plainRow(row: object, hundredths: readonly string[]): object {
  return Object.fromEntries(Object.entries(row).map(([name, value]: [string, unknown]) => [name, hundredths.includes(name) ? (typeof value === 'number' ? pointed(value) : null) : value === null ? null : typeof value === 'string' ? value : Number(value)]))
}

async function measureQuestion({ connection, database }: PeerDatabase, question: MosaicQuestion, facts: BenchFacts, rounds: number): Promise<MosaicOutcome> {
  // Each value is asked several times, and by one client: kept answers would measure nothing, and to wait for others' questions only costs.
  const coordinator = new Coordinator(wasmConnector({ duckdb: database, connection }), { cache: false, consolidate: false, logger: null })
  const selection = Selection.intersect()
  let settle: { readonly resolve: (table: unknown) => void; readonly reject: (error: Error) => void } = { resolve: () => undefined, reject: () => undefined }
  const next = () => new Promise<unknown>((resolve, reject) => (settle = { resolve, reject }))
  const initial = next()
  const client = makeClient({ coordinator, selection, query: (filter) => question.query.clone().where(filter), queryResult: (table) => settle.resolve(table), queryError: (error) => settle.reject(error) })
  await initial
  const clauses = benchQuestions.find(({ name }) => name === question.name)?.values(facts).map(([ask]) => question.clauseOf(ask?.params as Parameters<MosaicQuestion['clauseOf']>[0], facts)) ?? []
  const choose = async (clause: SelectionClause) => {
    const begun = performance.now()
    const answer = next()
    selection.update(clause)
    const rows = [...((await answer) as Iterable<object>)]
    return { ms: performance.now() - begun, rows }
  }
  const begun = performance.now()
  // Mosaic answers nothing where a choice is as it was: each round begins from another than its first.
  const opening = clauses[1]
  if (!opening) throw new Error(`nothing to ask: ${question.name}`)
  selection.activate(opening)
  await choose(opening)
  const first = performance.now() - begun
  const times = clauses.map(() => Number.POSITIVE_INFINITY)
  const hashes: string[] = []
  for (let round = 0; round <= rounds; round += 1) {
    if (round > 0) await choose(opening)
    for (const [index, clause] of clauses.entries()) {
      const { ms, rows } = await choose(clause)
      if (round > 0) times[index] = Math.min(times[index] ?? ms, ms)
      else hashes.push(await hashOf([rows.map((row) => plainRow(row, question.hundredths))]))
    }
  }
  coordinator.disconnect(client)
  return { name: question.name, first, times, hashes, by: ['Mosaic'] }
}

/** What Mosaic is made for, asked of it: choices over a table, answered from its own views of sums where it can make some. */
export async function askMosaic(manifestUrl: string, facts: BenchFacts, rounds: number): Promise<{ readonly boot: number; readonly load: number; readonly outcomes: readonly MosaicOutcome[] }> {
  const peer = await openPeerDatabase(manifestUrl)
  const begun = performance.now()
  for (const statement of tables) await peer.rows(statement)
  for (const name of ['indicator', 'fund_source']) await peer.rows(`DROP TABLE ${name}`)
  const load = peer.load + performance.now() - begun
  const outcomes: MosaicOutcome[] = []
  for (const question of mosaicQuestions) outcomes.push(await measureQuestion(peer, question, facts, rounds))
  await peer.database.terminate()
  return { boot: peer.boot, load, outcomes }
}
