import * as z from 'zod/mini'
import type { RuleSet } from '@/domain/rule-set.ts'
import { list, sql, type Statement } from '@/engine/sql.ts'
import { wide, exactNumber } from './parts/exact-sql.ts'
import { recomputedExecutionScore, recomputedScore } from './parts/recomputed-score.ts'
import type { Query } from './query.ts'

export interface RecomputedChoice {
  readonly ruleSet: RuleSet
  readonly projectId: string
}

const row = z.strictObject({
  form_id: z.string(),
  year: z.int(),
  /** Null for budget execution. */
  seq: z.nullable(z.int()),
  weight: z.nullable(z.string()),
  score: z.nullable(z.string()),
  /** What the rule set gives, at least and at most: equal for execution and quantitative indicators. Null where it gives nothing. */
  lowest: z.nullable(z.string()),
  highest: z.nullable(z.string()),
})

/** A reported score beside the recomputed one, in points. */
export type RecomputedScoreRow = z.infer<typeof row>

/** Scores of the forms that a condition over project_year as `p` holds for; achieved qualitative indicators get a band. */
function scoresOf(ruleSet: RuleSet, condition: Statement): Statement {
  return sql`
WITH scores AS (
  SELECT
    p.form_id,
    p.year,
    CAST(NULL AS INTEGER) AS seq,
    p.execution_weight AS weight,
    p.execution_score AS score,
    CAST(${recomputedExecutionScore(ruleSet)} AS DECIMAL(6,2)) AS recomputed,
    FALSE AS achieved
  FROM project_year AS p
  WHERE ${condition}
  UNION ALL
  SELECT
    p.form_id,
    p.year,
    i.seq,
    i.weight,
    i.score,
    CAST(${recomputedScore(ruleSet)} AS DECIMAL(6,2)) AS recomputed,
    COALESCE(i.target_kind = 'qualitative' AND i.attained, FALSE) AS achieved
  FROM indicator AS i
  JOIN project_year AS p ON p.form_id = i.form_id
  WHERE ${condition}
)
SELECT
  form_id,
  CAST(year AS INTEGER) AS year,
  seq,
  CAST(weight AS VARCHAR) AS weight,
  CAST(score AS VARCHAR) AS score,
  CAST(CASE WHEN achieved THEN CAST(${exactNumber(ruleSet.qualitative.achieved.from)} * ${wide(sql`weight`, 2)} AS DECIMAL(6,2)) ELSE recomputed END AS VARCHAR) AS lowest,
  CAST(CASE WHEN achieved THEN CAST(${exactNumber(ruleSet.qualitative.achieved.to)} * ${wide(sql`weight`, 2)} AS DECIMAL(6,2)) ELSE recomputed END AS VARCHAR) AS highest
FROM scores
ORDER BY year, form_id, seq NULLS FIRST`
}

/** Every score of a project's forms beside what a rule set gives. */
export const recomputedScores: Query<RecomputedChoice, RecomputedScoreRow> = {
  name: 'recomputed-scores',
  row,
  fromForms: 'history',
  statement: ({ ruleSet, projectId }) => scoresOf(ruleSet, sql`p.project_id = ${projectId}`),
}

/** Where a rule set gives something else than was scored, in every project, as a history is written of it. */
export function scoresOfEachProject(ruleSet: RuleSet): Statement {
  return sql`SELECT p.project_id, s.year, s.seq, s.lowest, s.highest
FROM (${scoresOf(ruleSet, sql`TRUE`)}) AS s
JOIN project_year AS p ON p.form_id = s.form_id
WHERE s.lowest IS DISTINCT FROM s.score OR s.highest IS DISTINCT FROM s.score`
}

export interface RecomputedForms {
  readonly ruleSet: RuleSet
  readonly formIds: readonly string[]
}

/** The same of some forms, for a page of findings. */
export const recomputedOfForms: Query<RecomputedForms, RecomputedScoreRow> = {
  name: 'recomputed-of-forms',
  row,
  statement: ({ ruleSet, formIds }) => scoresOf(ruleSet, sql`p.form_id IN (${list(formIds)})`),
}
