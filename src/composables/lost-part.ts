import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import type { Router } from 'vue-router'

export const lostPartKey: InjectionKey<Readonly<ShallowRef<boolean>>> = Symbol('lost part')

/** Whether a part of the page that was wanted can't be fetched. False outside the page. */
export function useLostPart(): Readonly<ShallowRef<boolean>> {
  return inject(lostPartKey, () => shallowRef(false), true)
}

/** Watches for parts of the page that can't be fetched, such as a view that a newer build no longer has. */
export function watchLostParts(router: Router): Readonly<ShallowRef<boolean>> {
  const isLost = shallowRef(false)
  addEventListener('vite:preloadError', () => (isLost.value = true))
  router.onError(() => (isLost.value = true))
  router.afterEach((_to, _from, failure) => {
    if (!failure) isLost.value = false
  })
  return isLost
}
