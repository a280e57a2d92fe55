import type { SourceRef } from '@/dataset/data-tasks.ts'
import type { DatasetEntry } from './session.ts'

/** A dataset as the worker finds it again. */
export function refOf({ id, origin }: DatasetEntry): SourceRef {
  if (origin.kind === 'browser') return { kind: 'browser', id }
  return origin.kind === 'visit' ? { kind: 'visit', id, files: origin.files } : { kind: 'address', id, manifestUrl: origin.manifestUrl }
}
