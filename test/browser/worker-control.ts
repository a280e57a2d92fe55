import type { Page } from 'playwright-core'
import { randomOf } from '@/dataset/synthetic/random.ts'

declare global {
  interface Window {
    /** Workers of the page, the newest last, as the test's script keeps them. */
    testWorkers?: Worker[]
  }
}

/** Keeps hold of every worker that the page starts, so that a test can end it as a browser does that runs out of memory: without a word. */
export async function holdWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const workers: Worker[] = []
    window.testWorkers = workers
    window.Worker = class extends Worker {
      constructor(...parts: ConstructorParameters<typeof Worker>) {
        super(...parts)
        workers.push(this)
      }
    }
  })
}

/** Ends all workers there are now. Gives how many there were. */
export function killWorkers(page: Page): Promise<number> {
  return page.evaluate(() => {
    const workers = window.testWorkers?.splice(0) ?? []
    for (const worker of workers) worker.terminate()
    return workers.length
  })
}

/** Holds up what workers answer, each message for another random while, in the order of a seed: answers of different workers overtake each other. */
export async function delayAnswers(page: Page, { seed, most }: { readonly seed: number; readonly most: number }): Promise<void> {
  const { next } = randomOf(seed)
  await page.addInitScript((waits) => {
    let turn = 0
    const late = new WeakSet<Event>()
    window.Worker = class extends Worker {
      constructor(...parts: ConstructorParameters<typeof Worker>) {
        super(...parts)
        // What a worker says stays in order; how long each word takes does not.
        let before = Promise.resolve()
        this.addEventListener('message', (event) => {
          if (late.has(event)) return
          event.stopImmediatePropagation()
          turn += 1
          const wait = new Promise<void>((done) => setTimeout(done, waits[turn % waits.length]))
          before = before.then(() => wait).then(() => {
            const again = new MessageEvent('message', { data: event.data })
            late.add(again)
            this.dispatchEvent(again)
            return undefined
          })
        })
      }
    }
  }, Array.from({ length: 4099 }, () => next() * most))
}
