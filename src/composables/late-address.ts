import { inject, type InjectionKey } from 'vue'
import type { RouterHistory } from 'vue-router'
import { afterShown } from './after-frame.ts'

/** An address behind its page. */
export interface LateAddress {
  readonly history: RouterHistory
  /** Writes what is still to be written, now. */
  readonly write: () => void
}

function pathOf(location: string): string {
  return location.split('?', 1)[0] ?? ''
}

/**
 * A history that writes another choice on the same page into the address after the next frame, so that this frame does not
 * wait for it: the browser takes milliseconds for an entry, and lays the page out to note how far it is scrolled. Another
 * page is written at once. Entries keep their order, and whoever leaves for another site finds the last one when they come back.
 */
export function createLateAddress(history: RouterHistory, later = afterShown): LateAddress {
  let coming: { readonly location: string; readonly write: () => void } | null = null

  function take() {
    const taken = coming
    coming = null
    return taken
  }
  const write = () => take()?.write()
  addEventListener('pagehide', write)

  return {
    write,
    history: {
      base: history.base,
      get location() {
        return coming?.location ?? history.location
      },
      get state() {
        return history.state
      },
      push: (to, data) => {
        write()
        // A page that nobody sees has no frames.
        if (document.hidden || pathOf(to) !== pathOf(history.location)) return history.push(to, data)
        const mine = { location: to, write: () => history.push(to, data) }
        coming = mine
        later(() => void (coming === mine && write()))
      },
      replace: (to, data) => {
        write()
        history.replace(to, data)
      },
      go: (delta, triggerListeners) => {
        write()
        history.go(delta, triggerListeners)
      },
      // Whoever goes back within that moment leaves what was not written.
      listen: (callback) =>
        history.listen((to, from, information) => {
          take()
          callback(to, from, information)
        }),
      createHref: (location) => history.createHref(location),
      destroy: () => {
        removeEventListener('pagehide', write)
        history.destroy()
      },
    },
  }
}

export const writeAddressKey: InjectionKey<() => void> = Symbol('write address')

/** Writes the address that is still to be written; nothing to do outside the page. */
export function useWriteAddress(): () => void {
  return inject(writeAddressKey, () => () => {}, true)
}
