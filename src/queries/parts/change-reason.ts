import type { RuleSet } from '@/domain/rule-set.ts'
import { anyOf, sql, type Statement } from '@/engine/sql.ts'

function speaksOfChange(column: Statement, { changeWords }: RuleSet): Statement {
  return anyOf(changeWords.map((word) => sql`contains(${column}, ${word})`))
}

/** The forms of which a goal or a reason speaks of a change of the budget, each once, as a SELECT of form_id. */
export function reasonsGiven(ruleSet: RuleSet): Statement {
  return sql`SELECT form_id
  FROM project_year
  WHERE ${speaksOfChange(sql`expected_goal`, ruleSet)} OR ${speaksOfChange(sql`actual_goal`, ruleSet)}
  UNION
  SELECT form_id
  FROM indicator
  WHERE ${speaksOfChange(sql`deviation_reason`, ruleSet)}`
}
