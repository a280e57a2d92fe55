import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { Engine } from '@/engine/engine.ts'
import { usePageWork } from './page-state.ts'
import { useSession } from './session.ts'
import type { Answer } from './use-answer.ts'

export interface Worked<Row> {
  readonly answer: ShallowRef<Answer<Row>>
  readonly rows: ComputedRef<readonly Row[]>
}

/** Several statements that make one answer, asked again whenever `params` or the dataset change. The newest wins. */
export function useWork<Params, Row>(work: (engine: Engine, params: Params, signal: AbortSignal) => Promise<readonly Row[]>, params: () => Params): Worked<Row> {
  const session = useSession()
  const answer: ShallowRef<Answer<Row>> = shallowRef({ state: 'waiting', rows: [] })
  let running: AbortController | null = null

  async function run(): Promise<void> {
    running?.abort()
    if (!session.current.value) {
      answer.value = { state: 'waiting', rows: [] }
      return
    }
    const mine = new AbortController()
    running = mine
    answer.value = { state: 'waiting', rows: answer.value.rows }
    try {
      const rows = await work(await session.engine(), params(), mine.signal)
      if (running === mine) answer.value = { state: 'answered', rows }
    } catch (error) {
      if (running !== mine || mine.signal.aborted) return
      answer.value = { state: 'failed', rows: [], message: error instanceof Error ? error.message : String(error), retry: () => void run() }
    }
  }

  watch([() => JSON.stringify(params()), () => session.current.value?.number], () => void run(), { immediate: true })
  onScopeDispose(() => running?.abort())
  usePageWork(computed(() => (answer.value.state === 'failed' ? answer.value : { state: answer.value.state === 'answered' ? 'done' : 'waiting' })))
  return { answer, rows: computed(() => answer.value.rows) }
}
