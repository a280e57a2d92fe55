import defaultFile from '../../data/rules/default.json'
import hubeiFile from '../../data/rules/hubei.json'
import jiangxiFile from '../../data/rules/jiangxi.json'
import { ruleSetSchema, type RuleSet } from './rule-set.ts'

export const defaultRuleSet: RuleSet = ruleSetSchema.parse(defaultFile)

/** The rule sets that come with the product, the usual one first. */
export const shippedRuleSets: readonly RuleSet[] = [defaultRuleSet, ruleSetSchema.parse(hubeiFile), ruleSetSchema.parse(jiangxiFile)]
