import { computed, type ComputedRef, type Ref } from 'vue'
import { toText } from '@/engine/sql.ts'
import type { Query } from '@/queries/query.ts'
import { useSession } from './session.ts'
import { useNewestAnswer, type NewestAnswer } from './use-newest-answer.ts'

export type { Answer } from './use-newest-answer.ts'

export interface Asked<Row> extends NewestAnswer<Row> {
  /** The text of the statement as the dataset's engine is sent it, for `show-sql`. */
  readonly sql: ComputedRef<string>
}

/** Asks a question again whenever its parameters or the dataset change. `isSeen`: whether what shows the answer is within the window. */
export function useAnswer<Params, Row>(query: Query<Params, Row>, params: () => Params, isSeen?: Readonly<Ref<boolean | null>>): Asked<Row> {
  const session = useSession()
  const sql = computed(() => toText(query.statement(params()), session.dialect.value))
  return { ...useNewestAnswer<Row>(() => sql.value, ({ signal }) => session.ask(query, params(), { signal }), isSeen), sql }
}
