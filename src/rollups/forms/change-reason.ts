import type { RuleSet } from '@/domain/rule-set.ts'
import { holdsText, valueAtLeast } from '@/engine/dialect.ts'
import { anyOf, sql, type Statement } from '@/engine/sql.ts'

/** The forms of which a goal or a reason speaks of a change of the budget, as a SELECT of form_id and the first such text. */
export function reasonsGiven({ changeWords }: Pick<RuleSet, 'changeWords'>): Statement {
  return sql`SELECT form_id, ${valueAtLeast(sql`text`, sql`place`)} AS reason
  FROM (
    SELECT form_id, -1 AS place, actual_goal AS text FROM project_year
    UNION ALL
    SELECT form_id, seq AS place, deviation_reason AS text FROM indicator
    UNION ALL
    SELECT form_id, 1000000 AS place, expected_goal AS text FROM project_year
  ) AS texts
  WHERE ${anyOf(changeWords.map((word) => holdsText(sql`text`, sql`${word}`)))}
  GROUP BY form_id`
}
