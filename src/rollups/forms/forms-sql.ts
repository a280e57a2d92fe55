import type { RuleSet } from '@/domain/rule-set.ts'
import { identifier, sql, type Statement } from '@/engine/sql.ts'
import { reasonsGiven } from './change-reason.ts'
import { isSatisfaction, pointsTakenOff } from './satisfaction-points.ts'

/** Where a form's project stands: the same five texts give the same place. */
export const placeColumns = ['department', 'region', 'unit', 'project', 'project_id'] as const

/** What a cut form's texts say of the cut: nothing was written, it was passed over, or it is spoken of. */
export const speech = { none: 0, silent: 1, spoken: 2 } as const

/** Money in whole cents. */
function cents(name: string): Statement {
  return sql`CAST(CAST(p.${identifier(name)} AS DECIMAL(38,2)) * 100 AS BIGINT) AS ${identifier(name)}`
}

/**
 * One row: whether the forms can be written as cells. Their ids are made of project and year, and their amounts, in
 * cents and all of one sign, add up within the whole numbers of a double.
 */
export function fitness(): Statement {
  return sql`
SELECT
  CAST(count(*) AS INTEGER) AS forms,
  COALESCE(bool_and(form_id = project_id || '-' || year), TRUE) AS ids_are_plain,
  COALESCE(sum(abs(CAST(initial_budget AS DECIMAL(38,2)))), 0) + COALESCE(sum(abs(CAST(full_year_budget AS DECIMAL(38,2)))), 0) + COALESCE(sum(abs(CAST(executed AS DECIMAL(38,2)))), 0) < 90071992547409.92 AS sums_fit
FROM project_year
ORDER BY forms`
}

/** Numbers the places so that a department's, and within it a region's and a unit's, are neighbours. */
export function createPlaces(): Statement {
  return sql`
CREATE OR REPLACE TABLE derived_places AS
SELECT
  row_number() OVER (ORDER BY department, region, unit, project, project_id) - 1 AS place,
  department,
  region,
  unit,
  project,
  project_id
FROM (SELECT DISTINCT department, region, unit, project, project_id FROM project_year)`
}

/** What the texts of the cut forms say, by one rule set's words. */
export function createSpeech(words: Pick<RuleSet, 'changeWords'>): Statement {
  return sql`
CREATE OR REPLACE TABLE derived_speech AS
WITH explained AS (
  ${reasonsGiven(words)}
), written AS (
  SELECT DISTINCT form_id
  FROM indicator
  WHERE deviation_reason IS NOT NULL
)
SELECT
  p.form_id,
  CASE
    WHEN e.form_id IS NOT NULL THEN ${speech.spoken}
    WHEN w.form_id IS NOT NULL OR p.expected_goal IS NOT NULL OR p.actual_goal IS NOT NULL THEN ${speech.silent}
    ELSE ${speech.none}
  END AS speech,
  e.reason
FROM project_year AS p
LEFT JOIN explained AS e ON e.form_id = p.form_id
LEFT JOIN written AS w ON w.form_id = p.form_id
WHERE p.initial_budget > p.full_year_budget`
}

/** The forms with an indicator of satisfaction: what was taken off those that met their targets, in hundredths of a point, 0 where nothing was. */
export function createSatisfaction(): Statement {
  return sql`
CREATE OR REPLACE TABLE derived_satisfaction AS
SELECT i.form_id, CAST(COALESCE(${pointsTakenOff()}, 0) * 100 AS INTEGER) AS points
FROM indicator AS i
WHERE ${isSatisfaction()}
GROUP BY i.form_id`
}

export function dropScratch(): readonly Statement[] {
  return ['derived_places', 'derived_speech', 'derived_satisfaction', 'derived_texts', 'derived_kinds'].map((name) => sql`DROP TABLE IF EXISTS ${identifier(name)}`)
}

export function placeRows(): Statement {
  return sql`
SELECT department, region, unit, project, project_id
FROM derived_places
ORDER BY place`
}

/** The different texts of one of the places' columns in DuckDB's order, the absent one last; ids in the order of form ids. */
export function placeTexts(column: (typeof placeColumns)[number]): Statement {
  return sql`
SELECT text
FROM (SELECT DISTINCT ${identifier(column)} AS text FROM derived_places)
ORDER BY ${column === 'project_id' ? sql`text || '-'` : sql`text`} NULLS LAST`
}

/** The forms `p` with their places `s`, for a FROM. */
export function placedForms(): Statement {
  return sql`project_year AS p
JOIN derived_places AS s
  ON s.project_id = p.project_id
  AND s.department = p.department
  AND s.project = p.project
  AND s.region IS NOT DISTINCT FROM p.region
  AND s.unit IS NOT DISTINCT FROM p.unit`
}

/** A year's forms by place: budgets in cents, the total score and what `createSatisfaction` has in hundredths of a point, absent ones null. */
export function formRows(year: number): Statement {
  return sql`
SELECT
  CAST(s.place AS INTEGER) AS place,
  ${cents('initial_budget')},
  ${cents('full_year_budget')},
  ${cents('executed')},
  CAST(CAST(p.total_score AS DECIMAL(38,2)) * 100 AS INTEGER) AS total_score,
  f.points AS satisfaction,
  COALESCE(t.speech, ${speech.none}) AS speech,
  t.reason
FROM ${placedForms()}
LEFT JOIN derived_speech AS t ON t.form_id = p.form_id
LEFT JOIN derived_satisfaction AS f ON f.form_id = p.form_id
WHERE p.year = ${year}
ORDER BY s.place`
}
