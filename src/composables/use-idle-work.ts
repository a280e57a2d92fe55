import { onScopeDispose, watch, type WatchSource } from 'vue'

/** Does work once the page has nothing else to do, each time that a condition comes true. */
export function useIdleWork(isTime: WatchSource<boolean>, work: () => void): void {
  let cancel = () => {}
  watch(
    isTime,
    (now) => {
      cancel()
      if (!now) return
      // Safari has no requestIdleCallback.
      if (typeof requestIdleCallback === 'function') {
        const id = requestIdleCallback(work, { timeout: 3000 })
        cancel = () => cancelIdleCallback(id)
      } else {
        const id = setTimeout(work, 300)
        cancel = () => clearTimeout(id)
      }
    },
    { immediate: true },
  )
  onScopeDispose(() => cancel())
}

/** Whether the person asked the browser to send as little as it can. */
export function savesData(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } }
  return connection?.saveData === true
}
