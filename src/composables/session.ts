import { computed, inject, shallowRef, type ComputedRef, type InjectionKey, type ShallowRef } from 'vue'
import type { SourceRef } from '@/dataset/data-tasks.ts'
import { DatasetError, fileProblem } from '@/dataset/dataset-error.ts'
import { fetchedFiles, type DatasetFiles } from '@/dataset/dataset-files.ts'
import type { FileMap } from '@/dataset/memory-files.ts'
import type { LoadProgress } from '@/dataset/load-dataset.ts'
import { readManifest } from '@/dataset/read-manifest.ts'
import type { Manifest } from '@/domain/manifest.ts'
import type { Problem } from '@/domain/problem.ts'
import { emptySelection } from '@/domain/selection.ts'
import type { Engine } from '@/engine/engine.ts'
import type { Dialect } from '@/engine/sql.ts'
import type { OpenCluster } from '@/dataset/warehouse/opened-cluster.ts'
import { indicatorTotals } from '@/queries/indicator-totals.ts'
import { ask } from '@/queries/query.ts'
import { totals } from '@/queries/totals.ts'
import { aheadOf } from './ahead-of.ts'
import { createClusterQuestions, type ClusterQuestions } from './cluster-questions.ts'
import { createDatasetAnswers, type DatasetAnswers } from './dataset-answers.ts'
import { createLoadedEngine, type LoadedEngine, type RowsState } from './loaded-engine.ts'
import { recoveringEngine } from './recovering-engine.ts'
import { createRemaking } from './remaking.ts'
import { refOf } from './source-ref.ts'

/** Where a dataset lies: with the site, at an address that was given, in the browser's own store, or in memory for this visit. */
export type DatasetOrigin = { readonly kind: 'site' | 'address'; readonly manifestUrl: string } | { readonly kind: 'browser'; readonly savedAt: string } | { readonly kind: 'visit'; readonly files: FileMap }

/** A dataset that can be opened. */
export interface DatasetEntry {
  readonly id: string
  readonly manifest: Manifest
  readonly files: DatasetFiles
  readonly origin: DatasetOrigin
}

/** The dataset that is looked at. `number` grows with every opening, `edition` also when its answers have to be asked for again. */
export interface OpenDataset extends DatasetEntry {
  readonly source: SourceRef
  readonly number: number
  readonly edition: number
}

export interface Session {
  readonly datasets: ShallowRef<readonly DatasetEntry[]>
  readonly current: ShallowRef<OpenDataset | null>
  /** The id by which the open dataset was last asked for: null as the site's first, undefined before the first is open. */
  readonly openedAs: ShallowRef<string | null | undefined>
  /** How far the opening of another dataset is; null while none is opened. */
  readonly progress: ComputedRef<LoadProgress | 'engine' | 'manifest' | null>
  readonly failure: ShallowRef<{ readonly id: string; readonly problems: readonly Problem[] } | null>
  readonly stopped: ShallowRef<boolean>
  /** How far the rows of the open dataset are into the engine. */
  readonly rows: ComputedRef<RowsState>
  readonly lost: LoadedEngine['lost']
  /** Whose SQL the open dataset is asked in. */
  readonly dialect: ComputedRef<Dialect>
  /** What the open dataset's cluster has been asked and has not answered yet. */
  readonly questions: Pick<ClusterQuestions, 'work' | 'stop'>
  /** The engine with the open dataset in it. Opened, loaded and, where it is lost, opened again by whoever asks what is not known already. */
  readonly engine: Engine
  /** The rows, at once where they are at hand. */
  readonly ask: DatasetAnswers['ask']
  /** Who answered a statement's text last. Reactive. */
  readonly executorOf: DatasetAnswers['executorOf']
  /** The open dataset's sums said something else than its rows, and were given up. */
  readonly contradicted: ShallowRef<boolean>
  /** Loads the rows of the open dataset without anyone waiting, asks through all of them once, and makes again what is missing of what is made ahead. */
  readonly completeAside: () => Promise<void>
  readonly pauseRows: () => void
  readonly resumeRows: () => void
  /** Opens a dataset by id or manifest address; null is the site's first. The last call wins. */
  readonly open: (id: string | null) => Promise<void>
  /** Opens the dataset of an id again: it has other rows now. */
  readonly reopen: (id: string) => Promise<void>
  /** Ends what loads: the opening of another dataset, else the rows of the open one. */
  readonly stop: () => void
  /** Lets rows that failed to load, or were stopped, be loaded again by who asks for them. */
  readonly forgetFailure: () => void
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

function dialectOf(dataset: DatasetEntry | null): Dialect {
  return dataset?.manifest.engine ? 'trino' : 'duckdb'
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
export function createSession(openEngine: () => Promise<Engine>, openCluster: OpenCluster, own: Promise<readonly DatasetEntry[]> = Promise.resolve([])): Session {
  const datasets = shallowRef<readonly DatasetEntry[]>([])
  const current = shallowRef<OpenDataset | null>(null)
  const openedAs = shallowRef<string | null | undefined>(undefined)
  const failure = shallowRef<Session['failure']['value']>(null)
  const stopped = shallowRef(false)
  const opening = shallowRef<{ readonly number: number; readonly stop: AbortController } | null>(null)
  const questions = createClusterQuestions()
  const loaded = createLoadedEngine(openEngine, async (where) => questions.watched(await openCluster(where)))
  const rows = loaded.stateOf(() => current.value?.number ?? null)
  const rowsOfOpening = loaded.stateOf(() => opening.value?.number ?? null)
  const progress = computed(() => (opening.value === null ? null : rowsOfOpening.value.state === 'loading' ? rowsOfOpening.value.progress : 'manifest'))
  const contradicted = shallowRef(false)
  const answers = shallowRef<DatasetAnswers>(createDatasetAnswers(null, recoveringEngine(loaded, () => null)))
  // One for the whole visit, whichever dataset is open.
  const engine: Engine = {
    rows: (statement, options) => answers.value.engine.rows(statement, options),
    parquet: (statement, options) => answers.value.engine.parquet(statement, options),
    load: (table, source, options) => answers.value.engine.load(table, source, options),
    close: async () => undefined,
  }
  const remaking = createRemaking()
  let loads = 0
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
    opening.value?.stop.abort()
    failure.value = null
    stopped.value = false
    loads += 1
    const mine = { number: loads, stop: new AbortController() }
    const { signal } = mine.stop
    opening.value = mine
    const id = wanted ?? (await siteIds)[0] ?? 'demo-city'
    if (signal.aborted) return
    if (current.value?.id === id && isAgain === 'once') {
      opening.value = null
      openedAs.value = wanted
      loaded.keepOnly(current.value.number)
      return
    }
    loaded.keepOnly(mine.number)
    remaking.stop()
    try {
      const entry = await entryOf(id, signal)
      const dataset = { ...entry, source: refOf(entry), number: mine.number, edition: 0 }
      const found = await aheadOf(entry, signal)
      // Without anything made ahead there is no picture before the rows.
      if (!found) await loaded.withRows(dataset, { signal })
      if (signal.aborted) return
      contradicted.value = false
      answers.value.end()
      answers.value = createDatasetAnswers(found?.ahead ?? null, recoveringEngine(loaded, () => dataset), found?.forms ?? null, dialectOf(dataset))
      current.value = dataset
      openedAs.value = wanted
      loaded.keepOnly(mine.number)
      loaded.letGoBefore(mine.number)
      if (!datasets.value.some((each) => each.id === id)) offer([entry])
    } catch (error) {
      if (!signal.aborted) failure.value = { id, problems: problemsOf(error) }
    } finally {
      if (opening.value === mine) opening.value = null
    }
  }

  function stop(): void {
    if (opening.value) {
      opening.value.stop.abort(new DOMException('stopped', 'AbortError'))
      opening.value = null
      stopped.value = true
      loaded.keepOnly(current.value?.number ?? 0)
    } else if (current.value) loaded.stop(current.value.number)
  }

  async function completeRows(dataset: OpenDataset, mine: DatasetAnswers): Promise<void> {
    const warmed = mine.warmForms()
    // Where they can't be read the rows count.
    await mine.bringLater().catch(() => undefined)
    await loaded.withRows(dataset, { aside: true })
    if (dataset.manifest.engine) {
      // What a cluster holds is told by its state, which was compared; its sums are not worked out for every visit.
      performance.mark('jilan:data-ready')
      return
    }
    const whole = recoveringEngine(loaded, () => dataset)
    await ask(whole, totals, emptySelection)
    await ask(whole, indicatorTotals, emptySelection)
    performance.mark('jilan:data-ready')
    if (mine.hasSums.value && (await mine.contradictions(whole)).length > 0) {
      mine.refuse()
      if (current.value?.number !== dataset.number) return
      contradicted.value = true
      current.value = { ...current.value, edition: current.value.edition + 1 }
    }
    // They are there sooner than all that was to be made ahead.
    if (!mine.hasSums.value) await mine.makeSums()
    await warmed
  }

  const complete = new Map<number, Promise<void>>()
  async function completeAside(): Promise<void> {
    const dataset = current.value
    if (!dataset) return
    const mine = answers.value
    const rowsReady = complete.get(dataset.number) ?? completeRows(dataset, mine)
    complete.set(dataset.number, rowsReady)
    try {
      await rowsReady
    } catch {
      // `rows` says why. It is tried again when the page has nothing to do, or by who needs the rows.
      complete.delete(dataset.number)
      return
    }
    if (!opening.value && current.value?.number === dataset.number) await remaking.begin(dataset, mine, recoveringEngine(loaded, () => dataset))
  }

  void listSite()
  void own.then(offer, () => undefined)
  return {
    datasets,
    current,
    openedAs,
    progress,
    failure,
    stopped,
    rows,
    dialect: computed(() => dialectOf(current.value)),
    questions,
    lost: loaded.lost,
    engine,
    contradicted,
    ask: (query, params, options) => answers.value.ask(query, params, options),
    executorOf: (text) => answers.value.executorOf(text),
    completeAside,
    pauseRows: loaded.pause,
    resumeRows: loaded.resume,
    open: (id) => open(id),
    reopen: (id) => open(id, 'again'),
    stop,
    forgetFailure: loaded.forgetFailure,
    offer,
    withdraw,
  }
}
