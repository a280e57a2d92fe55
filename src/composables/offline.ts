import { inject, shallowRef, watch, type InjectionKey, type ShallowRef } from 'vue'
import type { PageMessage, WorkerMessage } from '@/offline/messages.ts'

/** What the browser keeps of the site for use without a network, and whether a newer build waits. */
export interface Offline {
  /** absent: the browser or the address allows no service worker, or keeping the site failed; the page works as without. */
  readonly state: Readonly<ShallowRef<'absent' | 'preparing' | 'ready'>>
  readonly bytes: Readonly<ShallowRef<number>>
  readonly hasUpdate: Readonly<ShallowRef<boolean>>
  /** Starts keeping the site: called when the page has shown its first picture. */
  readonly begin: () => void
  /** Reloads this page, and no other, as the newest build. */
  readonly update: () => void
}

export const offlineKey: InjectionKey<Offline> = Symbol('offline')

/** The page's offline state. Throws outside the page. */
export function useOffline(): Offline {
  const offline = inject(offlineKey)
  if (!offline) throw new Error('no offline state was provided')
  return offline
}

/** How often a page that is looked at again asks for a new build (ms). */
const checkInterval = 30 * 60_000

/** Owns the page's side of the service worker. `reload` is how the page starts anew. */
export function createOffline(reload: () => void): Offline {
  const state = shallowRef<'absent' | 'preparing' | 'ready'>('absent')
  const bytes = shallowRef(0)
  const hasUpdate = shallowRef(false)
  const ownBuild = document.querySelector<HTMLMetaElement>('meta[name="jilan-build"]')?.content ?? null
  let registration: ServiceWorkerRegistration | null = null

  watch(state, (now) => (document.documentElement.dataset['offline'] = now), { immediate: true })

  function send(worker: ServiceWorker, message: PageMessage): void {
    worker.postMessage(message)
  }

  /** Another tab may have brought a newer build into use; what is not this page's build is offered, never forced. */
  function greet(worker: ServiceWorker | null): void {
    if (worker && ownBuild !== null) send(worker, { kind: 'hello', build: ownBuild })
  }

  function follow(worker: ServiceWorker | null, registered: ServiceWorkerRegistration): void {
    if (!worker) return
    const look = () => {
      if (worker.state === 'installed' && registered.active) hasUpdate.value = true
      if (worker.state === 'activated') greet(worker)
      if (worker.state === 'redundant' && state.value === 'preparing') state.value = 'absent'
    }
    look()
    worker.addEventListener('statechange', look)
  }

  async function register(): Promise<void> {
    const { serviceWorker } = navigator
    state.value = 'preparing'
    serviceWorker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
      bytes.value = data.bytes
      state.value = 'ready'
      if (data.build !== ownBuild) hasUpdate.value = true
    })
    serviceWorker.startMessages()
    serviceWorker.addEventListener('controllerchange', () => greet(serviceWorker.controller))
    const registered = await serviceWorker.register(new URL('sw.js', document.baseURI), { updateViaCache: 'none' })
    registration = registered
    for (const worker of [registered.active, registered.waiting, registered.installing]) follow(worker, registered)
    registered.addEventListener('updatefound', () => follow(registered.installing, registered))
    let checked = Date.now()
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible' || Date.now() - checked < checkInterval) return
      checked = Date.now()
      registered.update().catch(() => undefined)
    })
  }

  let begun = false
  return {
    state,
    bytes,
    hasUpdate,
    begin: () => {
      if (begun || ownBuild === null || !('serviceWorker' in navigator)) return
      begun = true
      // A browser that refuses leaves the page as it is without.
      register().catch(() => (state.value = 'absent'))
    },
    update: () => {
      const waiting = registration?.waiting
      if (!waiting) return reload()
      waiting.addEventListener('statechange', () => {
        if (waiting.state === 'activated') reload()
      })
      send(waiting, { kind: 'take-over' })
    },
  }
}
