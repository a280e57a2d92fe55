import { sql, type Statement } from '@/engine/sql.ts'
import { placedForms } from './forms-sql.ts'

/** The level-3 texts that stand on two forms of a year or more, in DuckDB's order. What stands on one is repeated by no rule set. */
export function indicatorTexts(year: number): Statement {
  return sql`
SELECT i.level3 AS text
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
WHERE p.year = ${year}
GROUP BY i.level3
HAVING count(DISTINCT i.form_id) >= 2
ORDER BY text`
}

/** A year's forms as `formRows` orders them: the places among `indicatorTexts`, in order and spaced, of those that stand on each; null where none does. */
export function indicatorRows(year: number): Statement {
  return sql`
WITH texts AS (
  SELECT text, row_number() OVER (ORDER BY text) - 1 AS code
  FROM (${indicatorTexts(year)})
), written AS (
  SELECT DISTINCT i.form_id, t.code
  FROM indicator AS i
  JOIN project_year AS p ON p.form_id = i.form_id
  JOIN texts AS t ON t.text = i.level3
  WHERE p.year = ${year}
), codes AS (
  SELECT form_id, string_agg(CAST(code AS VARCHAR), ' ' ORDER BY code) AS codes
  FROM written
  GROUP BY form_id
)
SELECT c.codes
FROM ${placedForms()}
LEFT JOIN codes AS c ON c.form_id = p.form_id
WHERE p.year = ${year}
ORDER BY s.place`
}
