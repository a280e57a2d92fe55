import { computed, inject, nextTick, onScopeDispose, shallowReactive, shallowRef, watch, type ComputedRef, type InjectionKey, type Ref } from 'vue'

/** What a part of the page is doing; one that comes later is out of sight or behind the picture, and a failed one says why. */
export type Work = { readonly state: 'waiting' | 'later' | 'done' } | { readonly state: 'failed'; readonly message: string }

export interface PageState {
  readonly state: ComputedRef<'loading' | 'ready' | 'error'>
  /** Whether all that is in sight is answered and handed to the screen; what is out of sight may still come. */
  readonly isShown: ComputedRef<boolean>
  /** How many parts of the page are answered and drawn. */
  readonly doneCount: ComputedRef<number>
  /** Why parts of the page failed, each reason once. */
  readonly failures: ComputedRef<readonly string[]>
  readonly add: (work: Ref<Work>) => () => void
}

export const pageStateKey: InjectionKey<PageState> = Symbol('page state')

/** What `<main data-state>` says: ready only when all that the page asked for is answered and drawn. */
export function createPageState(page: { readonly waiting: Ref<boolean>; readonly failed: Ref<boolean>; readonly place: Ref<string> }): PageState {
  const works = shallowReactive(new Set<Ref<Work>>())
  const drawn = shallowRef(false)
  const isShown = computed(() => !page.waiting.value && [...works].every((work) => work.value.state !== 'waiting'))
  const settled = computed(() => isShown.value && [...works].every((work) => work.value.state !== 'later'))
  let turn = 0
  watch(
    [settled, page.place, () => [...works].map((work) => work.value.state).join()],
    async () => {
      drawn.value = false
      turn += 1
      const mine = turn
      if (!settled.value) return
      await nextTick()
      // Two frames: in the first the charts draw, in the second they are on screen.
      requestAnimationFrame(() => requestAnimationFrame(() => {
        if (mine === turn) drawn.value = true
      }))
    },
    { immediate: true, flush: 'sync' },
  )
  // The same list as long as it says the same: whoever shows it is not drawn anew with every work that ends.
  const failures = computed<readonly string[]>((before) => {
    const now = [...new Set([...works].flatMap((work) => (work.value.state === 'failed' ? [work.value.message] : [])))]
    return before?.length === now.length && now.every((message, at) => message === before[at]) ? before : now
  })
  const state = computed(() => {
    if (page.failed.value) return 'error'
    if (!settled.value || !drawn.value) return 'loading'
    return failures.value.length > 0 ? 'error' : 'ready'
  })
  return {
    state,
    isShown,
    doneCount: computed(() => [...works].filter((work) => work.value.state === 'done').length),
    failures,
    add: (work) => {
      works.add(work)
      return () => works.delete(work)
    },
  }
}

/** Provided where what lies below comes behind the picture: it is waited for, but holds nothing up. */
export const behindPictureKey: InjectionKey<boolean> = Symbol('behind the picture')

/** Makes the page wait for this work before it calls itself ready. */
export function usePageWork(work: Ref<Work>): void {
  const page = inject(pageStateKey, null)
  if (!page) return
  const isBehind = inject(behindPictureKey, false)
  onScopeDispose(page.add(isBehind ? computed((): Work => (work.value.state === 'waiting' ? { state: 'later' } : work.value)) : work))
}
