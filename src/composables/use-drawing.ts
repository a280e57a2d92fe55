import { computed, nextTick, onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useDrawingTurns } from './drawing-turns.ts'
import { usePageWork, type Work } from './page-state.ts'
import { useSeen } from './use-seen.ts'

export interface DrawingSource<Picture> {
  readonly picture: () => Picture
  /** Fetches what draws it; null where that is here already. */
  readonly prepare: (picture: Picture) => Promise<void> | null
  /** Null where nobody ever sees it. */
  readonly place: Readonly<Ref<Element | null>> | null
  /** A person waits for it: the first picture needs no turn, nor anything prepared. */
  readonly isAskedFor?: boolean
}

export interface Drawing<Picture> {
  /** The picture to draw now. */
  readonly shown: ShallowRef<Picture | null>
  /** Whether its place is within the window; null until the browser has said so. */
  readonly isSeen: ShallowRef<boolean | null>
}

/**
 * The picture to draw now: the newest one on screen at once, one out of sight in its turn, null until the first. The page
 * waits until it is drawn.
 */
export function useDrawing<Picture extends object>({ picture, prepare, place, isAskedFor = false }: DrawingSource<Picture>): Drawing<Picture> {
  const turns = useDrawingTurns()
  const isSeen = place === null ? shallowRef<boolean | null>(false) : useSeen(place)
  const shown: ShallowRef<Picture | null> = shallowRef(isAskedFor ? picture() : null)
  const state = shallowRef<'coming' | 'drawn' | { readonly message: string }>('coming')
  let newest: Picture | null = null
  let giveUp = () => {}

  async function draw(mine: Picture): Promise<void> {
    shown.value = mine
    // vue-echarts hands an option on after Vue's flush, and the first one a tick later.
    await nextTick()
    await nextTick()
    if (newest === mine) state.value = 'drawn'
  }
  async function bring(mine: Picture): Promise<void> {
    try {
      const code = prepare(mine)
      if (code) await code
    } catch (error) {
      if (newest === mine) state.value = { message: error instanceof Error ? error.message : String(error) }
      return
    }
    if (newest !== mine) return
    if (isSeen.value) return draw(mine)
    giveUp = turns.take({ isSeen: () => isSeen.value === true, draw: () => draw(mine) })
  }
  watch(
    picture,
    (mine) => {
      giveUp()
      newest = mine
      state.value = 'coming'
      void bring(mine)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    newest = null
    giveUp()
  })
  usePageWork(
    computed((): Work => {
      if (typeof state.value === 'object') return { state: 'failed', message: state.value.message }
      return { state: state.value === 'drawn' ? 'done' : isSeen.value === false ? 'later' : 'waiting' }
    }),
  )
  return { shown, isSeen }
}
