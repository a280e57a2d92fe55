/** Resolves in a task of its own: an event or a frame that waits comes first. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    }, { once: true })
    port1.start()
    port2.postMessage(null)
  })
}

/** What a frame can spare for work that nobody sees, in milliseconds. */
const atOnce = 8

/** Works through items in order and lets others have the thread in between, once a few milliseconds were used. Rejects with the signal's reason, or what the work throws. */
export async function inPieces<Item>(items: Iterable<Item>, work: (item: Item) => void, signal?: AbortSignal): Promise<void> {
  let begun = performance.now()
  for (const item of items) {
    if (performance.now() - begun >= atOnce) {
      await nextTask()
      signal?.throwIfAborted()
      begun = performance.now()
    }
    work(item)
  }
}
