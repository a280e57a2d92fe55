import { onScopeDispose, watch, type Ref } from 'vue'
import type { PageState } from './page-state.ts'

/** Runs once the frame that comes next is on screen. */
function afterFrame(work: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', work, { once: true })
    port1.start()
    port2.postMessage(null)
  })
}

/** The marks of CONTRACT.md: first view, data ready, and how long each interaction took until the frame that shows its result. */
export function useUserTiming({ state, isShown }: Pick<PageState, 'state' | 'isShown'>, { place, loads }: { readonly place: Ref<string>; readonly loads: Ref<number> }): void {
  let begun: number | null = null
  let marked = 0

  const begin = (event: Event) => void (begun = event.timeStamp)
  const kinds = ['click', 'change', 'keydown', 'pointerup'] as const
  for (const kind of kinds) addEventListener(kind, begin, { capture: true, passive: true })
  onScopeDispose(() => {
    for (const kind of kinds) removeEventListener(kind, begin, { capture: true })
  })

  watch(state, (now) => {
    if (now !== 'ready') return
    if (marked === 0) performance.mark('jilan:first-view')
    if (marked === loads.value) return
    marked = loads.value
    performance.mark('jilan:data-ready')
  })
  watch(
    [isShown, place],
    () => {
      const start = begun
      if (start === null || !isShown.value) return
      afterFrame(() => {
        // Where the page went on to something else, that is what the person waits for.
        if (begun !== start || !isShown.value) return
        performance.measure('jilan:interaction', { start, end: performance.now() })
        begun = null
      })
    },
    { flush: 'post' },
  )
}
