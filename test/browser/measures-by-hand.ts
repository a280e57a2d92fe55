import { sql } from '@/engine/sql.ts'

/** The measures of DATA.md §3 written out by hand over project_year as `p`, so that the product's own SQL is not its judge. */
export const byHand = sql`
  CAST(count(DISTINCT p.project_id) AS INTEGER) AS project_count,
  CAST(count(*) AS INTEGER) AS form_count,
  CAST(count(DISTINCT p.department) AS INTEGER) AS department_count,
  CAST(sum(p.initial_budget) AS VARCHAR) AS initial_budget,
  CAST(sum(p.full_year_budget) AS VARCHAR) AS full_year_budget,
  CAST(sum(p.executed) AS VARCHAR) AS executed,
  CAST(sum(p.initial_budget - p.full_year_budget) AS VARCHAR) AS cut,
  sum(p.initial_budget - p.full_year_budget)::DOUBLE / nullif(sum(p.initial_budget), 0)::DOUBLE AS cut_rate,
  sum(p.executed)::DOUBLE / nullif(sum(p.full_year_budget), 0)::DOUBLE AS execution_rate,
  sum(p.executed)::DOUBLE / nullif(sum(p.initial_budget), 0)::DOUBLE AS execution_of_initial,
  sum(p.total_score)::DOUBLE / count(p.total_score) AS average_score,
  CAST(count(*) FILTER (p.initial_budget > 0 AND 5 * (p.initial_budget - p.full_year_budget) >= p.initial_budget AND p.full_year_budget > 0 AND 20 * p.executed >= 19 * p.full_year_budget) AS INTEGER) AS masked_cut_count`

/** The measures of indicators, over indicator as `i` joined to its form as `p`. */
export const indicatorsByHand = sql`
  CAST(count(*) AS INTEGER) AS indicator_count,
  CAST(count(DISTINCT p.project_id) AS INTEGER) AS project_count,
  CAST(count(DISTINCT p.department) AS INTEGER) AS department_count,
  CAST(sum(i.weight) AS VARCHAR) AS indicator_weight,
  CAST(sum(i.score) AS VARCHAR) AS indicator_score,
  sum(i.score)::DOUBLE / nullif(sum(i.weight), 0)::DOUBLE AS score_rate`
