import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'

/** Whether a part of the page is within the window now; null until the browser has said so. */
export function useSeen(place: Readonly<Ref<Element | null>>): ShallowRef<boolean | null> {
  const isSeen = shallowRef<boolean | null>(null)
  const observer = new IntersectionObserver((entries) => {
    const last = entries.at(-1)
    if (last) isSeen.value = last.isIntersecting
  })
  watch(
    place,
    (element, before) => {
      if (before) observer.unobserve(before)
      isSeen.value = null
      if (element) observer.observe(element)
    },
    { immediate: true, flush: 'post' },
  )
  onScopeDispose(() => observer.disconnect())
  return isSeen
}
