import type { SourceRef } from '@/dataset/data-tasks.ts'
import type { FilesRef } from '@/dataset/source-files.ts'
import type { DatasetEntry } from './session.ts'

/** A dataset as the worker finds it again. */
export function refOf({ id, origin }: DatasetEntry): SourceRef {
  if (origin.kind === 'browser') return { kind: 'browser', id }
  return origin.kind === 'visit' ? { kind: 'visit', id, files: origin.files } : { kind: 'address', id, manifestUrl: origin.manifestUrl }
}

/** What of a dataset another thread needs; of one in memory no more than that is copied. */
export function neededOf<Ref extends FilesRef>(source: Ref, files: readonly { readonly path: string }[]): Ref {
  if (source.kind !== 'visit') return source
  const needed = new Set(files.map(({ path }) => path))
  return { ...source, files: new Map([...source.files].filter(([path]) => needed.has(path))) }
}
