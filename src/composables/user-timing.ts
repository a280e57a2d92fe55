import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { afterFrame } from './after-frame.ts'
import type { PageState } from './page-state.ts'

const figures = 'main [data-metric][data-value]:not([data-value=""])'

/** Marks the frame in which the first figures, or a view without any, are on screen. */
function markFirstView({ isShown, doneCount }: Pick<PageState, 'isShown' | 'doneCount'>): void {
  const { stop } = watch(
    [isShown, doneCount],
    () => {
      if (!isShown.value && document.querySelector(figures) === null) return
      stop()
      afterFrame(() => performance.mark('jilan:first-view'))
    },
    { flush: 'post' },
  )
}

/** Measures from the event that changed what is asked until the frame that shows the answer. A newer choice takes the place of an older one. */
function measureInteractions({ isShown }: Pick<PageState, 'isShown'>, place: Ref<string>): void {
  const changes = shallowRef(0)
  let last: number | null = null
  let cause: number | null = null

  const begin = (event: Event) => {
    if (event.type !== 'pointermove' || (event instanceof PointerEvent && event.buttons !== 0)) last = event.timeStamp
  }
  const kinds = ['click', 'change', 'input', 'keydown', 'pointerup', 'pointermove'] as const
  for (const kind of kinds) addEventListener(kind, begin, { capture: true, passive: true })
  onScopeDispose(() => {
    for (const kind of kinds) removeEventListener(kind, begin, { capture: true })
  })

  watch(place, () => (cause = last ?? cause), { flush: 'sync' })
  watch(isShown, (now) => (cause ??= now ? null : last), { flush: 'sync' })
  watch([isShown, place], () => (changes.value += 1), { flush: 'sync' })
  watch(
    changes,
    () => {
      const start = cause
      if (start === null || !isShown.value) return
      afterFrame(() => {
        // Where the page went on to something else, that is what the person waits for.
        if (cause !== start || !isShown.value) return
        performance.measure('jilan:interaction', { start, end: performance.now() })
        cause = null
        last = null
      })
    },
    { flush: 'post' },
  )
}

/** The marks of CONTRACT.md that are about what a person sees. */
export function useUserTiming(page: Pick<PageState, 'isShown' | 'doneCount'>, place: Ref<string>): void {
  markFirstView(page)
  measureInteractions(page, place)
}
