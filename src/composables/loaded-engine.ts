import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { DatasetError, fileProblem } from '@/dataset/dataset-error.ts'
import type { DatasetFiles } from '@/dataset/dataset-files.ts'
import { createGate, gatedFiles } from '@/dataset/gated-files.ts'
import { isTooLarge } from '@/dataset/too-large.ts'
import type { SourceRef } from '@/dataset/data-tasks.ts'
import type { LoadProgress } from '@/dataset/load-dataset.ts'
import type { Manifest } from '@/domain/manifest.ts'
import type { Problem } from '@/domain/problem.ts'
import type { OpenCluster } from '@/dataset/warehouse/opened-cluster.ts'
import { EngineGone, type Engine } from '@/engine/engine.ts'

/** A dataset whose rows may be put into the engine; `number` names its tables there. */
export interface Loadable {
  readonly number: number
  readonly manifest: Manifest
  readonly files: DatasetFiles
  /** Where another thread finds it; without it this one unpacks its table file. */
  readonly source?: SourceRef
}

/** How far a dataset's rows are into the engine. `wanted`: someone waits for them. */
export type RowsState =
  | { readonly state: 'absent' }
  /** `setAside`: why the dataset's table file was not used, where it has one that is wrong. */
  | { readonly state: 'loaded'; readonly setAside: Problem | null }
  | { readonly state: 'loading'; readonly progress: LoadProgress | 'engine'; readonly isPaused: boolean; readonly isWanted: boolean }
  | { readonly state: 'failed'; readonly error: unknown }

export interface LoadedEngine {
  readonly stateOf: (number: () => number | null) => ComputedRef<RowsState>
  /** Why the last engine was lost; null until one was. */
  readonly lost: ShallowRef<{ readonly count: number; readonly reason: string } | null>
  /** The engine with a dataset's rows in it: opened and loaded where it is not. `aside` loads without anyone waiting. */
  readonly withRows: (dataset: Loadable, options?: { readonly signal?: AbortSignal; readonly aside?: boolean }) => Promise<Engine>
  /** Takes an engine that is gone for what it is; the next one who needs rows opens another. */
  readonly lose: (engine: Engine, reason: EngineGone) => void
  /** Ends the loading of every other dataset. */
  readonly keepOnly: (number: number) => void
  /** Ends the engines of datasets before this one, which is open now; who still asks of those hears an AbortError. */
  readonly letGoBefore: (number: number) => void
  readonly pause: () => void
  readonly resume: () => void
  /** Ends the loading of a dataset; who waits for it hears that. */
  readonly stop: (number: number) => void
  /** Lets what failed or was stopped be tried again. */
  readonly forgetFailure: () => void
}

interface Loading {
  readonly engine: Promise<Engine>
  readonly stop: AbortController
}

function stopped(): DatasetError {
  return new DatasetError([fileProblem('', 'stopped', { zh: '明细数据的载入已停止', en: 'the loading of the rows was stopped' })])
}

function otherOpened(): DOMException {
  return new DOMException('another dataset was opened', 'AbortError')
}

function abortable<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason)
    if (signal.aborted) return leave()
    signal.addEventListener('abort', leave, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}

/**
 * The page's engine and the rows in it. One dataset is loaded after the other; a lost engine is opened anew with the same
 * rows. Each dataset has an engine of its own: the memory of WebAssembly never shrinks, so it is given back with its worker.
 */
export function createLoadedEngine(openEngine: () => Promise<Engine>, openCluster: OpenCluster): LoadedEngine {
  const held = shallowRef<{ readonly engine: Engine; readonly number: number; readonly setAside: Problem | null } | null>(null)
  const running = shallowRef<{ readonly number: number; readonly progress: LoadProgress | 'engine' } | null>(null)
  const failure = shallowRef<{ readonly number: number; readonly error: unknown } | null>(null)
  const lost: LoadedEngine['lost'] = shallowRef(null)
  const isPaused = shallowRef(false)
  const wanted = shallowRef(0)
  const gate = createGate()
  const loadings = new Map<number, Loading>()
  const dead = new WeakSet<Engine>()
  let life: { readonly number: number; readonly engine: Promise<Engine> } | null = null
  let alive: Engine | null = null
  let oldest = 0
  let last: Promise<unknown> = Promise.resolve()

  function close(engine: Engine): void {
    dead.add(engine)
    void engine.close().catch(() => undefined)
  }
  async function closeUnlessHeld(opening: Promise<Engine>): Promise<void> {
    const engine = await opening.catch(() => null)
    if (engine && held.value?.engine !== engine && !dead.has(engine)) close(engine)
  }
  function leave(): void {
    if (life) void closeUnlessHeld(life.engine)
    life = null
    alive = null
  }

  function opened(number: number): Promise<Engine> {
    if (life?.number === number) return life.engine
    leave()
    const mine = {
      number,
      engine: openEngine().then((engine) => {
        performance.mark('jilan:engine-ready')
        if (life === mine) alive = engine
        return engine
      }),
    }
    mine.engine.catch(() => {
      if (life === mine) life = null
    })
    life = mine
    return mine.engine
  }

  function giveBack(engine: Engine): void {
    if (held.value?.engine === engine) held.value = null
    if (alive === engine) {
      alive = null
      life = null
    }
    close(engine)
  }

  function lose(engine: Engine, { message }: EngineGone): void {
    // Everyone who waited hears of the same end.
    if (dead.has(engine)) return
    giveBack(engine)
    lost.value = { count: (lost.value?.count ?? 0) + 1, reason: message }
  }

  function hold(next: typeof held.value): void {
    const before = held.value
    held.value = next
    if (before && before.engine !== next?.engine && before.engine !== alive) close(before.engine)
  }

  async function loadOnce({ number, manifest, files, source }: Loadable, signal: AbortSignal): Promise<Engine> {
    if (manifest.engine) {
      const { openedCluster } = await import('@/dataset/warehouse/opened-cluster.ts')
      const cluster = await openedCluster(manifest, manifest.engine, openCluster, { signal })
      hold({ engine: cluster, number, setAside: null })
      return cluster
    }
    const opening = opened(number)
    opening.catch(() => undefined)
    const [{ loadDataset }, { bringTableFile }, { bringInWorker }] = await Promise.all([import('@/dataset/load-dataset.ts'), import('@/dataset/load-table-file.ts'), import('./table-file-worker.ts')])
    signal.throwIfAborted()
    const onProgress = (progress: LoadProgress) => {
      if (!signal.aborted) running.value = { number, progress }
    }
    const gated = gatedFiles(files, gate)
    const options = { signal, onProgress }
    // It comes while the engine starts.
    const tableFile = source ? bringInWorker(source, manifest, { ...options, gate }) : bringTableFile(manifest, gated, options)
    tableFile.catch(() => undefined)
    const engine = await opening
    signal.throwIfAborted()
    const use = await loadDataset(engine, manifest, gated, { number }, { ...options, tableFile }).catch((error: unknown) => {
      if (error instanceof EngineGone) lose(engine, error)
      else if (isTooLarge(error)) giveBack(engine)
      throw error
    })
    hold({ engine, number, setAside: use.state === 'set-aside' ? use.problem : null })
    return engine
  }

  async function load(dataset: Loadable, signal: AbortSignal): Promise<Engine> {
    running.value = { number: dataset.number, progress: 'engine' }
    try {
      return await loadOnce(dataset, signal).catch((error: unknown) => {
        if (!(error instanceof EngineGone)) throw error
        signal.throwIfAborted()
        return loadOnce(dataset, signal)
      })
    } finally {
      running.value = null
    }
  }

  function begin(dataset: Loadable): Loading {
    const stop = new AbortController()
    const engine = last.then(() => {
      stop.signal.throwIfAborted()
      return load(dataset, stop.signal)
    })
    last = engine.catch(() => undefined)
    const loading = { engine, stop }
    loadings.set(dataset.number, loading)
    engine.catch((error: unknown) => {
      if (loadings.get(dataset.number) === loading) failure.value = { number: dataset.number, error }
    }).finally(() => {
      if (loadings.get(dataset.number) === loading) loadings.delete(dataset.number)
    })
    return loading
  }

  function resume(): void {
    isPaused.value = false
    gate.open()
  }
  function end(number: number, reason: unknown): void {
    loadings.get(number)?.stop.abort(reason)
    loadings.delete(number)
  }

  return {
    lost,
    lose,
    resume,
    pause: () => {
      isPaused.value = true
      gate.shut()
    },
    stop: (number) => {
      const error = stopped()
      if (loadings.has(number)) failure.value = { number, error }
      end(number, error)
    },
    keepOnly: (number) => {
      for (const other of loadings.keys()) if (other !== number) end(other, otherOpened())
    },
    letGoBefore: (number) => {
      oldest = number
      if (life && life.number < number) leave()
      if (held.value && held.value.number < number) hold(null)
    },
    forgetFailure: () => void (failure.value = null),
    stateOf: (number) =>
      computed((): RowsState => {
        const mine = number()
        if (mine === null) return { state: 'absent' }
        if (failure.value?.number === mine) return { state: 'failed', error: failure.value.error }
        if (running.value?.number === mine) return { state: 'loading', progress: running.value.progress, isPaused: isPaused.value, isWanted: wanted.value > 0 }
        return held.value?.number === mine ? { state: 'loaded', setAside: held.value.setAside } : { state: 'absent' }
      }),
    withRows: async (dataset, { signal, aside = false } = {}) => {
      if (dataset.number < oldest) throw otherOpened()
      if (held.value?.number === dataset.number) return held.value.engine
      if (failure.value?.number === dataset.number) {
        // An engine that was ended says nothing of the dataset: who waits for the rows gets another.
        if (aside || !(failure.value.error instanceof EngineGone)) throw failure.value.error
        failure.value = null
      }
      const loading = loadings.get(dataset.number) ?? begin(dataset)
      if (aside) return abortable(loading.engine, signal)
      wanted.value += 1
      resume()
      try {
        return await abortable(loading.engine, signal)
      } finally {
        wanted.value -= 1
      }
    },
  }
}
