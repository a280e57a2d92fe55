import { createDatasetAnswers } from '@/composables/dataset-answers.ts'
import { formsWorker } from '@/composables/forms-worker.ts'
import { fetchedFiles } from '@/dataset/dataset-files.ts'
import { loadDataset } from '@/dataset/load-dataset.ts'
import { filesAhead, openAhead } from '@/dataset/open-ahead.ts'
import { readManifest } from '@/dataset/read-manifest.ts'
import { openBrowserEngine } from '@/engine/duckdb-browser.ts'
import type { Engine } from '@/engine/engine.ts'
import { toText } from '@/engine/sql.ts'
import { benchQuestions, type BenchAsk, type BenchFacts } from '../questions.ts'

/** How long each answer took in milliseconds, the hash of its rows, and who gave it. */
interface Outcome {
  readonly times: readonly number[]
  readonly hashes: readonly string[]
  readonly by: readonly string[]
}

/** The values of a row by name, in the order of the names. */
function entriesOf(row: object): readonly (readonly [string, unknown])[] {
  return Object.keys(row).toSorted().map((name) => [name, Reflect.get(row, name)] as const)
}

async function hashOf(all: readonly (readonly object[])[]): Promise<string> {
  const answers = all.map((rows) => rows.map(entriesOf))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(answers))))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

interface Answered {
  readonly rows: readonly object[]
  /** Asked for once the time is taken. */
  readonly by: () => string
}
type Ask = (ask: BenchAsk) => Answered | Promise<Answered>

/** An engine that is not there: what was made ahead has to do. */
const noEngine: Engine = {
  rows: () => Promise.reject(new Error('needs the engine')),
  load: () => Promise.reject(new Error('needs the engine')),
  parquet: () => Promise.reject(new Error('needs the engine')),
  close: async () => undefined,
}

/** Asks every value of a question: the quickest of a few rounds each, as native DuckDB is timed. */
async function measure(ask: Ask, question: number, facts: BenchFacts, rounds: number): Promise<Outcome> {
  const [times, hashes, by]: [number[], string[], Set<string>] = [[], [], new Set()]
  for (const asks of benchQuestions[question]?.values(facts) ?? []) {
    let [best, rows]: [number, (readonly object[])[]] = [Number.POSITIVE_INFINITY, []]
    for (let round = 0; round <= rounds; round += 1) {
      const begun = performance.now()
      const answers = []
      for (const each of asks) {
        // An answer at hand is not waited for, as in the page.
        const answer = ask(each)
        answers.push(answer instanceof Promise ? await answer : answer)
      }
      // What a list shows at once is read too.
      for (const { rows } of answers) for (const row of rows.slice(0, 200)) entriesOf(row)
      if (round > 0) best = Math.min(best, performance.now() - begun)
      rows = answers.map((answer) => answer.rows)
      for (const answer of answers) by.add(answer.by())
    }
    times.push(best)
    hashes.push(await hashOf(rows))
  }
  return { times, hashes, by: [...by] }
}

const bench = {
  /** Each question out of what was made ahead; null where it needs the engine. */
  ahead: async (manifestUrl: string, facts: BenchFacts, rounds: number): Promise<{ readonly open: number; readonly outcomes: readonly (Outcome | null)[] }> => {
    const begun = performance.now()
    const files = fetchedFiles(manifestUrl)
    const manifest = await readManifest(files)
    const ahead = await openAhead(manifest, files)
    if (!ahead) throw new Error(`nothing was made ahead of ${manifestUrl}`)
    const answers = createDatasetAnswers(ahead, noEngine, formsWorker({ kind: 'address', id: manifestUrl, manifestUrl }, filesAhead(manifest)))
    await answers.bringLater()
    const open = performance.now() - begun
    const outcomes: (Outcome | null)[] = []
    const ask: Ask = ({ query, params }) => {
      const by = () => {
        const executor = answers.executorOf(toText(query.statement(params)))
        return `${executor?.by ?? 'nobody'}: ${executor?.table ?? ''}`
      }
      const rows = answers.ask(query, params)
      return rows instanceof Promise ? rows.then((later) => ({ rows: later as readonly object[], by })) : { rows: rows as readonly object[], by }
    }
    for (const index of benchQuestions.keys()) {
      outcomes.push(
        await measure(ask, index, facts, rounds).catch((error: unknown) => {
          console.warn(String(error))
          return null
        }),
      )
    }
    answers.end()
    return { open, outcomes }
  },
  /** Each question asked of DuckDB-WASM with the rows as the product loads them. */
  engine: async (manifestUrl: string, facts: BenchFacts, rounds: number): Promise<{ readonly boot: number; readonly load: number; readonly outcomes: readonly Outcome[] }> => {
    const begun = performance.now()
    const engine: Engine = await openBrowserEngine()
    const boot = performance.now() - begun
    const files = fetchedFiles(manifestUrl)
    const manifest = await readManifest(files)
    await loadDataset(engine, manifest, files, { number: 1 })
    const load = performance.now() - begun - boot
    const outcomes: Outcome[] = []
    for (const index of benchQuestions.keys()) outcomes.push(await measure(async ({ query, params }) => ({ rows: await engine.rows(query.statement(params)), by: () => 'engine' }), index, facts, rounds))
    await engine.close()
    return { boot, load, outcomes }
  },
}

declare global {
  var bench: typeof bench | undefined
}
globalThis.bench = bench
