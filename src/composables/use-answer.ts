import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { toText } from '@/engine/sql.ts'
import { ask, type Query } from '@/queries/query.ts'
import { usePageWork } from './page-state.ts'
import { useSession } from './session.ts'

export type Answer<Row> =
  | { readonly state: 'waiting'; readonly rows: readonly Row[] }
  | { readonly state: 'answered'; readonly rows: readonly Row[] }
  | { readonly state: 'failed'; readonly rows: readonly Row[]; readonly message: string; readonly retry: () => void }

export interface Asked<Row> {
  readonly answer: ShallowRef<Answer<Row>>
  readonly rows: ComputedRef<readonly Row[]>
  /** The text of the statement, for `show-sql`. */
  readonly sql: ComputedRef<string>
}

/** Asks a question again whenever its parameters or the dataset change. The newest wins, the older one is cancelled. */
export function useAnswer<Params, Row>(query: Query<Params, Row>, params: () => Params): Asked<Row> {
  const session = useSession()
  const answer: ShallowRef<Answer<Row>> = shallowRef({ state: 'waiting', rows: [] })
  const statement = computed(() => toText(query.statement(params())))
  let running: AbortController | null = null

  async function run(): Promise<void> {
    running?.abort()
    if (!session.current.value) {
      answer.value = { state: 'waiting', rows: [] }
      return
    }
    const mine = new AbortController()
    running = mine
    // The rows of the last answer stay until the new ones come, so that nothing jumps.
    answer.value = { state: 'waiting', rows: answer.value.rows }
    try {
      const rows = await ask(await session.engine(), query, params(), { signal: mine.signal })
      if (running === mine) answer.value = { state: 'answered', rows }
    } catch (error) {
      if (running !== mine || mine.signal.aborted) return
      answer.value = { state: 'failed', rows: [], message: error instanceof Error ? error.message : String(error), retry: () => void run() }
    }
  }

  watch([statement, () => session.current.value?.number], () => void run(), { immediate: true })
  onScopeDispose(() => running?.abort())
  usePageWork(computed(() => (answer.value.state === 'failed' ? answer.value : { state: answer.value.state === 'answered' ? 'done' : 'waiting' })))
  return { answer, rows: computed(() => answer.value.rows), sql: statement }
}
