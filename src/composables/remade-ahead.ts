import { memoryFiles } from '@/dataset/memory-files.ts'
import { filesAhead, openAhead } from '@/dataset/open-ahead.ts'
import { rowCount } from '@/domain/manifest.ts'
import type { Engine } from '@/engine/engine.ts'
import { contradictions } from '@/rollups/check-sums.ts'
import type { Ahead } from './ahead-of.ts'
import { runTask } from './data-worker.ts'
import { formsWorker } from './forms-worker.ts'
import type { OpenDataset } from './session.ts'
import { neededOf } from './source-ref.ts'

/**
 * More rows than this over all tables are not put into a second engine beside the page's own: of 1.96 million the page holds
 * 1.5 GB at most meanwhile, and a processor is busy for more than a minute. Their sums are made of the page's engine alone.
 */
const mostRows = 2_000_000

/**
 * What a dataset should have come with for speed, made by a worker from its tables' own files. Null where it has too many
 * rows, or where the rows of an engine say something else. Rejects where it can't be made, or was stopped.
 */
export async function remadeAhead(dataset: OpenDataset, rows: Engine, signal: AbortSignal): Promise<Ahead | null> {
  const { id, manifest, source } = dataset
  if (rowCount(manifest) > mostRows) return null
  const { derived, files } = await runTask('remake', { source: neededOf(source, [{ path: 'manifest.json' }, ...manifest.files]) }, { signal })
  const whole = { ...manifest, derived }
  // The worker read the manifest anew: what was made of other tables is not taken.
  const ahead = await openAhead(whole, memoryFiles(files), signal)
  if (!ahead || (await contradictions(rows, ahead.tables, { signal })).length > 0) return null
  return { ahead, forms: formsWorker({ kind: 'visit', id, files }, filesAhead(whole)) }
}
