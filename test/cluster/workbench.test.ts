import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { judgeForCluster } from '@/domain/cluster-verdict.ts'
import { bindParameters } from '@/domain/sql-parameters.ts'
import { splitStatements } from '@/domain/sql-statements.ts'
import type { AnswerColumn, AnswerSink } from '@/engine/bench-engine.ts'
import { createBenchAnswer } from '@/engine/bench-answer.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { AskProgress, AnswerValue, Engine } from '@/engine/engine.ts'
import { verbatim } from '@/engine/sql.ts'
import { toConnection } from '@/engine/trino.ts'
import { runInCluster } from '@/engine/trino-run.ts'
import { exampleQueries } from '@/queries/examples/example-queries.ts'
import { publish } from './published.ts'

const schema = 'workbench'
const running = inject('cluster')
const literals = { from: '2018', to: '2025', department: 'NULL', region: 'NULL', word: "'网络'" }
let native: Engine

beforeAll(async () => {
  native = await openNativeEngine()
  const manifest = await loadDatasetFolder(native, fileURLToPath(new URL('../../data/demo-city', import.meta.url)))
  await publish(native, manifest, running, schema)
})
afterAll(() => native.close())

const connection = toConnection({ base: `${running.url}/`, catalog: running.catalog, schema, user: 'reader' })

/** Runs a statement as the workbench does, until `enough` bytes came. */
async function run(text: string, { enough = Infinity, signal = new AbortController().signal, onProgress }: { readonly enough?: number; readonly signal?: AbortSignal; readonly onProgress?: (progress: AskProgress) => void } = {}) {
  const answer = createBenchAnswer()
  let columns: readonly AnswerColumn[] = []
  const sink: AnswerSink = {
    columns: (found) => (columns = found ?? []),
    chunk: (bytes, isSchema) => (answer.append(bytes, isSchema), answer.byteCount() < enough),
    ...(onProgress ? { progress: onProgress } : {}),
  }
  await runInCluster(connection, text, sink, signal)
  return { columns, rows: answer.cells({ from: 0, to: answer.rowCount() }, columns.map((_, place) => place)) }
}
const failure = (text: string) => run(text).then(() => null, (error: unknown) => error)

/** As both engines show a value: doubles differ in how many digits they are written with. */
const shown = (value: AnswerValue) => (value === null ? null : /^-?\d+(\.\d+)?(e.*)?$/i.test(String(value)) ? String(Number(Number(value).toPrecision(12))) : String(value))

describe('the worked examples on a cluster', () => {
  it.each(exampleQueries.filter(({ duckdbOnly }) => !duckdbOnly).map((example) => [example.key, example.sql]))('%s gives what DuckDB gives', async (key, sql) => {
    for (const { text } of splitStatements(bindParameters(sql, literals).text)) {
      const there = await run(text)
      const here = await native.rows(verbatim(text))
      // The funds of made-up forms add up.
      if (key !== 'fund-mismatch') expect(here.length).toBeGreaterThan(0)
      expect(there.rows.map((row) => row.map(shown))).toEqual(here.map((row) => there.columns.map(({ name }) => shown(row[name] ?? null))))
    }
  })

  it.each(exampleQueries.filter(({ duckdbOnly }) => duckdbOnly).map((example) => [example.key, example.sql]))('%s is rightly said to run in DuckDB only, and what to do is said', async (_, sql) => {
    const [first] = splitStatements(bindParameters(sql, literals).text)
    const text = first?.text ?? ''
    if (judgeForCluster(text).kind === 'refused') return
    expect(await failure(text)).toMatchObject({ name: 'BenchError', advice: { zh: expect.stringContaining('DuckDB'), en: expect.stringContaining('DuckDB') } })
  })
})
