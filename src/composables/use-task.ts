import { computed, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Engine } from '@/engine/engine.ts'
import { failureText } from './failure-text.ts'
import { newestWins } from './newest-wins.ts'
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
  const line = newestWins<T>({
    done: (value) => (task.value = { state: 'done', value }),
    failed: (error) => (task.value = { state: 'failed', value: initial, message: failureText(error), retry }),
  })

  function start(): void {
    line.stop()
    if (key() === null) {
      task.value = { state: 'done', value: initial }
      return
    }
    task.value = { state: 'waiting', value: task.value.value }
    if (!session.current.value) return
    line.start(({ signal, isNewest }) =>
      run(session.engine, signal, (partial) => {
        if (isNewest()) task.value = { state: 'waiting', value: partial }
      }),
    )
  }
  function retry(): void {
    session.forgetFailure()
    start()
  }

  watch([key, () => session.current.value?.number], start, { immediate: true })
  onScopeDispose(line.stop)
  if (place === 'page') usePageWork(computed(() => (task.value.state === 'failed' ? { state: 'failed', message: task.value.message } : { state: task.value.state })))
  return task
}
