import { computed, type ComputedRef } from 'vue'
import { toText, type Statement } from '@/engine/sql.ts'

/** The text of a statement, for `show-sql`. */
export function useStatementText(statement: () => Statement): ComputedRef<string> {
  return computed(() => toText(statement()))
}
