import * as z from 'zod/mini'
import { holdsText } from '@/engine/dialect.ts'
import { sql, type Statement } from '@/engine/sql.ts'
import type { Query } from './query.ts'

const row = z.strictObject({
  kind: z.enum(['department', 'project', 'indicator']),
  name: z.string(),
  key: z.string(), // project_id for projects, else the name
  note: z.string(), // the department of a project, else ""
  times: z.int(), // forms that it occurs in
})
export type SearchRow = z.infer<typeof row>

function named(column: Statement, text: string): Statement {
  return holdsText(sql`lower(${column})`, sql`lower(${text})`)
}

/** Departments, projects and indicators whose name holds a text: the best six of each, names that start with it first. */
export const search: Query<{ readonly text: string }, SearchRow> = {
  name: 'search',
  row,
  statement: ({ text }) => sql`
WITH named AS (
  SELECT 'department' AS kind, department AS name, department AS key, '' AS note, count(*) AS times
  FROM project_year
  WHERE ${named(sql`department`, text)}
  GROUP BY department
  UNION ALL
  SELECT 'project', min(project), project_id, min(department), count(*)
  FROM project_year
  WHERE ${named(sql`project`, text)}
  GROUP BY project_id
  UNION ALL
  SELECT 'indicator', level3, level3, '', count(*)
  FROM indicator
  WHERE ${named(sql`level3`, text)}
  GROUP BY level3
),
ranked AS (
  SELECT kind, name, key, note, times,
    row_number() OVER (PARTITION BY kind ORDER BY starts_with(lower(name), lower(${text})) DESC, times DESC, name, key) AS place
  FROM named
)
SELECT kind, name, key, note, CAST(times AS INTEGER) AS times
FROM ranked
WHERE place <= 6
ORDER BY kind = 'indicator', kind = 'project', place`,
}
