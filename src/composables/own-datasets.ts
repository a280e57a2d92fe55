import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import { openBrowserStore, type StoredEntry, type StoreListing } from '@/dataset/browser-store.ts'
import type { Saved } from '@/dataset/data-tasks.ts'
import { memoryFiles } from '@/dataset/memory-files.ts'
import { readManifest } from '@/dataset/read-manifest.ts'
import { StoreError, type StoreFailure } from '@/dataset/stored-files.ts'
import type { Label } from '@/domain/label.ts'
import { runTask, type TaskName, type CallOptions } from './data-worker.ts'
import type { DatasetEntry, Session } from './session.ts'

/** How long a removal can be undone after the page was closed. */
const undoTime = 24 * 3600 * 1000

export interface Space {
  readonly used: number
  readonly quota: number
  /** Whether the browser promised not to clear it by itself. */
  readonly isPersistent: boolean
}

/** The datasets that this browser keeps, and what can be done to them. */
export interface OwnDatasets {
  /** Null until the store was looked at. */
  readonly listing: ShallowRef<StoreListing | null>
  /** Why the browser keeps nothing. */
  readonly problem: ShallowRef<StoreFailure | null>
  readonly space: ShallowRef<Space | null>
  /** Another tab is writing; this one waits. */
  readonly busy: ShallowRef<boolean>
  readonly refresh: () => Promise<void>
  /** Puts what was just saved into the list. */
  readonly adopt: (saved: Saved) => Promise<void>
  readonly rename: (id: string, title: Label) => Promise<void>
  readonly remove: (id: string) => Promise<void>
  readonly restore: (id: string) => Promise<void>
}

export const ownDatasetsKey: InjectionKey<OwnDatasets> = Symbol('own datasets')

export function useOwnDatasets(): OwnDatasets {
  const own = inject(ownDatasetsKey)
  if (!own) throw new Error('no own datasets were provided')
  return own
}

function toEntry({ id, manifest, files, savedAt }: StoredEntry): DatasetEntry {
  return { id, manifest, files, origin: { kind: 'browser', savedAt } }
}

/** Looks into the browser's store once, for the session to begin with. */
export async function readOwnDatasets(): Promise<readonly DatasetEntry[]> {
  try {
    return (await (await openBrowserStore()).list()).entries.map(toEntry)
  } catch {
    // Refused or broken: `refresh` says so on the page of datasets.
    return []
  }
}

/** Keeps the list of own datasets in step with the store, and with the other tabs. */
export function createOwnDatasets(session: Session): OwnDatasets {
  const listing = shallowRef<StoreListing | null>(null)
  const problem = shallowRef<StoreFailure | null>(null)
  const space = shallowRef<Space | null>(null)
  const busy = shallowRef(false)
  const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('jilan-datasets')

  async function refresh(): Promise<void> {
    try {
      const found = await (await openBrowserStore()).list()
      listing.value = found
      problem.value = null
      const kept = new Set(found.entries.map((entry) => entry.id))
      session.offer(found.entries.map(toEntry))
      session.withdraw(session.datasets.value.filter((entry) => entry.origin.kind === 'browser' && !kept.has(entry.id)).map((entry) => entry.id))
      const { usage = 0, quota = 0 } = (await navigator.storage.estimate?.()) ?? {}
      space.value = { used: usage, quota, isPersistent: (await navigator.storage.persisted?.()) ?? false }
    } catch (error) {
      problem.value = error instanceof StoreError ? error.failure : 'broken'
      listing.value ??= { entries: [], removed: [], damaged: [] }
    }
  }

  async function changed(): Promise<void> {
    tabs?.postMessage('changed')
    await refresh()
  }

  async function change<K extends TaskName & ('rename' | 'remove' | 'restore')>(task: K, input: Parameters<typeof runTask<K>>[1]): Promise<void> {
    const options: CallOptions = { onProgress: ({ step }) => (busy.value = step === 'busy') }
    try {
      await runTask(task, input, options)
    } finally {
      busy.value = false
    }
    await changed()
  }

  async function adopt(saved: Saved): Promise<void> {
    if (saved.kind === 'browser') {
      // Asked once something is worth keeping; a no changes nothing but the warning on the page.
      await navigator.storage.persist?.().catch(() => false)
      return changed()
    }
    problem.value = saved.why
    const files = memoryFiles(saved.files)
    session.offer([{ id: saved.id, manifest: await readManifest(files), files, origin: { kind: 'visit', files: saved.files } }])
  }

  const removedVisits = new Map<string, DatasetEntry>()
  function visitEntry(id: string): DatasetEntry | undefined {
    return session.datasets.value.find((entry) => entry.id === id && entry.origin.kind === 'visit')
  }

  tabs?.addEventListener('message', () => void refresh())
  const clean = () => void openBrowserStore().then((store) => store.clean(undoTime)).catch(() => undefined)
  setTimeout(clean, 5000)

  return {
    listing,
    problem,
    space,
    busy,
    refresh,
    adopt,
    rename: async (id, title) => {
      const visit = visitEntry(id)
      if (visit) session.offer([{ ...visit, manifest: { ...visit.manifest, title } }])
      else await change('rename', { id, title })
    },
    remove: async (id) => {
      const visit = visitEntry(id)
      if (!visit) return change('remove', { id })
      removedVisits.set(id, visit)
      session.withdraw([id])
    },
    restore: async (id) => {
      const visit = removedVisits.get(id)
      if (visit) session.offer([visit])
      else await change('restore', { id })
    },
  }
}
