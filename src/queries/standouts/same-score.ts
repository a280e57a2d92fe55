import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { formFilter } from '../parts/selection-filter.ts'
import { name, number, share, warnIf } from './spoken-figure.ts'
import { defineStandout, inYear, latestYear } from './standout.ts'

const row = z.strictObject({ year: z.int(), total_score: z.string(), form_count: z.int(), scored_form_count: z.int() })

export type SameScoreRow = z.infer<typeof row>

/** The total score that at least half of the last year's forms share, from as many forms on as the rule set says. */
export const sameScore = defineStandout({
  id: 'same-score',
  row,
  statement: (scope) => sql`
WITH ${latestYear(scope)}, scored AS (
  SELECT p.year, p.total_score, count(*) AS forms, sum(count(*)) OVER () AS all_forms
  FROM project_year AS p
  JOIN latest AS l ON l.year = p.year
  WHERE p.total_score IS NOT NULL
    AND ${formFilter(scope.selection)}
  GROUP BY p.year, p.total_score
)
SELECT
  CAST(year AS INTEGER) AS year,
  CAST(total_score AS VARCHAR) AS total_score,
  CAST(forms AS INTEGER) AS form_count,
  CAST(all_forms AS INTEGER) AS scored_form_count
FROM scored
WHERE forms >= ${scope.ruleSet.flatScores.projects}
  AND 2 * forms >= all_forms
ORDER BY forms DESC, total_score DESC
LIMIT 1`,
  words: (row) => ({
    template: {
      zh: '{year} 年 {all} 份自评表中有 {forms} 份总分都是 {score} 分（{share}）。',
      en: 'Of {all} forms of {year}, {forms} have the same total score of {score} ({share}).',
    },
    spoken: { year: name(String(row.year)), all: number(row.scored_form_count), forms: warnIf(true, number(row.form_count)), score: number(Number(row.total_score), 2), share: share(row.form_count / row.scored_form_count) },
    link: { path: '/audit', query: { ...inYear(row.year), rule: 'flat-scores' } },
  }),
})
