import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { emptyWatchlist, parseVisits, parseWatchlist, toVisitsText, type Visit, type Watchlist } from '@/domain/watchlist.ts'

const listKey = 'jilan.watchlist'
const visitsKey = 'jilan.watchlist.visits'

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text)
    return true
  } catch {
    return false
  }
}

/** The person's own watchlist and their visits to it, kept in this browser. */
export const useWatchStore = defineStore('watch', () => {
  const list = shallowRef<Watchlist>(parseWatchlist(kept(listKey)) ?? emptyWatchlist)
  const visits = shallowRef<readonly Visit[]>(parseVisits(kept(visitsKey)))
  /** False where the browser keeps nothing beyond this page. */
  const isKept = shallowRef(true)

  function save(next: Watchlist): void {
    list.value = next
    isKept.value = keep(listKey, JSON.stringify(next))
  }
  function toggle(projectId: string): void {
    const { pinned } = list.value
    save({ ...list.value, pinned: pinned.includes(projectId) ? pinned.filter((id) => id !== projectId) : [...pinned, projectId].slice(-500) })
  }
  function saw(visit: Visit): void {
    const text = toVisitsText(visits.value, visit)
    visits.value = parseVisits(text)
    isKept.value = keep(visitsKey, text)
  }
  return { list, visits, isKept, save, toggle, saw }
})
