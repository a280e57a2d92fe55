import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import type { RuleId } from '@/domain/checks.ts'
import { parseOffParameter, toOffParameter } from '@/domain/own-rule-sets.ts'
import type { RuleSet } from '@/domain/rule-set.ts'
import { defaultRuleSet, shippedRuleSets } from '@/domain/rule-sets.ts'
import { emptySelection, type ChoiceProblem } from '@/domain/selection.ts'
import { useRuleStore } from '@/stores/rule-store.ts'
import type { CheckScope } from '@/queries/checks/check.ts'
import { useChoice } from './use-choice.ts'
import { usePageQuery } from './use-page-query.ts'

/** The rule set that the address chooses (`rules=hubei`), the rules switched off (`off=`), and what is checked by them. */
export function useRuleSets() {
  const store = useRuleStore()
  const { own, isKept } = storeToRefs(store)
  const { choice } = useChoice()
  const { parameter, setParameters } = usePageQuery()
  const asked = parameter('rules')
  const askedOff = parameter('off')

  const all = computed<readonly RuleSet[]>(() => [...shippedRuleSets, ...own.value])
  const known = computed(() => all.value.find(({ id }) => id === asked.value))
  const ruleSet = computed(() => known.value ?? defaultRuleSet)
  const off = computed<readonly RuleId[]>(() => parseOffParameter(askedOff.value) ?? ruleSet.value.off)
  const problems = computed<readonly ChoiceProblem[]>(() => (asked.value !== null && !known.value ? [{ parameter: 'rules', value: asked.value, code: 'not-one-of' }] : []))

  /** The selection under the rule set: its own thresholds of a masked cut where the address has none. */
  const scope = computed<CheckScope>(() => {
    const { from, to, region, department, unit, q, minCut, minExecution } = choice.value
    const usual = minCut === emptySelection.minCut && minExecution === emptySelection.minExecution
    const thresholds = usual ? ruleSet.value.maskedCut : { minCut, minExecution }
    return { ruleSet: { ...ruleSet.value, off: [...off.value] }, selection: { from, to, region, department, unit, q, ...thresholds }, projectId: null }
  })
  /** What a link to another page of findings takes along. */
  const parameters = computed<Readonly<Record<string, string>>>(() => ({ ...(known.value && asked.value !== null && known.value !== defaultRuleSet ? { rules: asked.value } : {}), ...(askedOff.value === null ? {} : { off: askedOff.value }) }))

  return {
    all,
    own,
    ruleSet,
    off,
    problems,
    scope,
    parameters,
    isKept,
    save: store.save,
    remove: store.remove,
    choose: (id: string) => setParameters({ rules: id === defaultRuleSet.id ? null : id, off: null }),
    switchRule: (id: RuleId) => setParameters({ off: toOffParameter(off.value.includes(id) ? off.value.filter((each) => each !== id) : [...off.value, id], ruleSet.value) }),
  }
}
