import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGate, gatedFiles } from '@/dataset/gated-files.ts'
import { loadDataset } from '@/dataset/load-dataset.ts'
import { memoryFiles, memoryOutput } from '@/dataset/memory-files.ts'
import { writeDataset } from '@/dataset/write-dataset.ts'
import { derivedVersion, type DerivedFile, type Manifest } from '@/domain/manifest.ts'
import { tableNames } from '@/domain/tables.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { identifier, sql } from '@/engine/sql.ts'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { openBenchInNode, runWhole } from '../engine/open-bench.ts'
import { openWasmEngineInNode } from '../engine/open-wasm-engine.ts'

type Contents = Map<string, Uint8Array<ArrayBuffer>>

const files: Contents = new Map()
let manifest: Manifest
let plain: Engine

beforeAll(async () => {
  plain = await openNativeEngine()
  await loadDatasetFolder(plain, 'data/demo-city')
  const { files: written, output } = memoryOutput()
  manifest = await writeDataset(plain, { title: { zh: '城', en: 'City' }, region: null, synthetic: true, format: 'parquet', splitOver: 1000 }, output)
  for (const [path, bytes] of written) files.set(path, bytes)
})
afterAll(() => plain.close())

async function rowsOf(engine: Engine): Promise<readonly (readonly unknown[])[]> {
  return Promise.all(tableNames.map((name) => engine.rows(sql`SELECT CAST(hash(t) AS VARCHAR) AS row FROM ${identifier(name)} AS t ORDER BY ALL`)))
}
const describedBy = (engine: Engine, name: string) => engine.rows(sql`SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ${name} AND database_name = 'memory' ORDER BY column_index`)

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const derivedOf = (kind: string): DerivedFile => {
  const file = manifest.derived?.files.find((each) => each.kind === kind)
  if (!file) throw new Error(`no ${kind}`)
  return file
}

/** The dataset with other bytes for a derived file, and a manifest that promises them. */
function withBytes(file: DerivedFile, bytes: Uint8Array<ArrayBuffer>): { readonly manifest: Manifest; readonly contents: Contents } {
  const derived = manifest.derived && { ...manifest.derived, files: manifest.derived.files.map((each) => (each === file ? { ...each, bytes: bytes.length, sha256: sha256(bytes) } : each)) }
  return { manifest: { ...manifest, derived }, contents: new Map([...files, [file.path, bytes]]) }
}
const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

async function databaseFile(change: readonly ReturnType<typeof sql>[]): Promise<Uint8Array<ArrayBuffer>> {
  const engine = await openNativeEngine()
  await loadDatasetFolder(engine, 'data/demo-city')
  const pieces: Uint8Array[] = []
  const parts = tableNames.map((name, index) => ({ name, parts: [change[index] ?? sql`SELECT * FROM ${identifier(name)}`] }))
  await engine.databases?.write?.(parts, async (piece) => void pieces.push(piece))
  await engine.close()
  return new Uint8Array(Buffer.concat(pieces))
}

describe.each([
  ['native', openNativeEngine],
  ['wasm', openWasmEngineInNode],
] as const)('a table file, %s', (_, open) => {
  let engine: Engine
  let last = 10
  beforeAll(async () => {
    engine = await open()
  })
  afterAll(() => engine.close())

  function loadNext(promised: Manifest, contents: Contents) {
    last += 1
    return loadDataset(engine, promised, memoryFiles(contents), { number: last })
  }

  it('gives the same tables as the files that it was made from, with the same types', async () => {
    const loaded = await loadDataset(engine, manifest, memoryFiles(files), { number: 1 })
    expect(loaded).toEqual({ state: 'attached' })
    for (const name of [...tableNames, 'project_metrics']) expect(await describedBy(engine, name)).toEqual(await describedBy(plain, name))
    expect(await rowsOf(engine)).toEqual(await rowsOf(plain))
  })

  it('says how far it is, waits where it is paused, and stops where it is stopped', async () => {
    const gate = createGate()
    const seen: number[] = []
    gate.shut()
    const loading = loadDataset(engine, manifest, gatedFiles(memoryFiles(files), gate), { number: 2 }, { onProgress: ({ bytes }) => seen.push(bytes) })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(seen).toEqual([])
    gate.open()
    await loading
    expect(seen.at(-1)).toBe(manifest.derived?.files.filter((file) => file.kind === 'tables').reduce((sum, file) => sum + file.bytes, 0))

    const stop = new AbortController()
    const stopped = loadDataset(engine, manifest, memoryFiles(files), { number: 3 }, { signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) })
    await expect(stopped).rejects.toThrow('stopped')
    expect(await rowsOf(engine)).toEqual(await rowsOf(plain))
  })

  it.each([
    ['of another version', () => ({ manifest: { ...manifest, derived: manifest.derived && { ...manifest.derived, version: derivedVersion + 1 } }, contents: files }), { state: 'absent' }],
    ['made from other tables', () => ({ manifest: { ...manifest, derived: manifest.derived && { ...manifest.derived, madeFrom: '0'.repeat(64) } }, contents: files }), { state: 'absent' }],
    ['that is not there', () => ({ manifest, contents: new Map([...files].filter(([path]) => path !== derivedOf('tables').path)) }), { problem: { code: 'not-found' } }],
    ['cut short', () => ({ manifest, contents: new Map([...files, [derivedOf('tables').path, files.get(derivedOf('tables').path)?.slice(0, 5000) ?? new Uint8Array()]]) }), { problem: { code: 'wrong-size' } }],
    ['with other bytes', () => ({ manifest, contents: new Map([...files, [derivedOf('tables').path, new Uint8Array(derivedOf('tables').bytes)]]) }), { problem: { code: 'wrong-checksum' } }],
    ['that was never compressed', () => withBytes(derivedOf('tables'), new Uint8Array(1000)), { problem: { code: 'unreadable' } }],
    ['without an index', () => withBytes(derivedOf('tables-index'), text({ bytes: 'many' })), { problem: { code: 'unreadable' } }],
    ['whose index is no JSON', () => withBytes(derivedOf('tables-index'), new Uint8Array([123])), { problem: { code: 'unreadable' } }],
  ] as const)('%s is set aside, and the tables come from their own files', async (_name, damage, expected) => {
    const { manifest: promised, contents } = damage()
    expect(await loadNext(promised, contents)).toMatchObject(expected)
    expect(await rowsOf(engine)).toEqual(await rowsOf(plain))
  })

  it.each([
    ['that is no database', async () => new Uint8Array(20_000), 'unreadable'],
    ['with another amount in one row', () => databaseFile([sql`SELECT * REPLACE (CASE WHEN form_id = (SELECT min(form_id) FROM project_year) THEN executed + 0.01 ELSE executed END AS executed) FROM project_year`]), 'wrong-sums'],
    ['that lacks a row', () => databaseFile([sql`SELECT * FROM project_year`, sql`SELECT * FROM fund_source OFFSET 1`]), 'wrong-sums'],
    ['whose columns have other types', () => databaseFile([sql`SELECT * REPLACE (CAST(executed AS DOUBLE) AS executed) FROM project_year`]), 'wrong-tables'],
  ] as const)('%s is set aside though its checksums are right', async (_name, make, code) => {
    const whole = await make()
    const changed = withBytes(derivedOf('tables'), new Uint8Array(gzipSync(whole)))
    const index = JSON.parse(new TextDecoder().decode(files.get(derivedOf('tables-index').path))) as object
    const bytes = text({ ...index, bytes: whole.length })
    const listed = changed.manifest.derived?.files.filter((file) => file.kind !== 'tables' || file.path === derivedOf('tables').path).map((file) => (file.kind === 'tables-index' ? { ...file, bytes: bytes.length, sha256: sha256(bytes) } : file))
    const lying = { ...manifest, derived: manifest.derived && { ...manifest.derived, files: listed ?? [] } }
    const contents = new Map([...changed.contents, [derivedOf('tables-index').path, bytes]] as const)
    expect(await loadNext(lying, contents)).toMatchObject({ state: 'set-aside', problem: { code } })
    expect(await rowsOf(engine)).toEqual(await rowsOf(plain))
  })
})

it("is written by the page's engine too, for either to read", async () => {
  const writer = await openWasmEngineInNode()
  const { files: written, output } = memoryOutput()
  await loadDataset(writer, manifest, memoryFiles(files), { number: 1 })
  const made = await writeDataset(writer, { title: { zh: '城', en: 'City' }, region: null, synthetic: true, format: 'parquet', splitOver: 1000 }, output)
  await writer.close()
  for (const open of [openNativeEngine, openWasmEngineInNode]) {
    const reader = await open()
    expect(await loadDataset(reader, made, memoryFiles(written), { number: 1 })).toEqual({ state: 'attached' })
    for (const name of tableNames) expect(await describedBy(reader, name)).toEqual(await describedBy(plain, name))
    expect(await rowsOf(reader)).toEqual(await rowsOf(plain))
    await reader.close()
  }
})

it.each([
  ['a table file is', () => manifest],
  ['rows kept compressed are', () => ({ ...manifest, derived: { version: 0, madeFrom: '', files: [] } })],
])('%s read by the locked engine of the workbench, which can neither change them nor let go of them', async (_name, opened) => {
  const bench = openBenchInNode({ fill: async (engine) => void (await loadDataset(engine, opened(), memoryFiles(files), { number: 1 }, { compressOver: 10 })) })
  try {
    const texts = await runWhole(bench, `SELECT form_id, expected_goal FROM project_year ORDER BY form_id LIMIT 3`)
    const same = await plain.rows(sql`SELECT form_id, expected_goal FROM project_year ORDER BY form_id LIMIT 3`)
    expect(texts.rows).toEqual(same.map((row) => [row['form_id'], row['expected_goal']]))
    expect((await runWhole(bench, 'DESCRIBE indicator')).rows.map(([name, type]) => [name, type])).toEqual((await plain.rows(sql`SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'indicator' ORDER BY column_index`)).map((row) => [row['column_name'], row['data_type']]))
    for (const statement of ['UPDATE tables_1.main.project_year SET year = 1', 'DROP TABLE tables_1.main.indicator', 'DETACH tables_1', `ATTACH 'jilan/1.duckdb' AS again`, `COPY (SELECT 1) TO 'jilan/x'`]) await expect(runWhole(bench, statement), statement).rejects.toThrow()
    expect((await runWhole(bench, 'SELECT count(*) AS n FROM indicator')).rows).toEqual([[manifest.rows.indicator]])
  } finally {
    bench.close()
  }
})
