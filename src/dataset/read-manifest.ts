import { manifestSchema, type Manifest } from '@/domain/manifest.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'
import type { DatasetFiles, ReadOptions } from './dataset-files.ts'

/** Reads and checks a dataset's manifest.json. Throws DatasetError that says what is wrong with it. */
export async function readManifest(files: DatasetFiles, options?: ReadOptions): Promise<Manifest> {
  const text = new TextDecoder().decode(await files.read('manifest.json', options))
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new DatasetError([fileProblem('manifest.json', 'not-json', { zh: `清单不是 JSON：${reason}`, en: `the manifest is not JSON: ${reason}` })])
  }
  const result = manifestSchema.safeParse(json)
  if (result.success) return result.data
  throw new DatasetError(
    result.error.issues.map((issue) => {
      const where = issue.path.join('.') || '(root)'
      return fileProblem('manifest.json', 'wrong-manifest', { zh: `清单的 ${where} 不对：${issue.message}`, en: `the manifest's ${where} is wrong: ${issue.message}` })
    }),
  )
}
