import { computed, type ComputedRef } from 'vue'
import type { Executor } from './dataset-answers.ts'
import { useSession } from './session.ts'

/** Who gave the answer of a statement's text: sums made ahead, an answer made ahead, or the engine. Null where nobody was asked. */
export function useExecutor(text: () => string): ComputedRef<Executor | null> {
  const session = useSession()
  return computed(() => session.executorOf(text()))
}

/** Whether the open dataset lies in a cluster, which then is the engine. */
export function useInCluster(): ComputedRef<boolean> {
  const session = useSession()
  return computed(() => session.current.value?.manifest.engine !== undefined)
}
