import { filesAhead, openAhead, type OpenedAhead } from '@/dataset/open-ahead.ts'
import { formsWorker, type FormsWorker } from './forms-worker.ts'
import type { DatasetEntry } from './session.ts'
import { refOf } from './source-ref.ts'

/** What was made ahead of a dataset, and who answers from its forms. */
export interface Ahead {
  readonly ahead: OpenedAhead
  readonly forms: FormsWorker | null
}

/** What came with a dataset for speed, else what was made of it in an earlier visit; null where neither can be used. */
export async function aheadOf(entry: DatasetEntry, signal: AbortSignal): Promise<Ahead | null> {
  const { manifest, files } = entry
  const came = await openAhead(manifest, files, signal)
  if (came) return { ahead: came, forms: formsWorker(refOf(entry), filesAhead(manifest)) }
  if (manifest.engine) return null
  const { openDerivedKeeper, packFiles } = await import('@/dataset/kept-derived.ts')
  const kept = await (await openDerivedKeeper())?.find(manifest)
  const ahead = kept ? await openAhead(kept.manifest, packFiles(kept), signal) : null
  return kept && ahead ? { ahead, forms: formsWorker({ kind: 'kept', ...kept }, filesAhead(kept.manifest)) } : null
}
