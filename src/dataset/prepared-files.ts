import type { PreparedFiles } from '@/rollups/prepared-files.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'
import { checkFile, readRange, type DatasetFiles } from './dataset-files.ts'

/** A file made for speed, as the manifest promises it. */
export interface PromisedFile {
  readonly path: string
  readonly kind: string
  readonly year: number | null
  readonly bytes: number
  readonly sha256: string
}

/** The promised files of a dataset. A whole file is checked against its promise; who reads a part checks it himself. */
export function preparedFiles(files: DatasetFiles, promised: readonly PromisedFile[]): PreparedFiles {
  return {
    files: promised,
    read: async (path) => {
      const promise = promised.find((file) => file.path === path)
      if (!promise) throw new DatasetError([fileProblem(path, 'not-found', { zh: '清单中没有这个文件', en: 'the manifest has no such file' })])
      const bytes = await files.read(path)
      await checkFile(promise, bytes)
      return bytes
    },
    readRange: (path, from, to) => readRange(files, path, from, to),
  }
}
