import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { defineCheck, formsChecked } from './check.ts'
import { points } from './figure-text.ts'

/** Looked for among all projects of a department in a year, whichever of them were asked about. */
export const flatScores = defineCheck({
  id: 'flat-scores',
  figures: { project_count: z.int(), total_score: z.string() },
  statement: (scope) => sql`
WITH asked AS (
  SELECT DISTINCT p.department, p.year
  FROM project_year AS p
  WHERE ${formsChecked(scope)}
), flat AS (
  SELECT p.department, p.year, count(*) AS forms, min(p.total_score) AS score
  FROM project_year AS p
  GROUP BY p.department, p.year
  HAVING count(*) >= ${scope.ruleSet.flatScores.projects}
    AND count(p.total_score) = count(*)
    AND min(p.total_score) = max(p.total_score)
)
SELECT
  CAST(NULL AS VARCHAR) AS form_id,
  CAST(NULL AS VARCHAR) AS project_id,
  CAST(NULL AS VARCHAR) AS project,
  f.department,
  CAST(f.year AS INTEGER) AS year,
  CAST(NULL AS INTEGER) AS seq,
  CAST(f.forms AS INTEGER) AS project_count,
  CAST(f.score AS VARCHAR) AS total_score
FROM flat AS f
JOIN asked AS a ON a.department = f.department AND a.year = f.year
ORDER BY f.year, f.department`,
  message: (row) => ({
    zh: `${row.project_count} 个项目的自评总分都是 ${points(row.total_score)} 分`,
    en: `all ${row.project_count} projects gave themselves ${points(row.total_score)} points`,
  }),
})
