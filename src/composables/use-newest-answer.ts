import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { failureText } from './failure-text.ts'
import { newestWins, type Turn } from './newest-wins.ts'
import { usePageWork, type Work } from './page-state.ts'
import { useSession } from './session.ts'

export type Answer<Row> =
  | { readonly state: 'waiting'; readonly rows: readonly Row[] }
  | { readonly state: 'answered'; readonly rows: readonly Row[] }
  | { readonly state: 'failed'; readonly rows: readonly Row[]; readonly message: string; readonly retry: () => void }

export interface NewestAnswer<Row> {
  readonly answer: ShallowRef<Answer<Row>>
  readonly rows: ComputedRef<readonly Row[]>
}

/** Asks again whenever the key or the dataset changes, and makes the page wait for it. The newest wins, the older one is cancelled. What is out of sight holds nothing up. */
export function useNewestAnswer<Row>(key: () => string, ask: (turn: Turn) => readonly Row[] | Promise<readonly Row[]>, isSeen: Readonly<Ref<boolean | null>> = shallowRef(null)): NewestAnswer<Row> {
  const session = useSession()
  const answer: ShallowRef<Answer<Row>> = shallowRef({ state: 'waiting', rows: [] })
  const line = newestWins<readonly Row[]>({
    done: (rows) => (answer.value = { state: 'answered', rows }),
    failed: (error) => (answer.value = { state: 'failed', rows: [], message: failureText(error), retry }),
  })

  function run(): void {
    line.stop()
    if (!session.current.value) {
      answer.value = { state: 'waiting', rows: [] }
      return
    }
    // The rows of the last answer stay until the new ones come, so that nothing jumps.
    answer.value = { state: 'waiting', rows: answer.value.rows }
    line.start(ask)
  }
  function retry(): void {
    session.forgetFailure()
    run()
  }

  watch([key, () => session.current.value?.number, () => session.current.value?.edition], run, { immediate: true })
  onScopeDispose(line.stop)
  usePageWork(computed((): Work => (answer.value.state === 'failed' ? answer.value : { state: answer.value.state === 'answered' ? 'done' : isSeen.value === false ? 'later' : 'waiting' })))
  return { answer, rows: computed(() => answer.value.rows) }
}
