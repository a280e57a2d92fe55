import * as z from 'zod/mini'
import { emptySelection } from '@/domain/selection.ts'
import { sql, type Statement } from '@/engine/sql.ts'
import { formFilter } from '../parts/selection-filter.ts'
import { defineCheck, indicatorOrder, indicatorPlace, indicatorsChecked, type CheckScope } from './check.ts'
import { excerpt } from './figure-text.ts'

/** Texts that repeat in the selection's years, in the whole dataset: who is asked about doesn't change what repeats. */
function repeated({ ruleSet, selection }: CheckScope): Statement {
  const inYears = formFilter({ ...emptySelection, from: selection.from, to: selection.to })
  return sql`uses AS (
  SELECT DISTINCT i.level3, p.department, p.year, p.project_id
  FROM indicator AS i
  JOIN project_year AS p ON p.form_id = i.form_id
  WHERE ${inYears}
), most_in_department AS (
  SELECT level3, max(projects) AS projects
  FROM (SELECT level3, department, year, count(*) AS projects FROM uses GROUP BY level3, department, year) AS department_years
  GROUP BY level3
), repeated AS (
  SELECT u.level3, min(m.projects) AS most_projects, count(DISTINCT u.project_id) AS projects, count(DISTINCT u.department) AS departments
  FROM uses AS u
  JOIN most_in_department AS m ON m.level3 = u.level3
  GROUP BY u.level3
  HAVING min(m.projects) >= ${ruleSet.repeatedIndicator.projects} OR count(DISTINCT u.department) >= ${ruleSet.repeatedIndicator.departments}
)`
}

const figures = sql`CAST(min(r.projects) AS INTEGER) AS project_count,
  CAST(min(r.departments) AS INTEGER) AS department_count,
  CAST(min(r.most_projects) AS INTEGER) AS most_projects_of_a_department_year`

function ofIndicators(scope: CheckScope): Statement {
  return sql`
WITH ${repeated(scope)}
SELECT
  ${indicatorPlace},
  r.level3,
  CAST(r.projects AS INTEGER) AS project_count,
  CAST(r.departments AS INTEGER) AS department_count,
  CAST(r.most_projects AS INTEGER) AS most_projects_of_a_department_year
FROM repeated AS r
JOIN indicator AS i ON i.level3 = r.level3
JOIN project_year AS p ON p.form_id = i.form_id
WHERE ${indicatorsChecked(scope)}
ORDER BY ${indicatorOrder}`
}

/** One finding a text; of one project, one for each of its indicators that repeats. */
export const boilerplate = defineCheck({
  id: 'boilerplate',
  figures: { level3: z.string(), project_count: z.int(), department_count: z.int(), most_projects_of_a_department_year: z.int() },
  statement: (scope) =>
    scope.projectId === null
      ? sql`
WITH ${repeated(scope)}
SELECT
  CAST(NULL AS VARCHAR) AS form_id,
  CAST(NULL AS VARCHAR) AS project_id,
  CAST(NULL AS VARCHAR) AS project,
  CASE WHEN min(p.department) = max(p.department) THEN min(p.department) END AS department,
  CAST(CASE WHEN min(p.year) = max(p.year) THEN min(p.year) END AS INTEGER) AS year,
  CAST(NULL AS INTEGER) AS seq,
  r.level3,
  ${figures}
FROM repeated AS r
JOIN indicator AS i ON i.level3 = r.level3
JOIN project_year AS p ON p.form_id = i.form_id
WHERE ${indicatorsChecked(scope)}
GROUP BY r.level3
ORDER BY min(r.projects) DESC, r.level3`
      : ofIndicators(scope),
  byProject: (scope) => sql`SELECT project_id AS of_project, repeating.* FROM (${ofIndicators(scope)}) AS repeating`,
  message: (row) => ({
    zh: `“${excerpt(row.level3)}”在 ${row.project_count} 个项目、${row.department_count} 个部门中一字不差`,
    en: `“${excerpt(row.level3)}” stands word for word in ${row.project_count} projects of ${row.department_count} ${row.department_count === 1 ? 'department' : 'departments'}`,
  }),
})
