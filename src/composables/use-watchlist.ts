import { storeToRefs } from 'pinia'
import { useWatchStore } from '@/stores/watch-store.ts'

/** The person's own watchlist: what is on it, and the ways to change it. */
export function useWatchlist() {
  const store = useWatchStore()
  const { list, visits, isKept } = storeToRefs(store)
  return {
    list,
    visits,
    isKept,
    isPinned: (projectId: string) => list.value.pinned.includes(projectId),
    toggle: store.toggle,
    save: store.save,
    saw: store.saw,
  }
}
