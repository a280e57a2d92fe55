import * as fc from 'fast-check'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { csvCells } from '@/dataset/csv-cells.ts'
import { toCsvLine } from '@/domain/csv-text.ts'
import { loadDataset } from '@/dataset/load-dataset.ts'
import { readManifest } from '@/dataset/read-manifest.ts'
import { writeDataset, type DatasetDescription } from '@/dataset/write-dataset.ts'
import { tableNames } from '@/domain/tables.ts'
import { openNativeEngine, type NativeEngine } from '@/engine/duckdb-native.ts'
import { identifier, sql, verbatim } from '@/engine/sql.ts'
import { createTable } from '@/engine/table-sql.ts'

const description: DatasetDescription = { title: { zh: '试', en: 'Trial' }, region: null, synthetic: false, format: 'parquet' }

let engine: NativeEngine
beforeEach(async () => {
  engine = await openNativeEngine()
  for (const name of tableNames) await engine.rows(createTable(name))
  await engine.rows(sql`INSERT INTO project_year (year, department, project, initial_budget, total_score, expected_goal, project_id, form_id) VALUES
  (2024, '水务局', '河道"清淤", 二期', '100.10', '98.5', ${' 两头空格 '}, 'b', 'b-2024'),
  (2023, '水务局', '河道', '0.01', NULL, NULL, 'a', 'a-2023')`)
  await engine.rows(sql`INSERT INTO fund_source VALUES ('a-2023', '其他资金', NULL, 0, 0), ('a-2023', '当年财政拨款', '0.01', 1, 1), ('b-2024', '上年结转资金', 0, 0, 0)`)
  await engine.rows(sql`INSERT INTO indicator (form_id, seq, level3, attained) VALUES ('b-2024', 2, '乙', NULL), ('b-2024', 1, '甲', TRUE), ('a-2023', 1, '丙', FALSE)`)
})
afterEach(() => engine.close())

async function written(over: Partial<DatasetDescription> = {}) {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const manifest = await writeDataset(engine, { ...description, ...over }, { write: async (path, bytes) => void files.set(path, bytes) })
  return { files, manifest, read: { read: async (path: string) => files.get(path) ?? new Uint8Array() } }
}

const everything = (name: string) => verbatim(`SELECT * FROM ${name} ORDER BY ALL`)

describe.each(['parquet', 'csv'] as const)('a dataset as %s', (format) => {
  it('comes back as the same tables, split by year or not', async () => {
    for (const splitOver of [1, 100]) {
      const { read, manifest } = await written({ format, splitOver })
      expect(manifest.files.map((file) => file.path)).toContain(splitOver === 1 ? `indicator/year=2024.${format}` : `indicator.${format}`)
      const other = await openNativeEngine()
      await loadDataset(other, await readManifest(read), read, { number: 1 })
      for (const name of tableNames) expect(await other.rows(everything(name))).toEqual(await engine.rows(everything(name)))
      await other.close()
    }
  })

  it('has the same bytes whatever order the rows came in', async () => {
    const first = await written({ format })
    await engine.rows(sql`CREATE TABLE turned AS SELECT * FROM indicator ORDER BY form_id, seq`)
    await engine.rows(sql`DELETE FROM indicator`)
    await engine.rows(sql`INSERT INTO indicator SELECT * FROM turned ORDER BY rowid DESC`)
    expect((await written({ format })).files).toEqual(first.files)
  })
})

it('lists years, rows, sizes and SHA-256 in the manifest, which comes last', async () => {
  const { files, manifest } = await written()
  expect([...files.keys()].at(-1)).toBe('manifest.json')
  expect(manifest).toMatchObject({ years: [2023, 2024], rows: { project_year: 2, fund_source: 3, indicator: 3 }, synthetic: false, region: null })
  for (const file of manifest.files) {
    const bytes = files.get(file.path) ?? new Uint8Array()
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([file.bytes, file.sha256])
  }
})

it('keeps the canonical types in Parquet, and orders rows by year and the form by its funds', async () => {
  const { files } = await written()
  await engine.load('back', { kind: 'parquet', bytes: files.get('fund_source.parquet') ?? new Uint8Array() })
  expect(await engine.rows(sql`SELECT source, typeof(executed) AS type FROM ${identifier('back')} ORDER BY rowid`)).toEqual([
    { source: '当年财政拨款', type: 'DECIMAL(18,2)' },
    { source: '其他资金', type: 'DECIMAL(18,2)' },
    { source: '上年结转资金', type: 'DECIMAL(18,2)' },
  ])
})

it('leaves out tables without rows, for project_year alone is a dataset', async () => {
  await engine.rows(sql`DELETE FROM indicator`)
  await engine.rows(sql`DELETE FROM fund_source`)
  expect((await written()).manifest.files.map((file) => file.path)).toEqual(['project_year.parquet'])
})

it('writes CSV lines that read back as the same cells', () => {
  const cell = fc.option(fc.string({ unit: 'grapheme', minLength: 1 }), { nil: null })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const filled = rows.filter((row) => row.some((one) => one?.trim()))
      const text = [['a', 'b'], ...filled].map((line) => toCsvLine(line, 'exact')).join('\n')
      const source = csvCells('x.csv', new Uint8Array(new TextEncoder().encode(text)))
      expect(source.kind === 'text' && source.rows).toEqual(filled)
    }),
  )
})
