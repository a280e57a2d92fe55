/** What happens at each write, so that a test can break it off. */
export type OnWrite = (path: string, bytes: Uint8Array) => void

class NotFound extends Error {
  override readonly name = 'NotFoundError'
}

interface Folder {
  readonly kind: 'directory'
  readonly entries: Map<string, Folder | { kind: 'file'; bytes: Uint8Array; written?: number }>
}

let clock = 0

function handleOf(folder: Folder, path: string, onWrite: OnWrite): FileSystemDirectoryHandle {
  const at = (name: string) => (path === '' ? name : `${path}/${name}`)
  return {
    kind: 'directory',
    getDirectoryHandle: async (name: string, { create = false } = {}) => {
      let found = folder.entries.get(name)
      if (!found && create) folder.entries.set(name, (found = { kind: 'directory', entries: new Map() }))
      if (found?.kind !== 'directory') throw new NotFound(at(name))
      return handleOf(found, at(name), onWrite)
    },
    getFileHandle: async (name: string, { create = false } = {}) => {
      if (!folder.entries.has(name) && create) folder.entries.set(name, { kind: 'file', bytes: new Uint8Array() })
      const found = folder.entries.get(name)
      if (found?.kind !== 'file') throw new NotFound(at(name))
      return {
        getFile: async () => new File([found.bytes as Uint8Array<ArrayBuffer>], name, { lastModified: found.written ?? 0 }),
        // As in browsers: what is written takes the file's place when it is closed, whole.
        createWritable: async () => {
          let written = new Uint8Array()
          return {
            write: async (bytes: Uint8Array) => void (written = new Uint8Array(Buffer.concat([written, bytes]))),
            abort: async () => undefined,
            close: async () => {
              onWrite(at(name), written)
              found.bytes = written
              found.written = clock += 1
            },
          }
        },
      }
    },
    removeEntry: async (name: string) => {
      if (!folder.entries.delete(name)) throw new NotFound(at(name))
    },
    async *entries() {
      for (const [name, entry] of Array.from(folder.entries)) yield [name, { kind: entry.kind }]
    },
  } as unknown as FileSystemDirectoryHandle
}

export interface MemoryDirectory {
  /** A handle on the same files; each with its own watcher, as two tabs have. */
  readonly open: (onWrite?: OnWrite) => FileSystemDirectoryHandle
  readonly paths: () => readonly string[]
  readonly damage: (path: string, change: (bytes: Uint8Array) => Uint8Array) => void
}

/** An origin-private file system in memory. */
export function memoryDirectory(): MemoryDirectory {
  const root: Folder = { kind: 'directory', entries: new Map() }
  const walk = (folder: Folder, path: string): readonly string[] =>
    [...folder.entries].flatMap(([name, entry]) => (entry.kind === 'file' ? [`${path}${name}`] : walk(entry, `${path}${name}/`)))
  return {
    open: (onWrite = () => undefined) => handleOf(root, '', onWrite),
    paths: () => walk(root, '').toSorted(),
    damage: (path, change) => {
      const parts = path.split('/')
      let folder = root
      for (const part of parts.slice(0, -1)) {
        const next = folder.entries.get(part)
        if (next?.kind === 'directory') folder = next
      }
      const file = folder.entries.get(parts.at(-1) ?? '')
      if (file?.kind === 'file') file.bytes = change(file.bytes)
    },
  }
}

/** Locks among the stores of one test, as tabs of one origin share them. */
export function memoryLocks(): LockManager {
  const holders = new Map<string, { exclusive: boolean; count: number }>()
  const waiting: (() => void)[] = []
  const request = async (name: string, second: unknown, third?: unknown): Promise<unknown> => {
    const options = (third ? second : {}) as LockOptions
    const work = (third ?? second) as (lock: Lock | null) => unknown
    const exclusive = options.mode !== 'shared'
    for (;;) {
      const holder = holders.get(name)
      if (!holder || (!exclusive && !holder.exclusive)) break
      if (options.ifAvailable) return work(null)
      options.signal?.throwIfAborted()
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    const holder = holders.get(name) ?? { exclusive, count: 0 }
    holders.set(name, { ...holder, count: holder.count + 1 })
    try {
      return await work({ name, mode: exclusive ? 'exclusive' : 'shared' })
    } finally {
      const now = holders.get(name)
      if (now && now.count > 1) holders.set(name, { ...now, count: now.count - 1 })
      else holders.delete(name)
      for (const wake of waiting.splice(0)) wake()
    }
  }
  return { request } as unknown as LockManager
}
