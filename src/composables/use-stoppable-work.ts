import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { failureText } from './failure-text.ts'
import { newestWins } from './newest-wins.ts'

/** Longer work that a person started: whether it runs, how far it is, why it failed. */
export interface StoppableWork<Progress> {
  readonly isRunning: ShallowRef<boolean>
  readonly progress: ShallowRef<Progress | null>
  readonly failure: ShallowRef<string>
  /** Starts it, in place of what still runs. */
  readonly start: (work: (signal: AbortSignal, say: (progress: Progress) => void) => Promise<void>) => void
  readonly stop: () => void
}

/** Work that can be stopped at any time, and stops when its part of the page goes away. */
export function useStoppableWork<Progress>(): StoppableWork<Progress> {
  const isRunning = shallowRef(false)
  const progress: ShallowRef<Progress | null> = shallowRef(null)
  const failure = shallowRef('')
  function rest(): void {
    isRunning.value = false
    progress.value = null
  }
  const line = newestWins<void>({
    done: rest,
    failed: (error) => {
      rest()
      failure.value = failureText(error)
    },
  })
  onScopeDispose(line.stop)
  return {
    isRunning,
    progress,
    failure,
    start: (work) => {
      failure.value = ''
      progress.value = null
      isRunning.value = true
      line.start(({ signal, isNewest }) =>
        work(signal, (now) => {
          if (isNewest()) progress.value = now
        }),
      )
    },
    stop: () => {
      line.stop()
      rest()
    },
  }
}
