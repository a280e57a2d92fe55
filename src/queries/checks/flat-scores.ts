import * as z from 'zod/mini'
import { sql, type Statement } from '@/engine/sql.ts'
import { defineCheck, formsChecked, type CheckScope } from './check.ts'
import { points } from './figure-text.ts'

function flat({ ruleSet }: CheckScope): Statement {
  return sql`flat AS (
  SELECT p.department, p.year, count(*) AS forms, min(p.total_score) AS score
  FROM project_year AS p
  GROUP BY p.department, p.year
  HAVING count(*) >= ${ruleSet.flatScores.projects}
    AND count(p.total_score) = count(*)
    AND min(p.total_score) = max(p.total_score)
)`
}

const place = sql`CAST(NULL AS VARCHAR) AS form_id,
  CAST(NULL AS VARCHAR) AS project_id,
  CAST(NULL AS VARCHAR) AS project,
  f.department,
  CAST(f.year AS INTEGER) AS year,
  CAST(NULL AS INTEGER) AS seq,
  CAST(f.forms AS INTEGER) AS project_count,
  CAST(f.score AS VARCHAR) AS total_score`

/** Looked for among all projects of a department in a year, whichever of them were asked about. */
export const flatScores = defineCheck({
  id: 'flat-scores',
  figures: { project_count: z.int(), total_score: z.string() },
  statement: (scope) => sql`
WITH asked AS (
  SELECT DISTINCT p.department, p.year
  FROM project_year AS p
  WHERE ${formsChecked(scope)}
), ${flat(scope)}
SELECT
  ${place}
FROM flat AS f
JOIN asked AS a ON a.department = f.department AND a.year = f.year
ORDER BY f.year, f.department`,
  byProject: (scope) => sql`
WITH ${flat(scope)}
SELECT DISTINCT
  p.project_id AS of_project,
  ${place}
FROM flat AS f
JOIN project_year AS p ON p.department = f.department AND p.year = f.year
WHERE ${formsChecked(scope)}`,
  message: (row) => ({
    zh: `${row.project_count} 个项目的自评总分都是 ${points(row.total_score)} 分`,
    en: `all ${row.project_count} projects gave themselves ${points(row.total_score)} points`,
  }),
})
