import { afterEach, describe, expect, it } from 'vitest'
import type { AnswerColumn } from '@/engine/bench-engine.ts'
import { createBenchAnswer } from '@/engine/bench-answer.ts'
import { BenchError } from '@/engine/bench-failure.ts'
import type { AskProgress } from '@/engine/engine.ts'
import { toConnection } from '@/engine/trino.ts'
import { runInCluster } from '@/engine/trino-run.ts'
import { openScriptedTrino, type ScriptedReply, type ScriptedTrino } from './scripted-trino.ts'

const columns = [{ name: 'n', type: 'bigint', typeSignature: { rawType: 'bigint', arguments: [] } }]
const node = { errorName: 'REMOTE_HOST_GONE', errorType: 'INTERNAL_ERROR', message: 'gone' }

let trino: ScriptedTrino
afterEach(() => trino.close())

/** Runs a statement against a script and gives what came, up to so many pieces. */
async function run(script: readonly ScriptedReply[], { text = 'SELECT n', pieces = Infinity, signal = new AbortController().signal }: { readonly text?: string; readonly pieces?: number; readonly signal?: AbortSignal } = {}) {
  trino = await openScriptedTrino(script)
  const answer = createBenchAnswer()
  const said: (readonly AnswerColumn[] | null)[] = []
  const progress: AskProgress[] = []
  let taken = 0
  const sink = {
    columns: (found: readonly AnswerColumn[] | null) => void said.push(found),
    progress: (now: AskProgress) => void progress.push(now),
    chunk: (bytes: Uint8Array, isSchema: boolean) => {
      answer.append(bytes, isSchema)
      taken += 1
      return taken < pieces
    },
  }
  const outcome = await runInCluster(toConnection({ base: trino.base, catalog: 'lake', schema: 'city', patience: 2_000 }), text, sink, signal).then(() => null, (error: unknown) => error)
  return { outcome, said, progress, rows: answer.cells({ from: 0, to: answer.rowCount() }, [0]).map(([cell]) => cell) }
}

describe('a statement of the workbench on a cluster', () => {
  it('brings its pages one after the other, tells how far it is, and asks its own origin alone', async () => {
    const { outcome, said, progress, rows } = await run([{ next: 1 }, { next: 2, columns, data: [[1], [null]] }, { next: 3 }, { columns, data: [['9007199254740993']] }])
    expect(outcome).toBeNull()
    expect(said).toEqual([[{ name: 'n', type: 'BIGINT' }]])
    expect(rows).toEqual(['1', null, '9007199254740993'])
    expect(progress[0]).toEqual({ done: 1, all: 4, rows: 10, share: 0.25 })
    expect(trino.asked).toEqual(['POST /v1/statement', 'GET /v1/statement/executing/q/1', 'GET /v1/statement/executing/q/2', 'GET /v1/statement/executing/q/3'])
  })

  it('goes on where the line was cut or the cluster was busy for a moment', async () => {
    const { outcome, rows } = await run([503, { next: 1, columns, data: [[1]] }, 'cut', 429, { data: [[2]], columns }])
    expect(outcome).toBeNull()
    expect(rows).toEqual(['1', '2'])
  })

  it('is asked again where a node went away before any row came', async () => {
    const { outcome, said, rows } = await run([{ next: 1, columns }, { error: node }, { next: 1, columns }, { columns, data: [[7]] }])
    expect(outcome).toBeNull()
    expect(said).toHaveLength(1)
    expect(rows).toEqual(['7'])
  })

  it('waits for a coordinator that is starting up, however often it says so', async () => {
    const starting = { error: { errorName: 'SERVER_STARTING_UP', errorType: 'INTERNAL_ERROR', message: 'Trino server is still initializing' } }
    const { outcome, rows } = await run([starting, starting, starting, starting, { columns, data: [[7]] }])
    expect(outcome).toBeNull()
    expect(rows).toEqual(['7'])
  })

  it('fails where a node went away after rows came: no part is taken for the whole', async () => {
    const { outcome } = await run([{ next: 1, columns, data: [[1]] }, { error: node }])
    expect(outcome).toMatchObject({ name: 'BenchError', advice: { en: expect.stringContaining('before the question was answered') } })
  })

  it('is cancelled in the cluster once enough of it came', async () => {
    const { outcome, rows } = await run([{ next: 1, columns, data: [[1]] }, { next: 2, columns, data: [[2]] }, { next: 3, columns, data: [[3]] }], { pieces: 3 })
    expect(outcome).toBeNull()
    expect(rows).toEqual(['1', '2'])
    await expect.poll(() => trino.asked.at(-1)).toBe('DELETE /v1/statement/executing/q/2')
  })

  it('is cancelled in the cluster where the person stops it', async () => {
    const stop = new AbortController()
    const asked = run([{ next: 'long' }, ...Array.from({ length: 50 }, () => 503)], { signal: stop.signal })
    await expect.poll(() => trino.asked).toContain('GET /v1/statement/executing/q/long')
    stop.abort(new BenchError('cancelled', 'cancelled'))
    expect((await asked).outcome).toMatchObject({ kind: 'cancelled' })
    await expect.poll(() => trino.asked.at(-1)).toBe('DELETE /v1/statement/executing/q/long')
  })

  it('says where the text is wrong, and how Trino writes what only DuckDB reads', async () => {
    const text = "SELECT '网络',\n  arg_max(project, year) FROM project_year"
    const error = { errorName: 'FUNCTION_NOT_FOUND', errorType: 'USER_ERROR', message: "Function 'arg_max' not registered", errorLocation: { lineNumber: 2, columnNumber: 3 } }
    const { outcome } = await run([{ error }], { text })
    expect(outcome).toMatchObject({ kind: 'catalog', place: text.indexOf('arg_max'), advice: { en: 'arg_max() is DuckDB’s; Trino writes max_by(value, by).' } })
  })

  it('says that the cluster can’t be reached', async () => {
    const { outcome } = await run(Array.from({ length: 90 }, () => 502))
    expect(outcome).toMatchObject({ advice: { en: expect.stringContaining('can’t be reached') } })
  })
})
