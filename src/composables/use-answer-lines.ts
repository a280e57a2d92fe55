import { computed, type Ref } from 'vue'
import type { AnswerScroll } from './use-answer-scroll.ts'
import type { AnswerColumn } from './use-bench.ts'

/** A row on screen: its place in the answer from 0, how far below the head it is in pixels, and its cells on screen. */
export interface AnswerLine {
  readonly row: number
  readonly offset: number
  /** A text is null for NULL, undefined where it has not come yet. */
  readonly cells: readonly { readonly column: number; readonly name: string; readonly text: string | null | undefined }[]
}

export interface AnswerLinesSource {
  readonly columns: Ref<readonly AnswerColumn[]>
  readonly scroll: Pick<AnswerScroll, 'rowHeight' | 'top' | 'rows' | 'shownColumns'>
  readonly cell: (row: number, column: number) => string | null | undefined
  /** Grows with every cell that comes. */
  readonly arrived: Ref<number>
}

/** The rows on screen as they are drawn, and whether cells of theirs are still to come. */
export function useAnswerLines({ columns, scroll: { rowHeight, top, rows, shownColumns }, cell, arrived }: AnswerLinesSource) {
  const lines = computed(() => {
    void arrived.value
    const list: AnswerLine[] = []
    for (let row = rows.value.from; row < rows.value.to; row += 1) {
      const cells: AnswerLine['cells'][number][] = []
      for (let column = shownColumns.value.from; column < shownColumns.value.to; column += 1) cells.push({ column, name: columns.value[column]?.name ?? '', text: cell(row, column) })
      list.push({ row, offset: row * rowHeight - top.value, cells })
    }
    return list
  })
  /** Cells on screen have not come yet: the grid is not to be read before. */
  const fetching = computed(() => lines.value.some((line) => line.cells.some(({ text }) => text === undefined)))
  return { lines, fetching }
}
