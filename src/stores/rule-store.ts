import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { parseOwnRuleSets } from '@/domain/own-rule-sets.ts'
import type { RuleSet } from '@/domain/rule-set.ts'

const key = 'jilan.rules'

function kept(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** The person's own rule sets, kept in this browser. */
export const useRuleStore = defineStore('rules', () => {
  const own = shallowRef<readonly RuleSet[]>(parseOwnRuleSets(kept()))
  /** False where the browser keeps nothing beyond this page. */
  const isKept = shallowRef(true)

  function keep(next: readonly RuleSet[]): void {
    own.value = next
    try {
      localStorage.setItem(key, JSON.stringify(next))
      isKept.value = true
    } catch {
      isKept.value = false
    }
  }
  /** Puts a rule set in the place of the one with its id, or behind the others. */
  const save = (ruleSet: RuleSet) => keep(own.value.some(({ id }) => id === ruleSet.id) ? own.value.map((each) => (each.id === ruleSet.id ? ruleSet : each)) : [...own.value, ruleSet])
  const remove = (id: string) => keep(own.value.filter((each) => each.id !== id))
  return { own, isKept, save, remove }
})
