import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { CountedText, TextGroup } from '@/domain/near-duplicates.ts'
import type { NearDuplicatesReply, NearDuplicatesRequest } from './near-duplicates-worker.ts'
import { watchedWorker } from '@/engine/worker-life.ts'
import { usePageWork, type Work } from './page-state.ts'

/** Groups of texts that say the same, found beside the page's own thread. The newest list wins; null: not known yet. `isSeen`: whether where they are shown is within the window; out of sight they hold nothing up. */
export function useNearDuplicates(texts: () => readonly CountedText[] | null, isSeen: Readonly<Ref<boolean | null>>) {
  const groups = shallowRef<readonly TextGroup[]>([])
  const work = shallowRef<Work>({ state: 'waiting' })
  let worker: Worker | null = null
  let number = 0

  function start(attempt: 'first' | 'second' = 'first'): void {
    number += 1
    const mine = number
    worker?.terminate()
    worker = null
    const list = texts()
    work.value = { state: 'waiting' }
    if (list === null) return
    if (list.length < 2) {
      groups.value = []
      work.value = { state: 'done' }
      return
    }
    const life = watchedWorker((options) => new Worker(new URL('./near-duplicates-worker.ts', import.meta.url), { ...options, type: 'module' }))
    worker = life.worker
    worker.addEventListener('message', ({ data }: MessageEvent<NearDuplicatesReply>) => {
      if (data.number !== number) return
      groups.value = data.groups
      work.value = { state: 'done' }
      worker?.terminate()
      worker = null
    })
    const onGone = (message: string): void => {
      if (mine !== number || work.value.state !== 'waiting') return
      if (attempt === 'first') start('second')
      else work.value = { state: 'failed', message }
    }
    void life.gone.then(onGone)
    const request: NearDuplicatesRequest = { number: mine, texts: list }
    worker.postMessage(request)
  }

  watch(texts, () => start(), { immediate: true })
  onScopeDispose(() => worker?.terminate())
  usePageWork(computed((): Work => (work.value.state === 'waiting' && isSeen.value === false ? { state: 'later' } : work.value)))
  return { groups, isWaiting: computed(() => work.value.state === 'waiting') }
}
