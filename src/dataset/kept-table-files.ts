import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'
import { toStoreError, StoreError } from './stored-files.ts'
import { checkWhole, memoryKeeper, type Append, type TableKeeper } from './table-keeper.ts'

const folderName = 'jilan-table-files'
/** Files that no page uses and that stay for the next visit. */
const spareFiles = 3

/** The file system and the locks of the origin, and the lifetime of the page that holds files in use. */
export interface KeeperParts {
  readonly root: FileSystemDirectoryHandle
  readonly locks: LockManager
}

const writing = (name: string) => `${folderName}/${name}/write`
const using = (name: string) => `${folderName}/${name}/use`

function nameOf(key: readonly string[]): string {
  return `${bytesToHex(sha256(utf8ToBytes(key.join('\n')))).slice(0, 32)}.duckdb`
}

/** Held until this page or worker ends: another must not take away what this one reads. */
function hold(locks: LockManager, name: string): Promise<void> {
  return new Promise((held, failed) => {
    locks.request(using(name), { mode: 'shared' }, () => {
      held()
      return new Promise<never>(() => undefined)
    }).catch(failed)
  })
}

async function fileOf(folder: FileSystemDirectoryHandle, name: string, bytes: number): Promise<File | null> {
  try {
    const file = await (await folder.getFileHandle(name)).getFile()
    return file.size === bytes ? file : null
  } catch {
    return null
  }
}

/** What is written takes the place of the file only once it is whole. */
async function written(folder: FileSystemDirectoryHandle, name: string, bytes: number, fill: (append: Append) => Promise<void>): Promise<File> {
  const handle = await folder.getFileHandle(name, { create: true })
  const stream = await handle.createWritable()
  let size = 0
  try {
    await fill(async (part) => {
      await stream.write(part).catch((error: unknown) => Promise.reject(toStoreError(error)))
      size += part.length
    })
    checkWhole(size, bytes)
    await stream.close().catch((error: unknown) => Promise.reject(toStoreError(error)))
    return await handle.getFile()
  } catch (error) {
    await stream.abort().catch(() => undefined)
    await folder.removeEntry(name).catch(() => undefined)
    throw error
  }
}

/** Makes room: the files least lately written go, but for some, and for those that a page uses. */
async function clean(folder: FileSystemDirectoryHandle, locks: LockManager, except: string): Promise<void> {
  const files: File[] = []
  for await (const [name, { kind }] of folder.entries()) if (name !== except && kind === 'file') files.push(await (await folder.getFileHandle(name)).getFile())
  for (const { name } of files.toSorted((a, b) => b.lastModified - a.lastModified).slice(spareFiles)) {
    await locks.request(using(name), { ifAvailable: true }, (lock) => (lock ? folder.removeEntry(name) : undefined))
  }
}

/** Keeps table files in the browser's own file system: they weigh nothing in memory, and a second visit finds them. */
export function createTableKeeper({ root, locks }: KeeperParts): TableKeeper {
  return {
    keep: async (key, bytes, fill) => {
      const name = nameOf(key)
      const folder = await root.getDirectoryHandle(folderName, { create: true })
      await hold(locks, name)
      return locks.request(writing(name), async () => {
        const kept = await fileOf(folder, name, bytes)
        if (kept) return kept
        await clean(folder, locks, name)
        return written(folder, name, bytes, fill)
      })
    },
  }
}

async function openParts(): Promise<KeeperParts | null> {
  // A page without a secure context has neither.
  const navigator: Navigator | undefined = globalThis.navigator
  const storage: StorageManager | undefined = navigator?.storage
  const locks: LockManager | undefined = navigator?.locks
  if (!storage || !locks) return null
  try {
    return { root: await storage.getDirectory(), locks }
  } catch {
    return null
  }
}

/** Keeps the file of a key from being thrown out for as long as this page is open, whoever puts it together. */
export async function holdKeptFile(key: readonly string[]): Promise<void> {
  const parts = await openParts()
  if (parts) await hold(parts.locks, nameOf(key)).catch(() => undefined)
}

/** The page's keeper: the browser's file system, or memory where that is refused or full. */
export const pageKeeper: TableKeeper = {
  keep: async (key, bytes, fill) => {
    const parts = await openParts()
    if (!parts) return memoryKeeper.keep(key, bytes, fill)
    try {
      return await createTableKeeper(parts).keep(key, bytes, fill)
    } catch (error) {
      if (!(toStoreError(error) instanceof StoreError)) throw error
      return memoryKeeper.keep(key, bytes, fill)
    }
  },
}
