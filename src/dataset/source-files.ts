import type { BrowserStore } from './browser-store.ts'
import type { SourceRef } from './data-tasks.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'
import { fetchedFiles, type DatasetFiles } from './dataset-files.ts'
import { packFiles, type KeptDerived } from './kept-derived.ts'
import { memoryFiles } from './memory-files.ts'

/** Where files are that another thread is to read: those of a dataset, or those made of it in an earlier visit. */
export type FilesRef = SourceRef | ({ readonly kind: 'kept' } & KeptDerived)

/** The files of a dataset that another thread named. Throws DatasetError where the browser does not keep it any more. */
export async function filesOf(source: FilesRef, openStore: () => Promise<BrowserStore>): Promise<DatasetFiles> {
  if (source.kind === 'kept') return packFiles(source)
  if (source.kind === 'visit') return memoryFiles(source.files)
  if (source.kind === 'address') return fetchedFiles(source.manifestUrl)
  const entry = (await (await openStore()).list()).entries.find((each) => each.id === source.id)
  if (!entry) throw new DatasetError([fileProblem(source.id, 'not-found', { zh: '浏览器中没有这个数据集', en: 'this dataset is not kept in the browser' })])
  return entry.files
}
