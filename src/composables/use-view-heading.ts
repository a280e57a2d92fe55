import { nextTick, watch, type Ref } from 'vue'

/**
 * Tells a screen reader and the keyboard where they are: once another view has its heading, the focus is there, unless the
 * person has already moved it on, and the document's title begins with it.
 */
export function useViewHeading(page: { readonly path: Ref<string>; readonly isSettled: Ref<boolean>; readonly content: Ref<HTMLElement | null>; readonly titleOf: (heading: string) => string; readonly words: Ref<unknown> }): void {
  let isDue = false
  const heading = () => page.content.value?.querySelector<HTMLElement>('h1') ?? null

  function arrive(): void {
    const found = heading()
    document.title = page.titleOf(found?.firstChild?.textContent?.trim() ?? '')
    if (!isDue || !found) return
    isDue = false
    const { activeElement } = document
    if (activeElement !== document.body && activeElement !== page.content.value) return
    found.tabIndex = -1
    found.focus({ preventScroll: true })
  }

  // What had the focus goes with the old view; until the new heading is there, the focus stays at the top of the content.
  watch(page.path, async (_path, before) => {
    isDue = before !== undefined
    await nextTick()
    const { activeElement } = document
    if (activeElement === document.body || activeElement === null) page.content.value?.focus({ preventScroll: true })
    arrive()
  }, { flush: 'post' })
  watch([page.isSettled, page.words], () => void nextTick(arrive), { immediate: true })
}
