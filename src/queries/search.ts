import * as z from 'zod/mini'
import type { AskSums } from '@/domain/declaration.ts'
import { emptySelection } from '@/domain/selection.ts'
import type { AskOptions } from '@/engine/engine.ts'
import { holdsText } from '@/engine/dialect.ts'
import { sql, type Statement } from '@/engine/sql.ts'
import { arrivedText, compareText, lowerText } from '@/rollups/lower-text.ts'
import { bestHits, mostHits } from './parts/best-hits.ts'
import type { AskQuestion, Query } from './query.ts'

export interface SearchedText {
  readonly text: string
}

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

/** Those of CTE `named` that stand first of their kind: names that start with the text, then what occurs most. */
function ranked(text: string): Statement {
  return sql`ranked AS (
  SELECT kind, name, key, note, times,
    row_number() OVER (PARTITION BY kind ORDER BY starts_with(lower(name), lower(${text})) DESC, times DESC, name, key) AS place
  FROM named
)
SELECT kind, name, key, note, CAST(times AS INTEGER) AS times
FROM ranked
WHERE place <= ${mostHits}
ORDER BY kind, place`
}

/** Departments, then projects, whose name holds a text: the best six of each, names that start with it first. */
export const searchForms: Query<SearchedText, SearchRow> = {
  name: 'search forms',
  row,
  fromForms: 'forms',
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
),
${ranked(text)}`,
}

function textsHolding(sums: AskSums, { text }: SearchedText): readonly SearchRow[] | null {
  const counts = sums({ name: 'search indicators', groupBy: ['level3'], measures: ['indicator_count'] }, { selection: emptySelection })
  const lower = lowerText(arrivedText(text))
  const found = counts?.flatMap(({ level3, indicator_count: times }) => {
    const at = typeof level3 === 'string' ? lowerText(level3).indexOf(lower) : -1
    return at < 0 ? [] : [{ name: String(level3), times: Number(times), isStart: at === 0 }]
  })
  const best = found && bestHits(found, (a, b) => compareText(a.name, b.name))
  return best?.map(({ name, times }) => ({ kind: 'indicator', name, key: name, note: '', times })) ?? null
}

/** The same of indicators. */
export const searchIndicators: Query<SearchedText, SearchRow> = {
  name: 'search indicators',
  row,
  fromSums: textsHolding,
  statement: ({ text }) => sql`
WITH named AS (
  SELECT 'indicator' AS kind, i.level3 AS name, i.level3 AS key, '' AS note, count(*) AS times
  FROM indicator AS i
  JOIN project_year AS p ON p.form_id = i.form_id
  WHERE ${named(sql`i.level3`, text)}
  GROUP BY i.level3
),
${ranked(text)}`,
}

/** Departments, then projects, then indicators whose name holds a text. */
export async function askSearch(ask: AskQuestion, text: string, options?: AskOptions): Promise<readonly SearchRow[]> {
  return (await Promise.all([ask(searchForms, { text }, options), ask(searchIndicators, { text }, options)])).flat()
}
