import { sql, type Statement } from '@/engine/sql.ts'
import { placedForms } from './forms-sql.ts'

const ofForms = sql`indicator AS i
  JOIN project_year AS p ON p.form_id = i.form_id`

/** Numbers the level-3 texts of all years in DuckDB's order. */
export function createTexts(): Statement {
  return sql`
CREATE OR REPLACE TABLE derived_texts AS
SELECT text, row_number() OVER (ORDER BY text) - 1 AS code
FROM (
  SELECT DISTINCT i.level3 AS text
  FROM ${ofForms}
)`
}

/** Numbers the kinds of all years: what a measure asks of an indicator beside its text, five values of which the same are one kind. */
export function createKinds(): Statement {
  return sql`
CREATE OR REPLACE TABLE derived_kinds AS
SELECT level1, level2, weight, score, attained, row_number() OVER (ORDER BY level1, level2, weight, score, attained) - 1 AS code
FROM (
  SELECT DISTINCT i.level1, i.level2, i.weight, i.score, i.attained
  FROM ${ofForms}
)`
}

export function textRows(): Statement {
  return sql`
SELECT text
FROM derived_texts
ORDER BY code`
}

/** The kinds by their numbers: weight and score in hundredths of a point, absent values null. */
export function kindRows(): Statement {
  return sql`
SELECT
  level1,
  level2,
  CAST(CAST(weight AS DECIMAL(38,2)) * 100 AS INTEGER) AS weight,
  CAST(CAST(score AS DECIMAL(38,2)) * 100 AS INTEGER) AS score,
  CAST(attained AS INTEGER) AS attained
FROM derived_kinds
ORDER BY code`
}

/** The different texts of a level in DuckDB's order, the absent one last. */
export function levelTexts(level: 'level1' | 'level2'): Statement {
  return sql`
SELECT text
FROM (SELECT DISTINCT ${level === 'level1' ? sql`level1` : sql`level2`} AS text FROM derived_kinds)
ORDER BY text NULLS LAST`
}

/** A year's forms as `formRows` orders them: the numbers of the text and the kind of each of its indicators, spaced, in their order; null where it has none. */
export function indicatorRows(year: number): Statement {
  return sql`
WITH written AS (
  SELECT i.form_id, t.code AS text, k.code AS kind
  FROM ${ofForms}
  JOIN derived_texts AS t ON t.text = i.level3
  JOIN derived_kinds AS k
    ON k.level1 IS NOT DISTINCT FROM i.level1
    AND k.level2 IS NOT DISTINCT FROM i.level2
    AND k.weight IS NOT DISTINCT FROM i.weight
    AND k.score IS NOT DISTINCT FROM i.score
    AND k.attained IS NOT DISTINCT FROM i.attained
  WHERE p.year = ${year}
), codes AS (
  SELECT form_id, string_agg(text || ' ' || kind, ' ' ORDER BY text, kind) AS codes
  FROM written
  GROUP BY form_id
)
SELECT c.codes
FROM ${placedForms()}
LEFT JOIN codes AS c ON c.form_id = p.form_id
WHERE p.year = ${year}
ORDER BY s.place`
}
