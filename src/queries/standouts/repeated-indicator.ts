import * as z from 'zod/mini'
import { sql } from '@/engine/sql.ts'
import { formFilter } from '../parts/selection-filter.ts'
import { name, number } from './spoken-figure.ts'
import { defineStandout, inYear, latestYear } from './standout.ts'

const row = z.strictObject({ level3: z.string(), year: z.int(), project_count: z.int(), department_count: z.int() })

export type RepeatedIndicatorRow = z.infer<typeof row>

/** The indicator that stands word for word in most projects of the last year, from as many on as the rule set says. */
export const repeatedIndicator = defineStandout({
  id: 'repeated-indicator',
  row,
  statement: (scope) => sql`
WITH ${latestYear(scope)}
SELECT
  i.level3,
  CAST(p.year AS INTEGER) AS year,
  CAST(count(DISTINCT p.project_id) AS INTEGER) AS project_count,
  CAST(count(DISTINCT p.department) AS INTEGER) AS department_count
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
JOIN latest AS l ON l.year = p.year
WHERE ${formFilter(scope.selection)}
GROUP BY i.level3, p.year
HAVING count(DISTINCT p.project_id) >= ${scope.ruleSet.repeatedIndicator.projects}
ORDER BY count(DISTINCT p.project_id) DESC, i.level3
LIMIT 1`,
  words: (row) => ({
    template: {
      zh: '指标“{level3}”{year} 年一字不差地出现在 {projects} 个项目、{departments} 个部门的自评表中。',
      en: `The indicator “{level3}” stands word for word on the forms of {projects} projects of {departments} ${row.department_count === 1 ? 'department' : 'departments'} in {year}.`,
    },
    spoken: { level3: name(row.level3), year: name(String(row.year)), projects: number(row.project_count), departments: number(row.department_count) },
    link: { path: `/indicator/${encodeURIComponent(row.level3)}`, query: inYear(row.year) },
  }),
})
