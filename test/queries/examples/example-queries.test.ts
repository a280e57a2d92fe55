import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readManifest } from '@/dataset/read-manifest.ts'
import { loadDataset } from '@/dataset/load-dataset.ts'
import { bindParameters, findParameters } from '@/domain/sql-parameters.ts'
import { splitStatements } from '@/domain/sql-statements.ts'
import { judgeStatement } from '@/domain/sql-verdict.ts'
import { openNativeEngine, type NativeEngine } from '@/engine/duckdb-native.ts'
import type { Bench } from '@/engine/bench-engine.ts'
import type { AnswerValue, Engine } from '@/engine/engine.ts'
import { verbatim } from '@/engine/sql.ts'
import { exampleQueries } from '@/queries/examples/example-queries.ts'
import { openBenchInNode, runWhole } from '../../engine/open-bench.ts'

async function fill(engine: Engine, id: string): Promise<void> {
  const files = { read: async (path: string) => new Uint8Array(await readFile(join(import.meta.dirname, '../../../data', id, path))) }
  await loadDataset(engine, await readManifest(files), files, { number: 1 })
}

/** One value as both engines must show it: text, so that a number and its digits are the same. */
const shown = (value: AnswerValue) => (value === null ? null : typeof value === 'number' ? String(Number(value.toPrecision(12))) : String(value))

describe('the worked examples', () => {
  it('are at least 25, each with its own key, title and question in both languages', () => {
    expect(exampleQueries.length).toBeGreaterThanOrEqual(25)
    expect(new Set(exampleQueries.map(({ key }) => key)).size).toBe(exampleQueries.length)
    for (const { title, question } of exampleQueries) for (const label of [title, question]) expect(label.zh.length * label.en.length).toBeGreaterThan(0)
  })

  it('name only parameters that the page has, and one of their own', () => {
    for (const { sql } of exampleQueries) for (const name of findParameters(sql)) expect(['from', 'to', 'department', 'region', 'word']).toContain(name)
  })
})

describe.each([
  ['demo-city', { from: '2018', to: '2025', department: 'NULL', region: 'NULL', word: 'NULL' }],
  ['songjiang-2023', { from: '2023', to: '2023', department: 'NULL', region: 'NULL', word: "'网络'" }],
])('the worked examples on %s', (id, literals) => {
  let bench: Bench
  let native: NativeEngine
  beforeAll(async () => {
    bench = openBenchInNode({ fill: (engine) => fill(engine, id), memoryMegabytes: 1024 })
    native = await openNativeEngine()
    await fill(native, id)
  })
  afterAll(async () => {
    bench.close()
    await native.close()
  })

  it.each(exampleQueries.map((example) => [example.key, example] as const))('%s: WASM gives what native DuckDB gives', async (_, example) => {
    const statements = splitStatements(bindParameters(example.sql, literals).text)
    let last: readonly (readonly (string | null)[])[] = []
    for (const { text } of statements) {
      const wasm = await runWhole(bench, text)
      const there = await native.rows(verbatim(text))
      if (judgeStatement(text).kind === 'change') continue
      last = wasm.rows.map((row) => row.map(shown))
      // By name: an object puts keys such as 2014 first.
      expect(last).toEqual(there.map((row) => wasm.columns?.map(({ name }) => shown(row[name] ?? null))))
      expect(new Set(wasm.columns?.map(({ name }) => name)).size, 'columns of different names').toBe(wasm.columns?.length)
    }
    if (id === 'demo-city' && !['fund-mismatch', 'absent-values'].includes(example.key)) expect(last.length, 'an example that shows something').toBeGreaterThan(0)
  })
})
