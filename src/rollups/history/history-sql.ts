import { identifier, sql, type Statement } from '@/engine/sql.ts'
import { historyQuestions } from './history-questions.ts'
import { historyNames, marks, present, writtenColumns, type HistoryName } from './history-text.ts'

function scratch(name: HistoryName): Statement {
  return identifier(`derived_history_${name}`)
}

function joined(parts: readonly Statement[]): Statement {
  return parts.reduce((text, part) => sql`${text} || ${marks.cell} || ${part}`)
}

/** Every row of a question as a line of text, sorted by project so that some projects' rows lie together. */
export function createLines(name: HistoryName): Statement {
  const { from, order } = historyQuestions[name]
  return sql`
CREATE OR REPLACE TABLE ${scratch(name)} AS
SELECT
  p.project_id,
  CAST(row_number() OVER (PARTITION BY p.project_id ORDER BY ${order}) AS INTEGER) AS place,
  ${joined(writtenColumns(name).map(({ value }) => sql`COALESCE(${present} || CAST(${value} AS VARCHAR), '')`))} AS line
FROM ${from}
ORDER BY p.project_id, place`
}

/** Every project with how many rows it has in all. */
export function projectSizes(): Statement {
  return sql`
SELECT p.project_id, CAST(count(*) + COALESCE(any_value(n.rows), 0) AS INTEGER) AS rows
FROM project_year AS p
LEFT JOIN (SELECT project_id, count(*) AS rows FROM ${scratch('indicators')} GROUP BY project_id) AS n ON n.project_id = p.project_id
GROUP BY p.project_id
ORDER BY p.project_id`
}

/** The lines of some neighbouring projects, one row a project. */
export function projectLines(name: HistoryName, first: string, last: string): Statement {
  return sql`
SELECT project_id, CAST(count(*) AS INTEGER) AS rows, string_agg(line, ${marks.column} ORDER BY place) AS lines
FROM ${scratch(name)}
WHERE project_id BETWEEN ${first} AND ${last}
GROUP BY project_id
ORDER BY project_id`
}

export function dropLines(): readonly Statement[] {
  return historyNames.map((name) => sql`DROP TABLE IF EXISTS ${scratch(name)}`)
}
