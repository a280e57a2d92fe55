import type { RuleSet } from '@/domain/rule-set.ts'
import { sql, type Statement } from '@/engine/sql.ts'
import { exactNumber } from './exact-sql.ts'

/** Whether an indicator `i` far exceeded a `>=` target above 0. NULL where it can't be told. */
export function overshootCondition({ explanationOwed }: RuleSet): Statement {
  return sql`(i.target_operator = '>=' AND i.target_value > 0 AND i.actual_value >= ${exactNumber(explanationOwed.overshootFrom)} * i.target_value)`
}
