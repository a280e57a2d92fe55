import { DatasetError, fileProblem } from './dataset-error.ts'

/** Adds bytes to the end of a file. */
export type Append = (bytes: Uint8Array<ArrayBuffer>) => Promise<void>

/** Where a table file is put together. Of the same key there is the same file. */
export interface TableKeeper {
  /** The file of a key with so many bytes; `fill` writes it where it is not there yet. Rejects where what was filled in has another size. */
  readonly keep: (key: readonly string[], bytes: number, fill: (append: Append) => Promise<void>) => Promise<Blob>
}

export function checkWhole(found: number, bytes: number): void {
  if (found !== bytes) throw new DatasetError([fileProblem('derived/tables', 'wrong-size', { zh: `表文件应有 ${bytes} 字节，实有 ${found} 字节`, en: `the table file should have ${bytes} bytes, ${found} found` })])
}

/** Keeps files in memory, for as long as who asked for them holds them. */
export const memoryKeeper: TableKeeper = {
  keep: async (_, bytes, fill) => {
    const parts: Blob[] = []
    await fill(async (part) => void parts.push(new Blob([part])))
    const whole = new Blob(parts)
    checkWhole(whole.size, bytes)
    return whole
  },
}
