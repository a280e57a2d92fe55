import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import type { Label } from '@/domain/label.ts'
import type { Manifest } from '@/domain/manifest.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'
import type { DatasetFiles } from './dataset-files.ts'
import { readManifest } from './read-manifest.ts'
import { readIndex, writeIndex, type StoredDataset, type StoredIndex } from './stored-index.ts'
import { readStoredFile, StoreError, toStoreError, writeStoredFile } from './stored-files.ts'
import type { DatasetOutput } from './write-dataset.ts'

/** A dataset of the person's own, kept in the browser. */
export interface StoredEntry {
  readonly id: string
  readonly savedAt: string
  readonly manifest: Manifest
  readonly files: DatasetFiles
}

export interface StoreListing {
  readonly entries: readonly StoredEntry[]
  /** Removed, and can still come back. */
  readonly removed: readonly StoredEntry[]
  /** Kept under these titles, but their files are gone or changed. */
  readonly damaged: readonly { readonly id: string; readonly title: Label }[]
}

export interface WriteOptions {
  readonly signal?: AbortSignal
  /** Called where another tab is writing: this one waits for it. */
  readonly onBusy?: () => void
}

export interface BrowserStore {
  readonly list: () => Promise<StoreListing>
  /** Writes a dataset: a new one, or the next version of `id`. Nothing that was there changes until all of it is written. */
  readonly save: (id: string | null, fill: (output: DatasetOutput) => Promise<Manifest>, options?: WriteOptions) => Promise<StoredEntry>
  readonly rename: (id: string, title: Label, options?: WriteOptions) => Promise<void>
  readonly remove: (id: string, options?: WriteOptions) => Promise<void>
  /** Undoes a removal. */
  readonly restore: (id: string, options?: WriteOptions) => Promise<void>
  /** Frees what no dataset needs: files of broken-off writes, old versions, removals older than so many milliseconds. Gives up where another tab reads or writes. */
  readonly clean: (olderThan: number) => Promise<void>
}

/** The file system and the locks of the origin; `locks` is null where the browser has none. */
export interface StoreParts {
  readonly root: FileSystemDirectoryHandle
  readonly locks: LockManager | null
}

const writing = 'jilan-datasets-write'
const reading = 'jilan-datasets-read'

function randomName(): string {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => (byte % 36).toString(36)).join('') + Date.now().toString(36)
}

export function createBrowserStore({ root, locks }: StoreParts): BrowserStore {
  async function exclusively<T>(work: () => Promise<T>, { signal, onBusy }: WriteOptions = {}): Promise<T> {
    const guarded = () => work().catch((error: unknown) => Promise.reject(toStoreError(error)))
    if (!locks) return guarded()
    const first = await locks.request(writing, { ifAvailable: true }, async (lock) => (lock ? { value: await guarded() } : null))
    if (first) return first.value
    onBusy?.()
    return locks.request(writing, signal ? { signal } : {}, guarded)
  }

  function filesIn(folder: string): DatasetFiles {
    async function bytesOf(name: string, range?: { readonly from: number; readonly to: number }): Promise<Uint8Array<ArrayBuffer>> {
      const read = () => readStoredFile(root, `${folder}/${name}`, range)
      const bytes = locks ? await locks.request(reading, { mode: 'shared' }, read) : await read()
      if (!bytes) throw new DatasetError([fileProblem(name, 'not-found', { zh: '浏览器存储中没有这个文件', en: 'the file is not in the browser’s store' })])
      return bytes
    }
    return {
      read: async (name, options = {}) => {
        options.signal?.throwIfAborted()
        const bytes = await bytesOf(name)
        options.onBytes?.(bytes.length)
        return bytes
      },
      readRange: (name, from, to) => bytesOf(name, { from, to }),
    }
  }

  async function entryOf(stored: StoredDataset): Promise<StoredEntry | null> {
    const files = filesIn(stored.folder)
    try {
      const bytes = await readStoredFile(root, `${stored.folder}/manifest.json`)
      if (!bytes || bytesToHex(sha256(bytes)) !== stored.manifestSha256) return null
      const manifest = await readManifest({ read: async () => bytes })
      return { id: stored.id, savedAt: stored.savedAt, files, manifest: { ...manifest, title: stored.title } }
    } catch (error) {
      if (error instanceof DatasetError) return null
      throw error
    }
  }

  const list = (): Promise<StoreListing> => (locks ? locks.request(reading, { mode: 'shared' }, listing) : listing())

  async function listing(): Promise<StoreListing> {
    const index = await readIndex(root)
    const found = await Promise.all(index.datasets.map(async (stored) => ({ stored, entry: await entryOf(stored) })))
    const removed = await Promise.all(index.removed.map(entryOf))
    return {
      entries: found.flatMap(({ entry }) => entry ?? []),
      removed: removed.flatMap((entry) => entry ?? []),
      damaged: found.flatMap(({ stored, entry }) => (entry ? [] : [{ id: stored.id, title: stored.title }])),
    }
  }

  async function change(turn: (index: StoredIndex) => StoredIndex, options?: WriteOptions): Promise<void> {
    await exclusively(async () => writeIndex(root, turn(await readIndex(root))), options)
  }

  async function save(id: string | null, fill: (output: DatasetOutput) => Promise<Manifest>, options: WriteOptions = {}): Promise<StoredEntry> {
    return exclusively(async () => {
      const name = id ?? `own-${randomName()}`
      const folder = `${name}~${randomName()}`
      try {
        const manifest = await fill({
          write: async (path, bytes) => {
            options.signal?.throwIfAborted()
            await writeStoredFile(root, `${folder}/${path}`, bytes)
          },
        })
        const written = await readStoredFile(root, `${folder}/manifest.json`)
        if (!written) throw new StoreError('broken')
        options.signal?.throwIfAborted()
        const stored = { id: name, folder, title: manifest.title, savedAt: new Date().toISOString(), manifestSha256: bytesToHex(sha256(written)) }
        const index = await readIndex(root)
        // A dataset that another tab removed meanwhile comes back: what was just confirmed is not lost.
        await writeIndex(root, { datasets: [...index.datasets.filter((each) => each.id !== name), stored], removed: index.removed.filter((each) => each.id !== name) })
        return { id: name, savedAt: stored.savedAt, manifest, files: filesIn(folder) }
      } catch (error) {
        await root.removeEntry(folder, { recursive: true }).catch(() => undefined)
        throw error
      }
    }, options)
  }

  async function sweep(olderThan: number): Promise<void> {
    const index = await readIndex(root)
    const before = new Date(Date.now() - olderThan).toISOString()
    const removed = index.removed.filter((each) => each.removedAt >= before)
    if (removed.length < index.removed.length) await writeIndex(root, { ...index, removed })
    const needed = new Set([...index.datasets, ...removed].map((each) => each.folder))
    const folders: string[] = []
    for await (const [name, handle] of root.entries()) if (handle.kind === 'directory' && name.startsWith('own-') && !needed.has(name)) folders.push(name)
    for (const name of folders) await root.removeEntry(name, { recursive: true })
  }

  return {
    list,
    save,
    rename: (id, title, options) => change((index) => ({ ...index, datasets: index.datasets.map((each) => (each.id === id ? { ...each, title } : each)) }), options),
    remove: (id, options) =>
      change((index) => {
        const gone = index.datasets.filter((each) => each.id === id).map((each) => ({ ...each, removedAt: new Date().toISOString() }))
        return { datasets: index.datasets.filter((each) => each.id !== id), removed: [...index.removed.filter((each) => each.id !== id), ...gone] }
      }, options),
    restore: (id, options) =>
      change((index) => {
        const back = index.removed.filter((each) => each.id === id)
        return { datasets: [...index.datasets, ...back], removed: index.removed.filter((each) => each.id !== id) }
      }, options),
    clean: async (olderThan) => {
      // Without locks nobody knows what another tab is about.
      if (!locks) return
      await locks.request(writing, { ifAvailable: true }, (lock) => lock && locks.request(reading, { ifAvailable: true }, async (alone) => (alone ? sweep(olderThan) : undefined)))
    },
  }
}

/** The store of this browser. Throws StoreError where the browser has none, or refuses it. */
export async function openBrowserStore(): Promise<BrowserStore> {
  const storage: StorageManager | undefined = globalThis.navigator?.storage
  if (!storage?.getDirectory) throw new StoreError('refused')
  try {
    const root = await (await storage.getDirectory()).getDirectoryHandle('datasets', { create: true })
    return createBrowserStore({ root, locks: globalThis.navigator.locks ?? null })
  } catch (error) {
    throw toStoreError(error)
  }
}
