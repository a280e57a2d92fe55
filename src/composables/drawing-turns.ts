import { inject, onScopeDispose, provide, type InjectionKey } from 'vue'
import { afterShown } from './after-frame.ts'

/** A drawing that waits: whether a person can see its place now, and how to draw it. */
export interface Turn {
  readonly isSeen: () => boolean
  readonly draw: () => Promise<void>
}

export interface DrawingTurns {
  /** Draws in one of the next frames. The function that comes back gives the turn up. */
  readonly take: (turn: Turn) => () => void
  /** Draws all that waits, now: paper shows what is out of sight too. */
  readonly drawAll: () => Promise<void>
}

export interface Clock {
  readonly now: () => number
  readonly nextFrame: (work: () => void) => void
}

const page: Clock = { now: () => performance.now(), nextFrame: afterShown }

/** Shares frames out among drawings, what is seen first: a frame takes drawings until the milliseconds are used. */
export function createDrawingTurns({ now, nextFrame }: Clock = page, milliseconds = 8): DrawingTurns {
  const waiting = new Set<Turn>()
  let isComing = false

  function next(): Turn | undefined {
    const turns = [...waiting]
    return turns.find((turn) => turn.isSeen()) ?? turns[0]
  }
  async function drawUntil(isOver: () => boolean): Promise<void> {
    for (let turn = next(); turn; turn = isOver() ? undefined : next()) {
      waiting.delete(turn)
      await turn.draw()
    }
  }
  function comeAgain(): void {
    if (isComing || waiting.size === 0) return
    isComing = true
    nextFrame(() => {
      const begun = now()
      void drawUntil(() => now() - begun >= milliseconds).finally(() => {
        isComing = false
        comeAgain()
      })
    })
  }
  return {
    take: (turn) => {
      waiting.add(turn)
      comeAgain()
      return () => void waiting.delete(turn)
    },
    drawAll: () => drawUntil(() => false),
  }
}

const key: InjectionKey<DrawingTurns> = Symbol('drawing turns')

/** Gives the page below one sharing of frames, and draws all of it before it is printed. */
export function provideDrawingTurns(): void {
  const turns = createDrawingTurns()
  const drawAll = () => void turns.drawAll()
  addEventListener('beforeprint', drawAll)
  onScopeDispose(() => removeEventListener('beforeprint', drawAll))
  provide(key, turns)
}

/** The page's sharing of frames. */
export function useDrawingTurns(): DrawingTurns {
  return inject(key, createDrawingTurns, true)
}
