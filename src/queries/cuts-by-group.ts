import * as z from 'zod/mini'
import { identifier, sql } from '@/engine/sql.ts'
import { maskedCutCondition } from '@/engine/table-sql.ts'
import { cutCondition, rate, type CutChoice } from './parts/cut-condition.ts'
import { formFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

export interface CutsByGroupChoice extends CutChoice {
  readonly by: 'department' | 'unit' | 'region'
}

const row = z.strictObject({
  name: z.nullable(z.string()),
  form_count: z.int(),
  initial_budget: z.nullable(z.string()),
  /** Of the whole group, additions taken off: the measure `cut`. */
  net_cut: z.nullable(z.string()),
  net_cut_rate: z.nullable(z.number()),
  cut_count: z.int(),
  cut: z.string(),
  masked_count: z.int(),
  addition_count: z.int(),
  addition: z.string(),
})

export type CutsByGroupRow = z.infer<typeof row>

/** Cuts past the thresholds and additions by department, unit or region, the largest cut first. */
export const cutsByGroup: Query<CutsByGroupChoice, CutsByGroupRow> = {
  name: 'cuts-by-group',
  row,
  fromForms: 'forms',
  statement: (choice) => sql`
WITH judged AS (
  SELECT
    p.${identifier(choice.by)} AS name,
    p.initial_budget,
    p.initial_budget - p.full_year_budget AS cut,
    COALESCE(${cutCondition(choice)}, FALSE) AS is_cut,
    COALESCE(${maskedCutCondition(choice.selection)}, FALSE) AS is_masked,
    p.initial_budget > 0 AND p.full_year_budget > p.initial_budget AS is_addition
  FROM project_year AS p
  WHERE ${formFilter(choice.selection)}
)
SELECT
  name,
  CAST(count(*) AS INTEGER) AS form_count,
  CAST(sum(initial_budget) AS VARCHAR) AS initial_budget,
  CAST(sum(cut) AS VARCHAR) AS net_cut,
  ${rate(sql`sum(cut)`, sql`sum(initial_budget)`)} AS net_cut_rate,
  CAST(count(*) FILTER (WHERE is_cut) AS INTEGER) AS cut_count,
  CAST(COALESCE(sum(cut) FILTER (WHERE is_cut), 0) AS VARCHAR) AS cut,
  CAST(count(*) FILTER (WHERE is_cut AND is_masked) AS INTEGER) AS masked_count,
  CAST(count(*) FILTER (WHERE is_addition) AS INTEGER) AS addition_count,
  CAST(COALESCE(-sum(cut) FILTER (WHERE is_addition), 0) AS VARCHAR) AS addition
FROM judged
GROUP BY name
ORDER BY COALESCE(sum(judged.cut) FILTER (WHERE is_cut), 0) DESC, name`,
}
