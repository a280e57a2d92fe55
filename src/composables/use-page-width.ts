import { onScopeDispose, ref } from 'vue'

/** The page's width in pixels, as it changes. */
export function usePageWidth() {
  const width = ref(window.innerWidth)
  const read = () => void (width.value = window.innerWidth)
  window.addEventListener('resize', read)
  onScopeDispose(() => window.removeEventListener('resize', read))
  return width
}
