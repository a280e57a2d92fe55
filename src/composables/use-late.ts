import { computed, useTemplateRef, type ComputedRef, type Ref } from 'vue'
import { useDrawing } from './use-drawing.ts'

export interface Late<T> {
  readonly now: ComputedRef<T>
  /** Whether the part is within the window; null until the browser has said so. */
  readonly isSeen: Readonly<Ref<boolean | null>>
}

/** The element of the component that the template's ref names. */
export function usePlace(part: string): ComputedRef<Element | null> {
  const component = useTemplateRef<{ readonly $el: Element } | null>(part)
  return computed(() => component.value?.$el ?? null)
}

/**
 * What a part of the page is about: the newest where it is in sight, else what it was about before, until it is its turn.
 * Only the newest is taken, and the page waits for it. `part` is the template's ref of the component that is looked at.
 */
export function useLate<T extends object>(newest: () => T, part: string): Late<T> {
  const { shown, isSeen } = useDrawing({ picture: newest, prepare: () => null, place: usePlace(part) })
  return { now: computed(() => shown.value ?? newest()), isSeen }
}
