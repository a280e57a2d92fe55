import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import type { FindingRemark } from '@/domain/finding-remarks.ts'
import { useRemarkStore } from '@/stores/remark-store.ts'
import { useSession } from './session.ts'

/** The person's remarks on findings of the open dataset. */
export function useRemarks() {
  const store = useRemarkStore()
  const { all, isKept } = storeToRefs(store)
  const session = useSession()
  const dataset = computed(() => session.current.value?.id ?? '')
  const remarks = computed<Readonly<Record<string, FindingRemark>>>(() => all.value[dataset.value] ?? {})
  return {
    remarks,
    isKept,
    count: computed(() => Object.keys(remarks.value).length),
    remarkOf: (key: string): FindingRemark | null => remarks.value[key] ?? null,
    mark: (key: string, note: string) => store.set(dataset.value, key, { note: note.trim().slice(0, 2000), at: new Date().toISOString() }),
    unmark: (key: string) => store.set(dataset.value, key, null),
  }
}
