import { describe, expect, it } from 'vitest'
import { createClusterQuestions } from '@/composables/cluster-questions.ts'
import type { AskOptions, Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'

/** An engine that answers when it is told to, and hears of a stop. */
function slowEngine() {
  const asked: { readonly options: AskOptions; readonly answer: () => void }[] = []
  const engine: Engine = {
    rows: (_, options = {}) =>
      new Promise((resolve, reject) => {
        options.signal?.addEventListener('abort', () => reject(options.signal?.reason))
        asked.push({ options, answer: () => resolve([{ n: 1 }]) })
      }),
    load: async () => undefined,
    parquet: async () => new Uint8Array(),
    close: async () => undefined,
  }
  return { engine, asked }
}

describe('the questions that a page has put to a cluster', () => {
  it('are told together, each until it is answered', async () => {
    const { engine, asked } = slowEngine()
    const { watched, work } = createClusterQuestions()
    const cluster = watched(engine)
    expect(work.value).toBeNull()
    const [one, two] = [cluster.rows(sql`SELECT 1`), cluster.rows(sql`SELECT 2`)]
    expect(work.value).toEqual({ questions: 2, done: 0, all: 0, rows: 0, share: null })
    asked[0]?.options.onProgress?.({ done: 1, all: 4, rows: 100, share: 0.25 })
    asked[1]?.options.onProgress?.({ done: 4, all: 6, rows: 5, share: 0.6 })
    expect(work.value).toEqual({ questions: 2, done: 5, all: 10, rows: 105, share: 0.5 })
    asked[1]?.answer()
    await two
    expect(work.value).toEqual({ questions: 1, done: 1, all: 4, rows: 100, share: 0.25 })
    asked[0]?.answer()
    expect(await one).toEqual([{ n: 1 }])
    expect(work.value).toBeNull()
  })

  it('are all stopped with a word that says so, and others may be asked after', async () => {
    const { engine, asked } = slowEngine()
    const { watched, work, stop } = createClusterQuestions()
    const cluster = watched(engine)
    const all = Promise.allSettled([cluster.rows(sql`SELECT 1`), cluster.rows(sql`SELECT 2`)])
    stop()
    for (const one of await all) expect(one).toMatchObject({ status: 'rejected', reason: { problems: [{ message: { en: 'the question to the cluster was stopped' } }] } })
    expect(work.value).toBeNull()
    const again = cluster.rows(sql`SELECT 3`)
    asked.at(-1)?.answer()
    expect(await again).toEqual([{ n: 1 }])
  })

  it('end with the signal of who asked', async () => {
    const { engine } = slowEngine()
    const { watched, work } = createClusterQuestions()
    const leave = new AbortController()
    const asked = watched(engine).rows(sql`SELECT 1`, { signal: leave.signal })
    leave.abort(new Error('another question'))
    await expect(asked).rejects.toThrow('another question')
    expect(work.value).toBeNull()
  })
})
