import * as z from 'zod/mini'
import { ruleIds, type RuleId } from './checks.ts'
import type { Language } from './label.ts'
import { parseRuleSet, ruleSetSchema, type RuleSet } from './rule-set.ts'
import { shippedRuleSets } from './rule-sets.ts'

/** Reads the rule sets that a browser kept; those that can't be read are left out. Never throws. */
export function parseOwnRuleSets(text: string | null): readonly RuleSet[] {
  if (text === null) return []
  try {
    const all = z.array(z.unknown()).safeParse(JSON.parse(text))
    if (!all.success) return []
    return all.data.flatMap((each) => {
      const parsed = ruleSetSchema.safeParse(each)
      return parsed.success && !isShipped(parsed.data.id) ? [parsed.data] : []
    })
  } catch {
    return []
  }
}

export function isShipped(id: string): boolean {
  return shippedRuleSets.some((each) => each.id === id)
}

/** A copy of a rule set under a name that is still free. */
export function copyOfRuleSet(ruleSet: RuleSet, taken: readonly string[]): RuleSet {
  let number = 2
  while (taken.includes(`${ruleSet.id}-${number}`)) number += 1
  const mark = { zh: `${ruleSet.label.zh} 副本 ${number}`, en: `${ruleSet.label.en}, copy ${number}` }
  return { ...ruleSet, id: `${ruleSet.id}-${number}`, label: mark }
}

export interface RuleSetProblem {
  /** Where in the file, `weights.total`; empty for the whole. */
  readonly path: string
  readonly message: string
}

/** Checks the text of a rule set of one's own: also that its name is not one of the shipped ones. */
export function checkOwnRuleSet(text: string, language: Language = 'en'): { readonly ruleSet: RuleSet; readonly problems: readonly [] } | { readonly ruleSet: null; readonly problems: readonly RuleSetProblem[] } {
  const parsed = parseRuleSet(text, language)
  if (parsed.ruleSet === null) return parsed
  return isShipped(parsed.ruleSet.id) ? { ruleSet: null, problems: [{ path: 'id', message: 'shipped' }] } : parsed
}

export function ruleSetFileText(ruleSet: RuleSet): string {
  return `${JSON.stringify(ruleSet, null, 2)}\n`
}

/** The rules switched off in an address: null where it says nothing, so that the rule set's own hold. */
export function parseOffParameter(text: string | null): readonly RuleId[] | null {
  if (text === null) return null
  const names = text.split(',')
  return ruleIds.filter((id) => names.includes(id))
}

/** `off` of an address; null where it is as the rule set has it. */
export function toOffParameter(off: readonly RuleId[], ruleSet: RuleSet): string | null {
  const same = off.length === ruleSet.off.length && off.every((id) => ruleSet.off.includes(id))
  return same ? null : off.length === 0 ? 'none' : ruleIds.filter((id) => off.includes(id)).join(',')
}
