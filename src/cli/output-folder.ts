import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { DatasetOutput } from '@/dataset/write-dataset.ts'
import { manifestSchema } from '@/domain/manifest.ts'
import { UsageError } from './usage-error.ts'

type Target = { readonly path: string; readonly replaced: boolean; readonly ownEntries: ReadonlySet<string> }

async function entriesOf(path: string): Promise<readonly string[] | null> {
  const found = await stat(path).catch(() => null)
  if (found === null) return null
  if (!found.isDirectory()) throw new UsageError(`--out ${path} is a file. Name a folder that is new, empty or a dataset.`)
  return readdir(path)
}

/** Looks whether a dataset may be written at a path: nothing there, an empty folder, or a dataset of ours. Throws UsageError otherwise. */
export async function checkOutputFolder(folder: string): Promise<Target> {
  const path = resolve(folder)
  const entries = await entriesOf(path)
  if (entries === null) return { path, replaced: false, ownEntries: new Set() }
  const real = await realpath(path)
  if (entries.length === 0) return { path: real, replaced: true, ownEntries: new Set() }
  const text = await readFile(join(real, 'manifest.json'), 'utf8').catch(() => '')
  let json: unknown = null
  try {
    json = JSON.parse(text)
  } catch {
    // Not a manifest: refused below.
  }
  const manifest = manifestSchema.safeParse(json)
  if (!manifest.success) throw new UsageError(`--out ${folder} holds something that is not a dataset; nothing was written. Name a folder that is new, empty or a dataset.`)
  return { path: real, replaced: true, ownEntries: new Set(['manifest.json', 'derived', ...manifest.data.files.map((file) => file.path.split('/')[0] ?? file.path)]) }
}

/** Writes a dataset into a folder beside the target, then puts it in the target's place: a failure leaves what was there. Files that aren't the old dataset's move along. */
export async function replaceFolder<T>(folder: string, fill: (output: DatasetOutput) => Promise<T>): Promise<T> {
  const target = await checkOutputFolder(folder)
  const parent = dirname(target.path)
  await mkdir(parent, { recursive: true })
  const work = await mkdtemp(join(parent, `.${basename(target.path)}-`))
  try {
    const fresh = join(work, 'new')
    await mkdir(fresh)
    const result = await fill({
      write: async (path, bytes) => {
        const file = join(fresh, path)
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, bytes)
      },
    })
    if (target.replaced) {
      for (const entry of await readdir(target.path)) {
        if (!target.ownEntries.has(entry)) await rename(join(target.path, entry), join(fresh, entry))
      }
      await rename(target.path, join(work, 'old'))
    }
    await rename(fresh, target.path)
    return result
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
