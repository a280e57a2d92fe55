import { DatasetError, fileProblem } from './dataset-error.ts'
import type { DatasetFiles } from './dataset-files.ts'
import type { DatasetOutput } from './write-dataset.ts'

export type FileMap = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

/** A dataset that lies in memory, for as long as the page is open. Readers get copies: engines take the bytes away. */
export function memoryFiles(files: FileMap): DatasetFiles {
  const contentOf = (path: string) => {
    const bytes = files.get(path)
    if (!bytes) throw new DatasetError([fileProblem(path, 'not-found', { zh: '没有这个文件', en: 'there is no such file' })])
    return bytes
  }
  return {
    read: async (path, options = {}) => {
      const bytes = contentOf(path)
      options.onBytes?.(bytes.length)
      return bytes.slice()
    },
    readRange: async (path, from, to) => contentOf(path).slice(from, to),
  }
}

/** An output that keeps what is written to it. */
export function memoryOutput(): { readonly files: FileMap; readonly output: DatasetOutput } {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  return { files, output: { write: async (path, bytes) => void files.set(path, bytes) } }
}
