import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatasetError, fileProblem } from '@/dataset/dataset-error.ts'
import type { DatasetFiles } from '@/dataset/dataset-files.ts'
import { loadDataset } from '@/dataset/load-dataset.ts'
import { readManifest } from '@/dataset/read-manifest.ts'
import type { Manifest } from '@/domain/manifest.ts'
import type { Engine } from '@/engine/engine.ts'
import { UsageError } from './usage-error.ts'

function isAbsentFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

/** The files of a dataset folder on disk. */
export function folderFiles(folder: string): DatasetFiles {
  return {
    read: async (path, options) => {
      options?.signal?.throwIfAborted()
      try {
        const bytes = new Uint8Array(await readFile(join(folder, path)))
        options?.onBytes?.(bytes.length)
        return bytes
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new DatasetError([fileProblem(path, 'not-found', { zh: `读不到文件：${reason}`, en: `can't read the file: ${reason}` })], { cause: error })
      }
    },
  }
}

/** Loads a dataset folder's canonical tables and `project_metrics`. UsageError where the folder is no dataset, DatasetError where it is broken. */
export async function loadDatasetFolder(engine: Engine, folder: string): Promise<Manifest> {
  try {
    await readFile(join(folder, 'manifest.json'))
  } catch (error) {
    if (isAbsentFile(error)) throw new UsageError(`${folder} is not a dataset folder: it has no manifest.json. Give a folder that \`convert\` or \`generate\` wrote.`)
    throw error
  }
  const files = folderFiles(folder)
  const manifest = await readManifest(files)
  await loadDataset(engine, manifest, files, { number: 1 })
  return manifest
}
