import type { RuleSet } from '@/domain/rule-set.ts'
import { sql, type Statement } from '@/engine/sql.ts'
import { exactNumber, shareOf, wide } from './exact-sql.ts'

/** One step a WHEN, from the highest rate to the lowest. */
function stepLines(steps: readonly { readonly from: number; readonly share: number }[]): Statement {
  return steps.reduce((lines, { from, share }) => sql`${lines}
    WHEN p.executed >= ${exactNumber(from)} * p.full_year_budget THEN CAST(${exactNumber(share)} * p.execution_weight AS DECIMAL(6,2))`, sql``)
}

/** The execution score that a rule set gives a form `p`, two decimals, half up. NULL where weight, budget or executed is absent. */
export function recomputedExecutionScore({ executionScore }: RuleSet): Statement {
  const lines =
    executionScore.method === 'stepped'
      ? sql`${stepLines(executionScore.steps)}
    ELSE 0`
      : sql`
    WHEN p.executed >= p.full_year_budget THEN p.execution_weight
    WHEN p.executed <= 0 THEN 0
    ELSE ${shareOf({ part: sql`p.executed`, whole: sql`p.full_year_budget`, factor: sql`p.execution_weight` })}`
  return sql`CASE
    WHEN p.execution_weight IS NULL OR p.executed IS NULL OR p.full_year_budget IS NULL OR p.full_year_budget < 0 THEN NULL
    WHEN p.full_year_budget = 0 THEN 0${lines}
  END`
}

const twice = sql`2 * ${wide(sql`i.target_value`, 4)}`

/**
 * The score that a rule set gives a judged quantitative indicator `i`, two decimals, half up. NULL where it gives none:
 * nothing to compare, a missed target below 0, or an actual outside a range.
 */
export function recomputedScore({ upperLimitScore }: RuleSet): Statement {
  const over =
    upperLimitScore === 'ratio'
      ? sql`WHEN i.target_value > 0 THEN ${shareOf({ part: sql`i.target_value`, whole: sql`i.actual_value`, factor: sql`i.weight` })}`
      : sql`WHEN i.target_value > 0 AND i.actual_value < ${twice} THEN ${shareOf({ part: sql`${twice} - i.actual_value`, whole: sql`i.target_value`, factor: sql`i.weight` })}
      WHEN i.target_value > 0 THEN 0`
  return sql`CASE
    WHEN i.target_kind IS DISTINCT FROM 'quantitative' OR i.attained IS NULL OR i.target_value IS NULL OR i.actual_value IS NULL OR i.weight IS NULL THEN NULL
    WHEN i.target_operator = '=' AND i.target_value = 0 THEN CASE WHEN i.actual_value <= 0 THEN i.weight ELSE 0 END
    WHEN i.target_operator IN ('>=', '>', '=') THEN CASE
      WHEN i.target_operator = '=' AND i.target_value < 0 THEN CASE WHEN i.actual_value = i.target_value THEN i.weight END
      WHEN i.actual_value > i.target_value OR (i.actual_value = i.target_value AND i.target_operator <> '>') THEN i.weight
      WHEN i.target_value < 0 THEN NULL
      WHEN i.target_value = 0 OR i.actual_value <= 0 THEN 0
      ELSE ${shareOf({ part: sql`i.actual_value`, whole: sql`i.target_value`, factor: sql`i.weight` })}
    END
    WHEN i.target_operator IN ('<=', '<') THEN CASE
      WHEN i.actual_value < i.target_value OR (i.actual_value = i.target_value AND i.target_operator = '<=') THEN i.weight
      ${over}
      WHEN i.target_value = 0 THEN 0
    END
    WHEN i.target_operator = 'range' AND i.actual_value BETWEEN i.target_value AND i.target_high THEN i.weight
  END`
}
