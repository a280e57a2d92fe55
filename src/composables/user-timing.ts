import { onScopeDispose, watch, type Ref } from 'vue'

/** The marks of CONTRACT.md: first view, data ready, and how long each interaction took until its frame. */
export function useUserTiming(state: Ref<'loading' | 'ready' | 'error'>, loads: Ref<number>): void {
  let begun: number | null = null
  let marked = 0
  let moved = false

  const begin = (event: Event) => {
    begun = event.timeStamp
    moved = false
  }
  const kinds = ['click', 'change', 'keydown'] as const
  for (const kind of kinds) addEventListener(kind, begin, { capture: true, passive: true })
  onScopeDispose(() => {
    for (const kind of kinds) removeEventListener(kind, begin, { capture: true })
  })

  watch(state, (now) => {
    if (now === 'loading') moved = true
    if (now !== 'ready') return
    if (marked === 0) performance.mark('jilan:first-view')
    if (marked !== loads.value) {
      marked = loads.value
      performance.mark('jilan:data-ready')
    }
    if (begun !== null && moved) performance.measure('jilan:interaction', { start: begun, end: performance.now() })
    begun = null
  })
}
