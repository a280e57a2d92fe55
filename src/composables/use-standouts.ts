import { computed } from 'vue'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import type { Selection } from '@/domain/selection.ts'
import { toText } from '@/engine/sql.ts'
import { askStandouts } from '@/queries/standouts.ts'
import { useSession } from './session.ts'
import { useNewestAnswer } from './use-newest-answer.ts'

/** What stands out in a selection: at most seven sentences, each with the text of its statement. */
export function useStandouts(selection: () => Selection) {
  const { ask, dialect } = useSession()
  const { answer, rows } = useNewestAnswer(() => JSON.stringify(selection()), ({ signal }) => askStandouts(ask, { ruleSet: defaultRuleSet, selection: selection() }, { signal }))
  return { answer, standouts: computed(() => rows.value.map((standout) => ({ ...standout, sql: toText(standout.statement, dialect.value) }))) }
}
