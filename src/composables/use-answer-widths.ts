import { computed, shallowRef, watch, type Ref } from 'vue'
import { answerCellText } from '@/domain/answer-cell.ts'
import { textPixels } from '@/domain/cell-width.ts'
import type { AnswerColumn, HeldAnswer, StatementRun } from './use-bench.ts'

export const narrowest = 48
export const widest = 2000

export interface AnswerWidthsSource {
  readonly run: () => StatementRun
  readonly answer: Ref<HeldAnswer | null>
  readonly columns: Ref<readonly AnswerColumn[]>
  readonly count: Ref<number>
  /** A cell that is there, null for NULL, undefined where it has not come yet. */
  readonly cell: (row: number, column: number) => string | null | undefined
  /** Grows with every cell that comes. */
  readonly arrived: Ref<number>
}

export type AnswerWidths = ReturnType<typeof useAnswerWidths>

/** How wide the columns of an answer are, and where they begin, in pixels: as their content needs, until the person chooses. */
export function useAnswerWidths({ run, answer, columns, count, cell, arrived }: AnswerWidthsSource) {
  const chosenWidths = shallowRef<Readonly<Record<number, number>>>({})
  const firstWidths = shallowRef<readonly number[]>([])
  const widths = computed(() => columns.value.map((_, index) => chosenWidths.value[index] ?? firstWidths.value[index] ?? 120))
  const numberWidth = computed(() => 18 + 8 * String(Math.max(99, count.value)).length)
  const allWidth = computed(() => numberWidth.value + widths.value.reduce((sum, wide) => sum + wide, 0))
  const edges = computed(() => {
    let at = numberWidth.value
    return widths.value.map((wide) => {
      const from = at
      at += wide
      return from
    })
  })

  /** As wide as the head and the first rows need, once they are there. */
  function measure(): void {
    if (firstWidths.value.length === columns.value.length && columns.value.length > 0) return
    const sample = Math.min(60, count.value)
    // While rows may still come, the head alone does not decide.
    if (columns.value.length === 0 || (sample === 0 ? run().state === 'running' : cell(0, 0) === undefined)) return
    firstWidths.value = columns.value.map((_, index) => Math.min(360, widthOf(index, { from: 0, to: sample })))
  }
  /** What the head and some rows of a column need. */
  function widthOf(index: number, among: { readonly from: number; readonly to: number }): number {
    const column = columns.value[index] ?? { name: '', type: '' }
    let most = Math.max(64, textPixels(column.name) + 46, textPixels(column.type) + 34)
    for (let row = among.from; row < among.to; row += 1) most = Math.max(most, textPixels(answerCellText(column, cell(row, index)) ?? 'NULL') + 24)
    return Math.round(most)
  }
  watch(answer, () => {
    chosenWidths.value = {}
    firstWidths.value = []
  })
  watch([arrived, columns, () => run().state], measure)

  function setWidth(column: number, wide: number): void {
    chosenWidths.value = { ...chosenWidths.value, [column]: Math.min(widest, Math.max(narrowest, wide)) }
  }
  /** By a step, or to what the rows on screen need. */
  function resize(column: number, how: 'narrower' | 'wider' | 'fit', onScreen: { readonly from: number; readonly to: number }): void {
    const wide = widths.value[column] ?? 120
    setWidth(column, how === 'fit' ? widthOf(column, onScreen) : how === 'wider' ? wide + 48 : wide - 48)
  }
  /** Follows the pointer until it is let go. */
  function startResize(event: PointerEvent, column: number): void {
    event.preventDefault()
    event.stopPropagation()
    const [from, wide] = [event.clientX, widths.value[column] ?? 120]
    const move = (now: PointerEvent) => setWidth(column, wide + now.clientX - from)
    const end = () => {
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', end)
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', end)
  }
  function resizeByKey(event: KeyboardEvent, column: number): void {
    const step = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0
    if (step === 0) return
    event.preventDefault()
    setWidth(column, (widths.value[column] ?? 120) + step)
  }

  return { widths, edges, numberWidth, allWidth, resize, startResize, resizeByKey }
}
