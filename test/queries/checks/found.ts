import type { RuleId } from '@/domain/checks.ts'
import type { RuleSet } from '@/domain/rule-set.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { askFindingsOf, wholeScope } from '@/queries/findings.ts'
import type { Finding } from '@/queries/checks/check.ts'
import { openTiny, type TinyTables } from '../tiny-tables.ts'

/** What one rule finds in tiny tables. */
export async function found(rule: RuleId, tables: TinyTables, ruleSet: RuleSet = defaultRuleSet): Promise<readonly Finding[]> {
  const engine = await openTiny(tables)
  try {
    return await askFindingsOf(engine, rule, wholeScope(ruleSet))
  } finally {
    await engine.close()
  }
}
