import { ref, type Ref } from 'vue'
import { toTsv } from '@/domain/cell-width.ts'
import type { RangeBounds } from './use-answer-range.ts'
import type { AnswerColumn, HeldAnswer } from './use-bench.ts'
import { useWords } from './use-words.ts'

const mostCopied = 500_000

export interface AnswerCopySource {
  readonly answer: Ref<HeldAnswer | null>
  readonly columns: Ref<readonly AnswerColumn[]>
  readonly count: Ref<number>
  readonly bounds: Ref<RangeBounds | null>
}

/** Puts the chosen cells on the clipboard, under their names where they are all; `copied` says so for a moment. */
export function useAnswerCopy({ answer, columns, count, bounds }: AnswerCopySource) {
  const { t } = useWords()
  const copied = ref('')
  async function copy(): Promise<void> {
    const held = answer.value
    const part = bounds.value
    if (!held || !part) return
    const across = part.right - part.left + 1
    const most = Math.max(1, Math.floor(mostCopied / across))
    const bottom = Math.min(part.bottom, part.top + most - 1)
    const places = Array.from({ length: across }, (_, index) => part.left + index)
    const cells = await held.cells(part.top, bottom + 1, places)
    const whole = part.top === 0 && part.bottom === count.value - 1 && across === columns.value.length
    await navigator.clipboard.writeText(toTsv(whole ? [columns.value.map(({ name }) => name), ...cells] : cells))
    copied.value = bottom < part.bottom ? t('sql.grid.copied_part', { n: (bottom - part.top + 1).toLocaleString('en-US') }) : t('sql.grid.copied', { rows: (bottom - part.top + 1).toLocaleString('en-US'), columns: across })
    setTimeout(() => (copied.value = ''), 2500)
  }
  return { copied, copy }
}
