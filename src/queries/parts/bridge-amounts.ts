import type { Selection } from '@/domain/selection.ts'
import { sql, type Statement } from '@/engine/sql.ts'
import { formFilter } from './selection-filter.ts'

/** Two years of a selection; its own years are left aside. */
export interface BridgeChoice {
  readonly selection: Selection
  readonly lastYear: number
  readonly thisYear: number
}

/**
 * The steps from last year's executed to this year's, in order; in `bridge` their amounts add up to the cent.
 * ended: − executed of projects without a form this year. started: the initial budget of projects without one last
 * year. initial_change: this year's initial budget − last year's executed, of projects in both. cuts, additions:
 * full-year − initial budget, of all of this year's. unspent: executed − full-year budget (above 0: overspent).
 * unreported: − full-year budget of forms whose executed is absent. An absent budget counts as unchanged.
 */
export const bridgeSteps = ['ended', 'started', 'initial_change', 'cuts', 'additions', 'unspent', 'unreported'] as const

/** CTEs `last_forms`, `this_forms` and `bridge`: one row a project, one column a step. */
export function bridgeAmounts({ selection, lastYear, thisYear }: BridgeChoice): Statement {
  const scope = formFilter({ ...selection, from: null, to: null })
  return sql`last_forms AS (
  SELECT p.project_id, p.project, p.department, p.executed
  FROM project_year AS p
  WHERE p.year = ${lastYear}
    AND ${scope}
), this_forms AS (
  SELECT
    p.project_id,
    p.project,
    p.department,
    COALESCE(p.initial_budget, p.full_year_budget, p.executed, 0) AS initial_budget,
    COALESCE(p.full_year_budget, p.initial_budget, p.executed, 0) AS full_year_budget,
    p.executed
  FROM project_year AS p
  WHERE p.year = ${thisYear}
    AND ${scope}
), bridge AS (
  SELECT
    COALESCE(t.project_id, l.project_id) AS project_id,
    COALESCE(t.project, l.project) AS project,
    COALESCE(t.department, l.department) AS department,
    COALESCE(l.executed, 0) AS last_executed,
    COALESCE(t.executed, 0) AS this_executed,
    CASE WHEN t.project_id IS NULL THEN -COALESCE(l.executed, 0) ELSE 0 END AS ended,
    CASE WHEN l.project_id IS NULL THEN t.initial_budget ELSE 0 END AS started,
    CASE WHEN l.project_id IS NOT NULL AND t.project_id IS NOT NULL THEN t.initial_budget - COALESCE(l.executed, 0) ELSE 0 END AS initial_change,
    CASE WHEN t.full_year_budget < t.initial_budget THEN t.full_year_budget - t.initial_budget ELSE 0 END AS cuts,
    CASE WHEN t.full_year_budget > t.initial_budget THEN t.full_year_budget - t.initial_budget ELSE 0 END AS additions,
    CASE WHEN t.executed IS NOT NULL THEN t.executed - t.full_year_budget ELSE 0 END AS unspent,
    CASE WHEN t.project_id IS NOT NULL AND t.executed IS NULL THEN -t.full_year_budget ELSE 0 END AS unreported
  FROM this_forms AS t
  FULL JOIN last_forms AS l ON l.project_id = t.project_id
)`
}
