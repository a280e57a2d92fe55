import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DatasetError } from '@/dataset/dataset-error.ts'
import type { DatasetFiles } from '@/dataset/dataset-files.ts'
import { loadDataset } from '@/dataset/load-dataset.ts'
import { isTooLarge } from '@/dataset/too-large.ts'
import { readManifest } from '@/dataset/read-manifest.ts'
import type { Manifest } from '@/domain/manifest.ts'
import { tables } from '@/domain/tables.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { QueryError, type Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { openWasmEngineInNode } from '../engine/open-wasm-engine.ts'

const folder = 'data/songjiang-2023'
type Contents = Record<string, Uint8Array<ArrayBuffer>>

function filesOf(contents: Contents): DatasetFiles {
  return {
    read: async (path, options) => {
      const bytes = contents[path]
      if (!bytes) throw new Error(`no ${path}`)
      options?.onBytes?.(bytes.length)
      return bytes.slice()
    },
  }
}
const utf8 = (text: string) => new TextEncoder().encode(text)

/** A dataset of CSV files with a manifest that fits them, whatever they hold. */
function csvDataset(texts: { readonly project_year: string; readonly fund_source?: string; readonly indicator?: string }): { manifest: Manifest; files: DatasetFiles } {
  const contents: Contents = {}
  const rows = { project_year: 0, fund_source: 0, indicator: 0 }
  const files = Object.entries(texts).map(([name, text]) => {
    const table = name as keyof typeof rows
    const bytes = utf8(text)
    contents[`${name}.csv`] = bytes
    rows[table] = text.trimEnd().split('\n').length - 1
    return { path: `${name}.csv`, table, year: null, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  })
  return { manifest: { version: 1, title: { zh: '小', en: 'small' }, region: null, synthetic: false, years: [2023], rows, files }, files: filesOf(contents) }
}

const header = tables.project_year.columns.map((column) => column.name).join(',')
const line = (part: Record<string, string>) => {
  const cells: Record<string, string> = { year: '2023', department: '教育局', unit: '教育局', project: '甲', initial_budget: '1.00', full_year_budget: '1.00', executed: '1.00', project_id: 'a', form_id: 'a-2023', ...part }
  return tables.project_year.columns.map((column) => cells[column.name] ?? '').join(',')
}
const good = `${header}\n${line({})}\n${line({ project: '乙', project_id: 'b', form_id: 'b-2023', initial_budget: '' })}\n`

async function problemsOf(engine: Engine, dataset: { manifest: Manifest; files: DatasetFiles }): Promise<DatasetError> {
  const error: unknown = await loadDataset(engine, dataset.manifest, dataset.files, { number: 99 }).then(() => null, (reason: unknown) => reason)
  if (!(error instanceof DatasetError)) throw new Error(`expected a DatasetError, got ${String(error)}`)
  return error
}

describe.each([
  ['native', openNativeEngine],
  ['wasm', openWasmEngineInNode],
] as const)('loadDataset, %s', (_, open) => {
  let engine: Engine
  const whole: Contents = {}
  let manifest: Manifest
  beforeAll(async () => {
    engine = await open()
    whole['manifest.json'] = new Uint8Array(readFileSync(`${folder}/manifest.json`))
    manifest = await readManifest(filesOf(whole))
    for (const file of manifest.files) whole[file.path] = new Uint8Array(readFileSync(`${folder}/${file.path}`))
    await loadDataset(engine, manifest, filesOf(whole), { number: 1 })
  })
  afterAll(() => engine.close())
  const stillThere = async () => expect(await engine.rows(sql`SELECT CAST(sum(initial_budget) AS VARCHAR) AS m, CAST(count(*) AS INTEGER) AS n FROM project_year`)).toEqual([{ m: '62982490.00', n: 6 }])

  it('loads the six forms and says how far it is', async () => {
    await stillThere()
    expect(await engine.rows(sql`SELECT CAST(sum(cut) AS VARCHAR) AS cut, CAST(count(*) FILTER (WHERE masked_cut) AS INTEGER) AS masked FROM project_metrics`)).toEqual([{ cut: '4651454.43', masked: 4 }])
    const seen: number[] = []
    await loadDataset(engine, manifest, filesOf(whole), { number: 2 }, { onProgress: (progress) => seen.push(progress.rows) })
    expect(seen.at(-1)).toBe(6 + 18 + 56)
    await stillThere()
  })

  it('takes CSV, an empty cell as absent', async () => {
    const dataset = csvDataset({ project_year: good })
    await loadDataset(engine, dataset.manifest, dataset.files, { number: 3 })
    expect(await engine.rows(sql`SELECT project, CAST(initial_budget AS VARCHAR) AS m FROM project_year ORDER BY project_id`)).toEqual([{ project: '甲', m: '1.00' }, { project: '乙', m: null }])
    expect(await engine.rows(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM indicator`)).toEqual([{ n: 0 }])
    await loadDataset(engine, manifest, filesOf(whole), { number: 4 })
  })

  it('keeps many rows compressed in a database of their own, and lets go of one that is refused', async () => {
    const plain = await engine.rows(sql`SELECT * FROM indicator ORDER BY form_id, seq`)
    await loadDataset(engine, manifest, filesOf(whole), { number: 6 }, { compressOver: 10 })
    await stillThere()
    expect(await engine.rows(sql`SELECT * FROM indicator ORDER BY form_id, seq`)).toEqual(plain)
    const databases = async () => (await engine.rows(sql`SELECT database_name FROM duckdb_databases() WHERE database_name LIKE 'tables%' ORDER BY 1`)).map((row) => row['database_name'])
    expect(await databases()).toEqual(['tables_6'])
    const wrong = { ...manifest, rows: { ...manifest.rows, indicator: 57 } }
    await expect(loadDataset(engine, wrong, filesOf(whole), { number: 7 }, { compressOver: 10 })).rejects.toThrow('57 rows')
    expect(await databases()).toEqual(['tables_6'])
    await stillThere()
    await loadDataset(engine, manifest, filesOf(whole), { number: 8 })
  })

  it('says that the rows are too many where the engine has no memory left for them', async () => {
    const small: Engine = { ...engine, rows: (statement, options) => (statement.pieces[0]?.startsWith('INSERT') ? Promise.reject(new QueryError('Out of Memory Error: could not allocate block of size 256.0 KiB (3.1 GiB/3.1 GiB used)', 'INSERT')) : engine.rows(statement, options)) }
    const error = await problemsOf(small, { manifest, files: filesOf(whole) })
    expect(isTooLarge(error)).toBe(true)
    expect(error.problems[0]?.message.en).toContain('all 80 rows')
    await stillThere()
  })

  it.each([
    ['a word for a number', good.replace('1.00,1.00,1.00', '1.00,壹元,1.00'), { code: 'not-a-number', column: 'full_year_budget', place: { row: 1 }, text: '壹元' }],
    ['more decimals than yuan have', good.replace('1.00,1.00,1.00', '1.005,1.00,1.00'), { code: 'inexact', column: 'initial_budget', place: { row: 1 }, text: '1.005' }],
    ['a year and a half', good.replace('2023', '2023.5'), { code: 'inexact', column: 'year', place: { row: 1 }, text: '2023.5' }],
    ['an absent department', good.replace('教育局,教育局,乙', ',教育局,乙'), { code: 'absent', column: 'department', place: { row: 2 } }],
    ['a year out of range', good.replace('2023', '1889'), { code: 'out-of-range', column: 'year', place: { row: 1 }, text: '1889' }],
    ['a missing column', good.replace('executed,', 'spent,'), { code: 'missing-column', column: 'executed' }],
    ['a row that is too short', `${good}2023,教育局\n`, { code: 'uneven-row', place: { row: 3 } }],
  ])('refuses %s by file, place and text, and keeps what was there', async (_name, text, problem) => {
    const error = await problemsOf(engine, csvDataset({ project_year: text }))
    expect(error.problems[0]).toMatchObject({ file: 'project_year.csv', ...problem })
    await stillThere()
  })

  it.each([
    ['the same form twice', { project_year: `${good}${line({})}\n` }, 'duplicate'],
    ['an indicator of no form', { project_year: good, fund_source: 'form_id,source,initial_budget,full_year_budget,executed\nzzz,其他资金,,,\n' }, 'orphan'],
  ])('refuses %s', async (_name, texts, code) => {
    expect((await problemsOf(engine, csvDataset(texts))).problems[0]).toMatchObject({ code })
    await stillThere()
  })

  it('refuses a Parquet file cut short, a changed one, and one that is none', async () => {
    const [file] = manifest.files
    if (!file) throw new Error('no file')
    const bytes = whole[file.path] ?? new Uint8Array()
    const short = { ...whole, [file.path]: bytes.slice(0, bytes.length - 20) }
    expect((await problemsOf(engine, { manifest, files: filesOf(short) })).problems[0]).toMatchObject({ file: file.path, code: 'wrong-size' })
    const changed = bytes.slice()
    changed[100] = (changed[100] ?? 0) ^ 255
    expect((await problemsOf(engine, { manifest, files: filesOf({ ...whole, [file.path]: changed }) })).problems[0]).toMatchObject({ file: file.path, code: 'wrong-checksum' })
    const none = utf8('this is no Parquet file at all')
    const lying = { ...manifest, files: manifest.files.map((each) => (each === file ? { ...each, bytes: none.length, sha256: createHash('sha256').update(none).digest('hex') } : each)) }
    expect((await problemsOf(engine, { manifest: lying, files: filesOf({ ...whole, [file.path]: none }) })).problems[0]).toMatchObject({ file: file.path, code: 'unreadable' })
    await stillThere()
  })

  it('refuses a manifest that promises other rows', async () => {
    const error = await problemsOf(engine, { manifest: { ...manifest, rows: { ...manifest.rows, indicator: 57 } }, files: filesOf(whole) })
    expect(error.problems[0]).toMatchObject({ code: 'wrong-row-count' })
    await stillThere()
  })

  it('stops when asked and keeps what was there', async () => {
    const stop = new AbortController()
    const loading = loadDataset(engine, manifest, filesOf(whole), { number: 5 }, { signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) })
    await expect(loading).rejects.toThrow('stopped')
    await stillThere()
  })
})

describe('readManifest', () => {
  it.each([
    ['no JSON', 'not-json', '{'],
    ['no manifest', 'wrong-manifest', '{"title": ""}'],
    ['a path out of the folder', 'wrong-manifest', JSON.stringify({ title: 'x', years: [], rows: { project_year: 0 }, files: [{ path: '../x.parquet', table: 'project_year', bytes: 1, sha256: 'a'.repeat(64) }] })],
  ])('refuses %s', async (_name, code, text) => {
    const error: unknown = await readManifest(filesOf({ 'manifest.json': utf8(text) })).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(DatasetError)
    expect((error as DatasetError).problems[0]).toMatchObject({ file: 'manifest.json', code })
  })
})

it('takes a manifest whose derived files make no sense as one without any', async () => {
  const file = { path: 'project_year.parquet', table: 'project_year', year: null, bytes: 1, sha256: 'a'.repeat(64) }
  const text = JSON.stringify({ title: 'x', years: [], rows: { project_year: 0 }, files: [file], derived: { version: 1, madeFrom: 'a'.repeat(64), files: [{ path: '../x', kind: 'rows', bytes: 1, sha256: 'a'.repeat(64) }] } })
  expect((await readManifest(filesOf({ 'manifest.json': utf8(text) }))).derived).toBeUndefined()
})
