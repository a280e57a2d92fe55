import { computed, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Engine } from '@/engine/engine.ts'
import { usePageWork } from './page-state.ts'
import { useSession } from './session.ts'

/** How far a longer piece of work has come; the value of the last one stays until the new one has some. */
export type Task<T> =
  | { readonly state: 'waiting' | 'done'; readonly value: T }
  | { readonly state: 'failed'; readonly value: T; readonly message: string; readonly retry: () => void }

export interface TaskOptions<T> {
  /** The work is done again when this text changes, or the dataset. Null: there is nothing to do. */
  readonly key: () => string | null
  readonly run: (engine: Engine, signal: AbortSignal, say: (value: T) => void) => Promise<T>
  readonly initial: T
  /** aside: the page is ready without it. */
  readonly place?: 'page' | 'aside'
}

/** Work of several questions with one outcome. The newest wins, the older one is cancelled. */
export function useTask<T>({ key, run, initial, place = 'page' }: TaskOptions<T>): ShallowRef<Task<T>> {
  const session = useSession()
  const task: ShallowRef<Task<T>> = shallowRef({ state: 'waiting', value: initial })
  let running: AbortController | null = null

  async function start(): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    if (key() === null) {
      task.value = { state: 'done', value: initial }
      return
    }
    task.value = { state: 'waiting', value: task.value.value }
    if (!session.current.value) return
    try {
      const value = await run(await session.engine(), mine.signal, (partial) => {
        if (running === mine) task.value = { state: 'waiting', value: partial }
      })
      if (running === mine) task.value = { state: 'done', value }
    } catch (error) {
      if (running !== mine || mine.signal.aborted) return
      task.value = { state: 'failed', value: initial, message: error instanceof Error ? error.message : String(error), retry: () => void start() }
    }
  }

  watch([key, () => session.current.value?.number], () => void start(), { immediate: true })
  onScopeDispose(() => running?.abort())
  if (place === 'page') usePageWork(computed(() => (task.value.state === 'failed' ? { state: 'failed', message: task.value.message } : { state: task.value.state })))
  return task
}
