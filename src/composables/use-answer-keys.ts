import type { Ref, ShallowRef } from 'vue'
import type { Spot } from './use-answer-range.ts'
import type { AnswerScroll } from './use-answer-scroll.ts'

export interface AnswerKeysSource {
  readonly box: Ref<HTMLElement | null>
  readonly count: Ref<number>
  readonly columnCount: Ref<number>
  readonly scroll: Pick<AnswerScroll, 'rowHeight' | 'visible' | 'top' | 'reveal'>
  readonly range: ShallowRef<{ readonly from: Spot; readonly to: Spot } | null>
  readonly copy: () => Promise<void>
  readonly resizeByKey: (event: KeyboardEvent, column: number) => void
}

/** What a key does in the grid of an answer: moves and stretches the chosen range, copies it, or resizes its column. */
export function useAnswerKeys({ box, count, columnCount, scroll: { rowHeight, visible, top, reveal }, range, copy, resizeByKey }: AnswerKeysSource) {
  /** Where a key moves to from a cell, null for a key that does not move. */
  function movedFrom(at: Spot, key: string, ctrl: boolean): Spot | null {
    const page = Math.max(1, Math.floor(visible.value / rowHeight) - 1)
    const [lastRow, lastColumn] = [count.value - 1, columnCount.value - 1]
    const moves: Readonly<Record<string, Spot>> = {
      ArrowDown: { row: ctrl ? lastRow : at.row + 1, column: at.column },
      ArrowUp: { row: ctrl ? 0 : at.row - 1, column: at.column },
      ArrowRight: { row: at.row, column: ctrl ? lastColumn : at.column + 1 },
      ArrowLeft: { row: at.row, column: ctrl ? 0 : at.column - 1 },
      PageDown: { row: at.row + page, column: at.column },
      PageUp: { row: at.row - page, column: at.column },
      Home: ctrl ? { row: 0, column: 0 } : { row: at.row, column: 0 },
      End: ctrl ? { row: lastRow, column: lastColumn } : { row: at.row, column: lastColumn },
    }
    const move = moves[key]
    return move ? { row: Math.min(lastRow, Math.max(0, move.row)), column: Math.min(lastColumn, Math.max(0, move.column)) } : null
  }

  return function onKey(event: KeyboardEvent): void {
    if (event.target !== box.value || count.value === 0) return
    const at = range.value?.to ?? { row: Math.floor(top.value / rowHeight), column: 0 }
    const ctrl = event.ctrlKey || event.metaKey
    if (ctrl && event.key.toLowerCase() === 'c') return void copy()
    if (ctrl && event.key.toLowerCase() === 'a') {
      event.preventDefault()
      range.value = { from: { row: 0, column: 0 }, to: { row: count.value - 1, column: columnCount.value - 1 } }
      return
    }
    if (event.key === 'Escape') return void (range.value = null)
    if (event.altKey && range.value) return resizeByKey(event, range.value.to.column)
    const spot = movedFrom(at, event.key, ctrl)
    if (!spot) return
    event.preventDefault()
    range.value = range.value === null ? { from: at, to: at } : event.shiftKey ? { from: range.value.from, to: spot } : { from: spot, to: spot }
    reveal(range.value.to)
  }
}
