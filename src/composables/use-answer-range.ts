import { computed, onBeforeUnmount, onMounted, shallowRef, watch, type Ref } from 'vue'
import type { HeldAnswer } from './use-bench.ts'

/** A cell of an answer: its row and column from 0. */
export interface Spot {
  readonly row: number
  readonly column: number
}

/** A rectangle of cells, its last row and column included. */
export interface RangeBounds {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface AnswerRangeSource {
  readonly box: Ref<HTMLElement | null>
  readonly answer: Ref<HeldAnswer | null>
  readonly columnCount: Ref<number>
}

/** The cells that the person has chosen by mouse or keyboard: from where to where, null for none. */
export function useAnswerRange({ box, answer, columnCount }: AnswerRangeSource) {
  const range = shallowRef<{ readonly from: Spot; readonly to: Spot } | null>(null)
  const bounds = computed((): RangeBounds | null => {
    if (!range.value) return null
    const { from, to } = range.value
    return { top: Math.min(from.row, to.row), bottom: Math.max(from.row, to.row), left: Math.min(from.column, to.column), right: Math.max(from.column, to.column) }
  })
  watch(answer, () => (range.value = null))

  let dragging = false
  function press(event: MouseEvent, spot: Spot): void {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest('a'))) return
    dragging = true
    range.value = event.shiftKey && range.value ? { from: range.value.from, to: spot } : { from: spot, to: spot }
    box.value?.focus({ preventScroll: true })
  }
  function drag(event: MouseEvent, spot: Spot): void {
    if (dragging && event.buttons === 1 && range.value) range.value = { from: range.value.from, to: spot }
  }
  function pressRow(event: MouseEvent, row: number): void {
    const from = event.shiftKey && range.value ? range.value.from.row : row
    range.value = { from: { row: from, column: 0 }, to: { row, column: columnCount.value - 1 } }
    box.value?.focus({ preventScroll: true })
  }
  const release = () => (dragging = false)
  onMounted(() => addEventListener('mouseup', release))
  onBeforeUnmount(() => removeEventListener('mouseup', release))

  return { range, bounds, press, drag, pressRow }
}
