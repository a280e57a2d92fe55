import { rowCount, type Manifest } from '@/domain/manifest.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'

const code = 'no-memory'

/** What to say of rows that the engine has not memory enough for. */
export function tooLarge(manifest: Manifest, cause: unknown): DatasetError {
  const all = rowCount(manifest)
  return new DatasetError(
    [
      fileProblem('', code, {
        zh: `内存放不下全部 ${all} 行明细（浏览器给数据引擎最多 4 GB）。用 jilan convert 重新写一遍这份数据集，它会带上预先汇总的数和表文件：图表不再靠明细，明细留在磁盘上按需读取。`,
        en: `the memory does not hold all ${all} rows (a browser gives the data engine 4 GB at most). Write the dataset anew with jilan convert, which adds sums made ahead and a table file: charts need no rows then, and rows stay on disk and are read as needed`,
      }),
    ],
    { cause },
  )
}

export function isTooLarge(error: unknown): boolean {
  return error instanceof DatasetError && error.problems.some((problem) => problem.code === code)
}
