import { computed } from 'vue'
import { toRowsBehind } from '@/domain/rows-behind.ts'
import type { AnswerRow } from '@/engine/engine.ts'
import { toText, verbatim } from '@/engine/sql.ts'
import { maskedCutCondition } from '@/engine/table-sql.ts'
import { useSession } from './session.ts'
import { useChoice } from './use-choice.ts'
import { useTask } from './use-task.ts'

export interface RowsFound {
  readonly rows: readonly AnswerRow[]
  readonly all: number
}

export const mostRowsBehind = 100

/** The first rows that a figure's SQL adds up, and how many there are. Asked when it is set up: put it into what opens. */
export function useRowsBehind(sql: () => string, metric: () => string) {
  const { choice } = useChoice()
  const { dialect } = useSession()
  const behind = computed(() => toRowsBehind(sql(), { limit: mostRowsBehind, ...(metric() === 'masked_cut_count' ? { condition: toText(maskedCutCondition(choice.value), dialect.value) } : {}) }))
  const task = useTask<RowsFound>({
    key: () => behind.value?.rows ?? null,
    initial: { rows: [], all: 0 },
    place: 'aside',
    run: async (engine, signal) => {
      if (!behind.value) return { rows: [], all: 0 }
      const rows = await engine.rows(verbatim(behind.value.rows), { signal })
      const [counted] = rows.length < mostRowsBehind ? [{ row_count: rows.length }] : await engine.rows(verbatim(behind.value.count), { signal })
      return { rows, all: Number(counted?.['row_count'] ?? rows.length) }
    },
  })
  return { task, sql: computed(() => behind.value?.rows ?? null) }
}
