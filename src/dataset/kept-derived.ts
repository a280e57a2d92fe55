import { toContentHash } from '@/domain/content-hash.ts'
import { joinedBytes } from '@/domain/joined-bytes.ts'
import { derivedVersion, manifestSchema, type Manifest } from '@/domain/manifest.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'
import type { DatasetFiles } from './dataset-files.ts'
import { filesAhead } from './open-ahead.ts'
import type { RemadeDerived } from './remake-derived.ts'
import { StoreError, toStoreError, writeStoredFile } from './stored-files.ts'

const folderName = 'jilan-derived'
/** Datasets whose files are kept. */
const mostKept = 3
const headBytes = 4

/** What was made of a dataset in an earlier visit, as if it had come with it. The pack lies on disk, also for other threads. */
export interface KeptDerived {
  readonly manifest: Manifest
  readonly pack: Blob
}

/** Keeps what was made of datasets for the next visit. */
export interface DerivedKeeper {
  /** Rejects with StoreError where there is no room. */
  readonly keep: (remade: RemadeDerived) => Promise<void>
  /** What was made of exactly these tables by this version; null where nothing was kept, or not what can be read. */
  readonly find: (manifest: Manifest) => Promise<KeptDerived | null>
}

const nameOf = (madeFrom: string) => `${madeFrom}-${derivedVersion}.pack`

/** The length of the list of files, the list, and the files one behind the other. */
function packed({ derived, files }: RemadeDerived): Uint8Array<ArrayBuffer> {
  const list = new TextEncoder().encode(JSON.stringify(derived))
  const head = new Uint8Array(headBytes)
  new DataView(head.buffer).setUint32(0, list.length)
  return joinedBytes([head, list, ...derived.files.flatMap(({ path }) => files.get(path) ?? [])])
}

async function listBytes(pack: Blob): Promise<number> {
  return new DataView(await pack.slice(0, headBytes).arrayBuffer()).getUint32(0)
}

/** The files of a pack. What it holds in their places is for the reader to check, as with any dataset. */
export function packFiles({ manifest, pack }: KeptDerived): DatasetFiles {
  const places = new Map<string, readonly [from: number, to: number]>()
  let at = 0
  for (const { path, bytes } of filesAhead(manifest)) {
    places.set(path, [at, at + bytes])
    at += bytes
  }
  async function part(path: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    const [begin, end] = places.get(path) ?? []
    if (begin === undefined || end === undefined) throw new DatasetError([fileProblem(path, 'not-found', { zh: '没有这个文件', en: 'there is no such file' })])
    const start = headBytes + (await listBytes(pack)) + begin
    return new Uint8Array(await pack.slice(start + from, start + Math.min(to, end - begin)).arrayBuffer())
  }
  return {
    read: async (path, options = {}) => {
      const bytes = await part(path, 0, Infinity)
      options.onBytes?.(bytes.length)
      return bytes
    },
    readRange: part,
  }
}

export function createDerivedKeeper(folder: FileSystemDirectoryHandle): DerivedKeeper {
  /** Those least lately written go, also where another tab reads one: there the engine answers then. */
  async function clean(): Promise<void> {
    const files: File[] = []
    for await (const [name, { kind }] of folder.entries()) if (kind === 'file') files.push(await (await folder.getFileHandle(name)).getFile())
    for (const { name } of files.toSorted((a, b) => b.lastModified - a.lastModified).slice(mostKept)) await folder.removeEntry(name)
  }

  return {
    keep: async (remade) => {
      await writeStoredFile(folder, nameOf(remade.derived.madeFrom), packed(remade))
      await clean().catch((error: unknown) => Promise.reject(toStoreError(error)))
    },
    find: async (manifest) => {
      try {
        const pack = await (await folder.getFileHandle(nameOf(toContentHash(manifest)))).getFile()
        const start = headBytes + (await listBytes(pack))
        const list: unknown = JSON.parse(await pack.slice(headBytes, start).text())
        const kept = { pack, manifest: manifestSchema.parse({ ...manifest, derived: list }) }
        return pack.size === filesAhead(kept.manifest).reduce((sum, { bytes }) => sum + bytes, start) ? kept : null
      } catch {
        // Not there, or damaged: it is made again.
        return null
      }
    },
  }
}

/** The keeper of this browser; null where it has no file system for pages, or refuses it. */
export async function openDerivedKeeper(): Promise<DerivedKeeper | null> {
  // A page without a secure context has none.
  const storage: StorageManager | undefined = globalThis.navigator?.storage
  if (!storage) return null
  try {
    return createDerivedKeeper(await (await storage.getDirectory()).getDirectoryHandle(folderName, { create: true }))
  } catch {
    return null
  }
}

/** Keeps what was made where that can be; else the next visit makes it again. */
export async function keepDerived(remade: RemadeDerived): Promise<void> {
  try {
    await (await openDerivedKeeper())?.keep(remade)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
  }
}
