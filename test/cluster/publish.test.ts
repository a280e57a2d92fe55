import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { checkPublished } from '@/dataset/warehouse/check-published.ts'
import { readPublishedState, warehouseVersion } from '@/dataset/warehouse/published-state.ts'
import { rowsOfState } from '@/dataset/warehouse/publish-dataset.ts'
import type { Manifest } from '@/domain/manifest.ts'
import { emptySelection } from '@/domain/selection.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql, verbatim } from '@/engine/sql.ts'
import { createStateView } from '@/engine/warehouse-sql.ts'
import { budgetByYear } from '@/queries/budget-by-year.ts'
import { ask } from '@/queries/query.ts'
import { publish, readerOf } from './published.ts'
import { loadRandomTables } from './random-tables.ts'

const folder = fileURLToPath(new URL('../../data/demo-city', import.meta.url))
const cluster = inject('cluster')
let city: Engine
let manifest: Manifest
let other: Engine
let otherManifest: Manifest

beforeAll(async () => {
  city = await openNativeEngine()
  manifest = await loadDatasetFolder(city, folder)
  other = await openNativeEngine()
  otherManifest = await loadRandomTables(other, 7)
})
afterAll(async () => {
  await city.close()
  await other.close()
})

const byYear = (engine: Engine) => ask(engine, budgetByYear, emptySelection)

describe('publishing', () => {
  it('gives every year as it is, and a second time changes nothing', async () => {
    const state = await publish(city, manifest, cluster, 'publish_twice')
    expect(rowsOfState(state)).toEqual(manifest.rows)
    const reader = readerOf(cluster, 'publish_twice')
    expect(await byYear(reader)).toEqual(await byYear(city))
    expect(await publish(city, manifest, cluster, 'publish_twice')).toEqual(state)
    expect(await byYear(reader)).toEqual(await byYear(city))
  })

  it('replaces one year and leaves the others, and drops what no one shows any more in the end', async () => {
    await publish(city, manifest, cluster, 'publish_year')
    const before = await byYear(city)
    // Another dataset's 2022 stands for a corrected year.
    await publish(other, otherManifest, cluster, 'publish_year', 'files', 2022)
    const reader = readerOf(cluster, 'publish_year')
    const year2022 = (await byYear(other)).filter(({ year }) => year === 2022)
    expect(await byYear(reader)).toEqual(before.map((row) => (row.year === 2022 ? year2022[0] : row)))
    const state = await publish(city, manifest, cluster, 'publish_year', 'files', 2022)
    expect(await byYear(reader)).toEqual(before)
    expect(rowsOfState(state)).toEqual(manifest.rows)
    await publish(city, manifest, cluster, 'publish_year')
    const batches = await reader.rows(sql`SELECT form_year AS year, count(DISTINCT batch) AS n FROM project_year_rows GROUP BY form_year HAVING count(DISTINCT batch) > 1 ORDER BY form_year`)
    expect(batches).toEqual([])
  })

  it.each([2, 9])('goes on after it was cut off at its %sth read, and no reader saw a part of it', async (cutAt) => {
    const schema = `publish_cut_${cutAt}`
    await publish(other, otherManifest, cluster, schema, 'engine')
    const reader = readerOf(cluster, schema)
    const before = await byYear(reader)
    let reads = 0
    const dying: Engine = {
      ...city,
      parquet: (statement, options) => {
        reads += 1
        return reads >= cutAt ? Promise.reject(new Error('the machine went away')) : city.parquet(statement, options)
      },
    }
    await expect(publish(dying, manifest, cluster, schema)).rejects.toThrow('went away')
    expect(await byYear(reader)).toEqual(before)
    const state = await publish(city, manifest, cluster, schema)
    expect(rowsOfState(state)).toEqual(manifest.rows)
    expect(await byYear(reader)).toEqual(await byYear(city))
  })

  it('mends a batch of which rows are missing', async () => {
    const writer = readerOf(cluster, 'publish_mend', { user: 'publisher' })
    const state = await publish(other, otherManifest, cluster, 'publish_mend', 'engine')
    const [batch] = state.batches
    await writer.rows(sql`INSERT INTO project_year_rows SELECT * FROM project_year_rows WHERE form_year = ${batch?.year ?? 0}`)
    await publish(other, otherManifest, cluster, 'publish_mend', 'engine')
    expect(await byYear(readerOf(cluster, 'publish_mend'))).toEqual(await byYear(other))
  })
})

describe('a published dataset is refused by the page', () => {
  const where = { kind: 'trino', path: 'engine/', catalog: cluster.catalog, schema: 'publish_bad' } as const
  const refusal = async (published: string) => checkPublished(readerOf(cluster, 'publish_bad'), otherManifest, { ...where, published }).then(() => 'opened', (error: unknown) => String(error))

  it('where it is of another version, was published again, or its tables were altered, and only then', async () => {
    const writer = readerOf(cluster, 'publish_bad', { user: 'publisher' })
    const state = await publish(other, otherManifest, cluster, 'publish_bad', 'engine')
    expect(await refusal(state.id)).toBe('opened')
    expect(await refusal('0'.repeat(16))).toContain('published again since')
    await writer.rows(sql`CREATE OR REPLACE VIEW fund_source AS SELECT form_id, source, CAST(initial_budget AS DOUBLE) AS initial_budget FROM fund_source_rows`)
    expect(await refusal(state.id)).toContain('altered')
    await publish(other, otherManifest, cluster, 'publish_bad', 'engine')
    expect(await refusal(state.id)).toBe('opened')
    await writer.rows(createStateView({ ...state, version: warehouseVersion - 1 }))
    expect(await refusal(state.id)).toContain('another version')
    await expect(publish(other, otherManifest, cluster, 'publish_bad', 'engine', 2022)).rejects.toThrow('without --year')
    expect((await readPublishedState(readerOf(cluster, 'nowhere_at_all'))) === null).toBe(true)
  })
})

describe('a statement of the page', () => {
  const reader = () => readerOf(cluster, 'publish_twice')
  const failure = async (engine: Engine, text: string) => engine.rows(verbatim(text)).then(() => null, (error: unknown) => error)

  it.each([
    ['may not write', 'DELETE FROM project_year_rows', /Access Denied/, 'lacks the right'],
    ['may not make tables', 'CREATE TABLE mine (n INTEGER)', /Access Denied/, 'lacks the right'],
    ['is told where SQL of DuckDB alone stands', 'SELECT\n  arg_min(project, year) FROM project_year', /not registered/, 'Trino'],
    ['is told of a table that is not there', 'SELECT n FROM nothing', /does not exist/, 'not be published'],
  ])('%s', async (_, text, message, advice) => {
    await expect(failure(reader(), text)).resolves.toMatchObject({ name: 'QueryError', message: expect.stringMatching(message), advice: { en: expect.stringContaining(advice) } })
  })

  it('has its error at a line and column', async () => {
    expect(await failure(reader(), 'SELECT\n  arg_min(project, year) FROM project_year')).toMatchObject({ position: { line: 2, column: 3 } })
  })
  it('stops where its answer is larger than the page can hold', async () => {
    const small = readerOf(cluster, 'publish_twice', { mostText: 100_000 })
    expect(await failure(small, 'SELECT form_id, level3, target FROM indicator')).toMatchObject({ advice: { en: expect.stringContaining('larger than the page') } })
  })
  it('stops at the limit of the cluster and says so', async () => {
    const limited = readerOf(cluster, 'publish_twice', { user: 'publisher', session: { query_max_execution_time: '1s' } })
    expect(await failure(limited, 'SELECT count(*) FROM indicator AS a CROSS JOIN indicator AS b WHERE a.level3 > b.level3')).toMatchObject({ advice: { en: expect.stringContaining('limit') } })
  })
  it('is cancelled in the cluster too, and others go on', async () => {
    const stop = new AbortController()
    const asked = reader().rows(sql`SELECT count(*) AS cancelled_here FROM indicator AS a CROSS JOIN indicator AS b WHERE a.level3 > b.level3`, { signal: stop.signal, onProgress: ({ all }) => all > 0 && stop.abort(new Error('enough')) })
    await expect(asked).rejects.toThrow('enough')
    const states = () => readerOf(cluster, 'publish_twice', { user: 'publisher' }).rows(sql`SELECT state FROM system.runtime.queries WHERE query LIKE '%cancelled_here%' AND query NOT LIKE '%runtime%'`)
    await expect.poll(async () => (await states()).map(({ state }) => state), { timeout: 20_000 }).toEqual(['FAILED'])
    expect(await reader().rows(sql`SELECT 1 AS n`)).toEqual([{ n: 1 }])
  })
  it('is refused as a load', async () => {
    await expect(reader().load('x', { kind: 'text', columns: [], rows: [] })).rejects.toMatchObject({ advice: { en: expect.stringContaining('only reads') } })
  })
})
