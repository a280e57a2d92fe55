import { pageKeeper } from '@/dataset/kept-table-files.ts'
import { fetchedFiles } from '@/dataset/dataset-files.ts'
import { loadDataset } from '@/dataset/load-dataset.ts'
import { bringTableFile } from '@/dataset/load-table-file.ts'
import { readManifest } from '@/dataset/read-manifest.ts'
import { emptySelection } from '@/domain/selection.ts'
import { openBrowserEngine } from '@/engine/duckdb-browser.ts'
import type { Engine } from '@/engine/engine.ts'
import { verbatim } from '@/engine/sql.ts'
import { indicatorTotals } from '@/queries/indicator-totals.ts'
import { ask as askQuery } from '@/queries/query.ts'
import { totals } from '@/queries/totals.ts'
import { benchExamples, shownRows } from '../examples.ts'
import { benchQuestions, type BenchFacts } from '../questions.ts'
import { hashOf, measure, type Outcome } from './asking.ts'

interface ExampleOutcome {
  readonly key: string
  /** Milliseconds of the first time and of the quickest after it. */
  readonly first: number
  readonly best: number
  readonly hash: string
}

export interface InEngine {
  readonly boot: number
  readonly load: number
  /** From the first byte of the engine to the answer of a question over all rows. */
  readonly ready: number
  readonly outcomes: readonly Outcome[]
  readonly examples: readonly ExampleOutcome[]
}

async function measureExamples(engine: Engine, facts: BenchFacts, rounds: number): Promise<readonly ExampleOutcome[]> {
  const found: ExampleOutcome[] = []
  for (const { key, texts } of benchExamples(facts)) {
    const times: number[] = []
    let answers: (readonly object[])[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const begun = performance.now()
      answers = []
      for (const text of texts) answers.push(await engine.rows(verbatim(text)))
      times.push(performance.now() - begun)
    }
    found.push({ key, first: times[0] ?? 0, best: Math.min(...times.slice(1)), hash: await hashOf(answers.map(shownRows)) })
  }
  return found
}

/** Each question, and each worked example of the SQL page, asked of DuckDB-WASM with the rows as the product loads them. */
export async function askInEngine(manifestUrl: string, facts: BenchFacts, rounds: number): Promise<InEngine> {
  const begun = performance.now()
  const opening = openBrowserEngine()
  const files = fetchedFiles(manifestUrl)
  const manifest = await readManifest(files)
  // As the page does: the table file comes while the engine starts.
  const tableFile = bringTableFile(manifest, files, { keeper: pageKeeper })
  const engine = await opening
  const boot = performance.now() - begun
  await loadDataset(engine, manifest, files, { number: 1 }, { keeper: pageKeeper, tableFile })
  const load = performance.now() - begun - boot
  await askQuery(engine, totals, emptySelection)
  await askQuery(engine, indicatorTotals, emptySelection)
  const ready = performance.now() - begun
  const outcomes: Outcome[] = []
  for (const index of benchQuestions.keys()) outcomes.push(await measure(async ({ query, params }) => ({ rows: await engine.rows(query.statement(params)), by: () => 'engine' }), index, facts, rounds))
  const examples = await measureExamples(engine, facts, rounds)
  await engine.close()
  return { boot, load, ready, outcomes, examples }
}
