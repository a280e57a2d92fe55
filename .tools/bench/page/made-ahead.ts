import { createDatasetAnswers } from '@/composables/dataset-answers.ts'
import { formsWorker } from '@/composables/forms-worker.ts'
import { fetchedFiles } from '@/dataset/dataset-files.ts'
import { filesAhead, openAhead } from '@/dataset/open-ahead.ts'
import { readManifest } from '@/dataset/read-manifest.ts'
import type { Engine } from '@/engine/engine.ts'
import { toText } from '@/engine/sql.ts'
import { benchQuestions, type BenchFacts } from '../questions.ts'
import { measure, type Ask, type Outcome } from './asking.ts'

/** An engine that is not there: what was made ahead has to do. */
const noEngine: Engine = {
  rows: () => Promise.reject(new Error('needs the engine')),
  load: () => Promise.reject(new Error('needs the engine')),
  parquet: () => Promise.reject(new Error('needs the engine')),
  close: async () => undefined,
}

/** Each question out of what was made ahead; null where it needs the engine. */
export async function askMadeAhead(manifestUrl: string, facts: BenchFacts, rounds: number): Promise<{ readonly open: number; readonly outcomes: readonly (Outcome | null)[] }> {
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
}
