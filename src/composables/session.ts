import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import { DatasetError, fileProblem } from '@/dataset/dataset-error.ts'
import { fetchedFiles, type DatasetFiles } from '@/dataset/dataset-files.ts'
import type { FileMap } from '@/dataset/memory-files.ts'
import { dropTableSet, loadDataset, type LoadProgress } from '@/dataset/load-dataset.ts'
import { readManifest } from '@/dataset/read-manifest.ts'
import type { Manifest } from '@/domain/manifest.ts'
import type { Problem } from '@/domain/problem.ts'
import type { Engine } from '@/engine/engine.ts'

/** Where a dataset lies: with the site, at an address that was given, in the browser's own store, or in memory for this visit. */
export type DatasetOrigin = { readonly kind: 'site' | 'address'; readonly manifestUrl: string } | { readonly kind: 'browser'; readonly savedAt: string } | { readonly kind: 'visit'; readonly files: FileMap }

/** A dataset that can be opened. */
export interface DatasetEntry {
  readonly id: string
  readonly manifest: Manifest
  readonly files: DatasetFiles
  readonly origin: DatasetOrigin
}

/** The dataset that the canonical names point to. `number` grows with every load, so answers know when they are old. */
export interface OpenDataset extends DatasetEntry {
  readonly number: number
}

export interface Session {
  readonly datasets: ShallowRef<readonly DatasetEntry[]>
  readonly current: ShallowRef<OpenDataset | null>
  readonly progress: ShallowRef<LoadProgress | 'engine' | null>
  readonly failure: ShallowRef<{ readonly id: string; readonly problems: readonly Problem[] } | null>
  readonly stopped: ShallowRef<boolean>
  /** The page's engine, opened at the first call. */
  readonly engine: () => Promise<Engine>
  /** Opens a dataset by id or manifest address; null is the site's first. The last call wins. */
  readonly open: (id: string | null) => Promise<void>
  /** Opens the dataset of an id again: it has other rows now. */
  readonly reopen: (id: string) => Promise<void>
  readonly stop: () => void
  /** Puts datasets of another origin, such as the browser's own store, into the list. */
  readonly offer: (entries: readonly DatasetEntry[]) => void
  /** Takes datasets out of the list. The open one stays open until another is chosen. */
  readonly withdraw: (ids: readonly string[]) => void
}

export const sessionKey: InjectionKey<Session> = Symbol('session')

/** The page's session. Throws outside the page. */
export function useSession(): Session {
  const session = inject(sessionKey)
  if (!session) throw new Error('no session was provided')
  return session
}

function manifestUrl(id: string): string {
  const address = /[/:]|\.json$/.test(id) ? id : `data/${encodeURIComponent(id)}/manifest.json`
  return new URL(address, document.baseURI).href
}

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof DatasetError) return error.problems
  const message = error instanceof Error ? error.message : String(error)
  return [fileProblem('', 'unknown', { zh: message, en: message })]
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(new URL(address, document.baseURI))
  return response.ok ? response.json() : null
}

async function siteDatasetIds(): Promise<readonly string[]> {
  try {
    const list = await fetchJson('data/datasets.json')
    const ids: unknown = typeof list === 'object' && list !== null && 'datasets' in list ? list.datasets : null
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

/** Owns the engine and the open dataset. `own` are the datasets kept in the browser, as soon as they are known. */
export function createSession(openEngine: () => Promise<Engine>, own: Promise<readonly DatasetEntry[]> = Promise.resolve([])): Session {
  const datasets = shallowRef<readonly DatasetEntry[]>([])
  const current = shallowRef<OpenDataset | null>(null)
  const progress = shallowRef<Session['progress']['value']>('engine')
  const failure = shallowRef<Session['failure']['value']>(null)
  const stopped = shallowRef(false)
  let engine: Promise<Engine> | null = null
  let loads = 0
  let loading: AbortController | null = null
  const siteIds = siteDatasetIds()

  const offer = (entries: readonly DatasetEntry[]) => {
    const offered = new Set(entries.map((entry) => entry.id))
    datasets.value = [...datasets.value.filter((entry) => !offered.has(entry.id)), ...entries]
    const renamed = entries.find((entry) => entry.id === current.value?.id)
    if (renamed && current.value) current.value = { ...current.value, manifest: { ...current.value.manifest, title: renamed.manifest.title } }
  }
  const withdraw = (ids: readonly string[]) => {
    datasets.value = datasets.value.filter((entry) => !ids.includes(entry.id))
  }

  function engineOnce(): Promise<Engine> {
    engine ??= openEngine().then((opened) => {
      performance.mark('jilan:engine-ready')
      return opened
    })
    return engine
  }

  async function entryOf(id: string, signal: AbortSignal): Promise<DatasetEntry> {
    const isOwn = /^(own|visit)-/.test(id)
    if (isOwn) await own
    const known = datasets.value.find((entry) => entry.id === id)
    if (known) return known
    if (isOwn) throw new DatasetError([fileProblem('', 'not-kept', { zh: '这个浏览器里没有保存这份数据集', en: 'this browser keeps no such dataset' })])
    const address = manifestUrl(id)
    const files = fetchedFiles(address)
    return { id, files, manifest: await readManifest(files, { signal }), origin: { kind: (await siteIds).includes(id) ? 'site' : 'address', manifestUrl: address } }
  }

  async function listSite(): Promise<void> {
    const ids = await siteIds
    const listed = await Promise.allSettled(ids.map((id) => entryOf(id, new AbortController().signal)))
    const entries = listed.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const offered = datasets.value.filter((entry) => !ids.includes(entry.id))
    datasets.value = [...entries, ...offered]
  }

  async function open(wanted: string | null, isAgain: 'again' | 'once' = 'once'): Promise<void> {
    const id = wanted ?? (await siteIds)[0] ?? 'demo-city'
    loading?.abort()
    failure.value = null
    stopped.value = false
    if (current.value?.id === id && isAgain === 'once') {
      progress.value = null
      return
    }
    const mine = new AbortController()
    loading = mine
    loads += 1
    const set = { number: loads }
    progress.value = 'engine'
    try {
      const opening = engineOnce()
      const entry = await entryOf(id, mine.signal)
      const opened = await opening
      const onProgress = (value: LoadProgress) => {
        if (loading === mine) progress.value = value
      }
      await loadDataset(opened, entry.manifest, entry.files, set, { signal: mine.signal, onProgress })
      if (mine.signal.aborted) return
      const before = current.value
      current.value = { ...entry, number: set.number }
      if (!datasets.value.some((each) => each.id === id)) offer([entry])
      if (before) await dropTableSet(opened, before)
    } catch (error) {
      if (mine.signal.aborted) return
      failure.value = { id, problems: problemsOf(error) }
    } finally {
      if (loading === mine) {
        progress.value = null
        loading = null
      }
    }
  }

  function stop(): void {
    if (!loading) return
    loading.abort(new DOMException('stopped', 'AbortError'))
    loading = null
    progress.value = null
    stopped.value = true
  }

  void listSite()
  void own.then(offer, () => undefined)
  return { datasets, current, progress, failure, stopped, engine: engineOnce, open: (id) => open(id), reopen: (id) => open(id, 'again'), stop, offer, withdraw }
}
