import { readdir, stat } from 'node:fs/promises'
import { basename, extname, join, relative } from 'node:path'
import { UsageError } from './usage-error.ts'

export interface InputFile {
  readonly path: string
  /** How the report and the rows' source call it: its name, or its path inside a folder that was given. */
  readonly name: string
}

const readable = ['.txt', '.pdf', '.csv', '.tsv', '.xlsx', '.parquet', '.zip']

/** The files that the inputs mean; a folder stands for the readable files in it, in order of their names. UsageError where one is not there. */
export async function listInputs(inputs: readonly string[]): Promise<readonly InputFile[]> {
  const files: InputFile[] = []
  for (const input of inputs) {
    const found = await stat(input).catch(() => null)
    if (found === null) throw new UsageError(`${input} does not exist; nothing was written. Give files or folders that are there.`)
    if (!found.isDirectory()) {
      files.push({ path: input, name: basename(input) })
      continue
    }
    const entries = await readdir(input, { recursive: true, withFileTypes: true })
    // What lies beside a dataset's manifest for speed alone is made of the tables that are read here.
    const derived = entries.filter((entry) => entry.name === 'manifest.json').map((entry) => join(entry.parentPath, 'derived'))
    const inside = entries
      .filter((entry) => !derived.some((folder) => entry.parentPath === folder || entry.parentPath.startsWith(join(folder, '/'))) && entry.isFile() && !entry.name.startsWith('.') && readable.includes(extname(entry.name).toLowerCase()))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
    if (inside.length === 0) throw new UsageError(`${input} holds no ${readable.join(', ')} file; nothing was written.`)
    files.push(...inside.map((path) => ({ path, name: relative(input, path).replaceAll('\\', '/') })))
  }
  return files
}
