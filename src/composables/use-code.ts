import { shallowRef, type ShallowRef } from 'vue'
import { usePageWork, type Work } from './page-state.ts'

/** Code that a part of the page needs and most pages do not: null until it is here. The page waits for it. */
export function useCode<Code>(load: () => Promise<Code>): ShallowRef<Code | null> {
  const code: ShallowRef<Code | null> = shallowRef(null)
  const work = shallowRef<Work>({ state: 'waiting' })
  async function fetchCode(): Promise<void> {
    try {
      code.value = await load()
      work.value = { state: 'done' }
    } catch (error) {
      work.value = { state: 'failed', message: error instanceof Error ? error.message : String(error) }
    }
  }
  void fetchCode()
  usePageWork(work)
  return code
}
