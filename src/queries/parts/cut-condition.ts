import type { RuleSet } from '@/domain/rule-set.ts'
import type { Selection } from '@/domain/selection.ts'
import { sql, type Statement } from '@/engine/sql.ts'
import { exactNumber } from './exact-sql.ts'

/** Which cuts are looked at: the selection's rate and an amount in yuan ("100000"), both to be reached. */
export interface CutChoice {
  readonly selection: Selection
  readonly minAmount: string
  readonly changeWords: RuleSet['changeWords']
}

/** Whether a form `p` was cut by the thresholds of rate and amount together. */
export function cutCondition({ selection, minAmount }: CutChoice): Statement {
  return sql`(p.initial_budget > p.full_year_budget AND p.initial_budget - p.full_year_budget >= ${exactNumber(selection.minCut)} * p.initial_budget AND p.initial_budget - p.full_year_budget >= CAST(${minAmount} AS DECIMAL(18,2)))`
}

/**
 * CTEs `cut_years` and `cut_runs`: for every form cut by the thresholds, for how many years running its project has
 * been, up to this one. Years outside the selection count too; a year without a form ends a run.
 */
export function cutRuns(choice: CutChoice): Statement {
  return sql`cut_years AS (
  SELECT p.form_id, p.project_id, p.year, p.year - row_number() OVER (PARTITION BY p.project_id ORDER BY p.year) AS run
  FROM project_year AS p
  WHERE ${cutCondition(choice)}
), cut_runs AS (
  SELECT form_id, CAST(row_number() OVER (PARTITION BY project_id, run ORDER BY year) AS INTEGER) AS years_running
  FROM cut_years
)`
}

/** part ÷ whole to draw; NULL where the whole is 0, negative or absent. */
export function rate(part: Statement, whole: Statement): Statement {
  return sql`CASE WHEN ${whole} > 0 THEN CAST(${part} AS DOUBLE) / CAST(${whole} AS DOUBLE) END`
}
