import { computed, type ComputedRef } from 'vue'
import { toText, type Statement } from '@/engine/sql.ts'
import { useSession } from './session.ts'

/** The text of a statement as the open dataset's engine is sent it, for `show-sql`. */
export function useStatementText(statement: () => Statement): ComputedRef<string> {
  const session = useSession()
  return computed(() => toText(statement(), session.dialect.value))
}
