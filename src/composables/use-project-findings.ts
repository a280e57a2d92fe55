import { computed } from 'vue'
import type { RuleId } from '@/domain/checks.ts'
import { emptySelection } from '@/domain/selection.ts'
import { toText } from '@/engine/sql.ts'
import type { CheckScope, Finding } from '@/queries/checks/check.ts'
import { findingStatement } from '@/queries/findings.ts'
import { askProjectFindings } from '@/queries/project-findings.ts'
import { recomputedScores, type RecomputedScoreRow } from '@/queries/recomputed-scores.ts'
import { useSession } from './session.ts'
import { useAnswer } from './use-answer.ts'
import { useFindingCounts } from './use-finding-counts.ts'
import { useRuleSets } from './use-rule-sets.ts'
import { useTask } from './use-task.ts'

/** Points without trailing zeros, "10" or "16–20". */
function pointsText({ lowest, highest }: RecomputedScoreRow): string {
  const [from, to] = [lowest, highest].map((value) => (value === null ? '' : String(Number(value))))
  return from === to ? (from ?? '') : `${from}–${to}`
}

/** What the chosen rule set finds in one project, whatever else is selected, and the scores that it gives. */
export function useProjectFindings(projectId: string) {
  const ruleSets = useRuleSets()
  const { ask, dialect } = useSession()
  const whole = computed<CheckScope>(() => {
    const { ruleSet, selection } = ruleSets.scope.value
    return { ruleSet, selection: { ...emptySelection, minCut: selection.minCut, minExecution: selection.minExecution }, projectId: null }
  })
  const scope = computed<CheckScope>(() => ({ ...whole.value, projectId }))
  const task = useTask<readonly Finding[]>({
    key: () => JSON.stringify(scope.value),
    initial: [],
    run: (_, signal) => askProjectFindings(ask, scope.value, signal),
  })
  const found = computed<readonly RuleId[]>(() => [...new Set(task.value.value.map(({ rule }) => rule))])
  // The page is ready without these: they count through the whole dataset, and stand in a link of each note.
  const counting = useFindingCounts({ scope: () => whole.value, rules: () => (task.value.state === 'done' ? found.value : []), place: 'aside' })
  const counts = computed(() => {
    const sums = new Map<RuleId, number>()
    for (const row of counting.value.value) sums.set(row.rule, (sums.get(row.rule) ?? 0) + row.finding_count)
    return sums
  })
  const scores = useAnswer(recomputedScores, () => ({ ruleSet: ruleSets.ruleSet.value, projectId }))
  return {
    task,
    ruleSet: ruleSets.ruleSet,
    parameters: ruleSets.parameters,
    /** How many findings of a rule the whole dataset has; null until they are counted. */
    othersOf: (rule: RuleId): number | null => (counting.value.state === 'done' ? (counts.value.get(rule) ?? null) : null),
    isCounting: computed(() => counting.value.state === 'waiting'),
    sqlOf: (rule: RuleId): string => toText(findingStatement(rule, scope.value), dialect.value),
    /** Texts of the recomputed scores of a form, by seq or "execution". */
    recomputedOf: (formId: string): ReadonlyMap<string, string> => new Map(scores.rows.value.filter((row) => row.form_id === formId).map((row) => [row.seq === null ? 'execution' : String(row.seq), pointsText(row)])),
  }
}
