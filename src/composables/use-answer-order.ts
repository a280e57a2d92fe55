import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { isNumberType } from '@/domain/answer-cell.ts'
import type { AnswerFilter, AnswerOrder, HeldAnswer, StatementRun } from './use-bench.ts'

export interface AnswerOrderSource {
  readonly run: () => StatementRun
  readonly answer: Ref<HeldAnswer | null>
  /** How many rows the filters leave; null while the answer is shown as it came. */
  readonly arranged: ShallowRef<number | null>
  /** Called when the answer lies in another order. */
  readonly onArranged: () => void
}

/** The order, the columns' filters and the search by which the rows of an answer are shown; every change arranges it anew. */
export function useAnswerOrder({ run, answer, arranged, onArranged }: AnswerOrderSource) {
  const order = shallowRef<AnswerOrder | null>(null)
  const filters = shallowRef<readonly AnswerFilter[]>([])
  const arranging = ref(false)

  async function arrange(): Promise<void> {
    const held = answer.value
    if (!held || run().state === 'running') return
    if (!order.value && filters.value.length === 0 && arranged.value === null) return
    arranging.value = true
    try {
      const found = await held.arrange(order.value, filters.value)
      if (held !== answer.value) return
      arranged.value = order.value || filters.value.length > 0 ? found : null
      onArranged()
    } finally {
      arranging.value = false
    }
  }
  watch(answer, () => {
    order.value = null
    filters.value = []
    arranged.value = null
  })
  watch(() => run().state, (state) => {
    if (state !== 'running' && (order.value || filters.value.length > 0)) void arrange()
  })

  /** Numbers begin with the largest, the rest with the first; the third time is the order in which the rows came. */
  function sortBy(column: number): void {
    const descendingFirst = isNumberType(run().columns?.[column]?.type ?? '')
    const now = order.value?.column === column ? order.value : null
    order.value = !now ? { column, descending: descendingFirst } : now.descending === descendingFirst ? { column, descending: !descendingFirst } : null
    void arrange()
  }
  const sortOf = (column: number) => (order.value?.column === column ? (order.value.descending ? 'descending' : 'ascending') : 'none')

  function filterBy(column: number, filter: AnswerFilter | null): void {
    filters.value = [...filters.value.filter((each) => each.column !== column), ...(filter ? [filter] : [])]
    void arrange()
  }
  const filterOf = (column: number) => filters.value.find((each) => each.column === column) ?? null

  const find = ref('')
  let finding: ReturnType<typeof setTimeout> | undefined
  watch(find, (text) => {
    clearTimeout(finding)
    finding = setTimeout(() => {
      filters.value = [...filters.value.filter((each) => each.column !== null), ...(text.trim() ? [{ column: null, test: 'contains' as const, text: text.trim() }] : [])]
      void arrange()
    }, 250)
  })

  return { arranging, sortBy, sortOf, filterBy, filterOf, find }
}
