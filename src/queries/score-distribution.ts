import { z } from 'zod'
import type { Selection } from '@/domain/selection.ts'
import { sql } from '@/engine/sql.ts'
import { formFilter } from './parts/selection-filter.ts'
import type { Query } from './query.ts'

const row = z.strictObject({
  score: z.int(), // the whole points of the total score: 98 holds 98 to 98.99
  forms: z.int(),
})
export type ScoreDistributionRow = z.infer<typeof row>

/** How many forms have each total score, by whole point; forms without one are left out. */
export const scoreDistribution: Query<Selection, ScoreDistributionRow> = {
  name: 'score distribution',
  row,
  statement: (selection) => sql`
SELECT CAST(floor(p.total_score) AS INTEGER) AS score, CAST(count(*) AS INTEGER) AS forms
FROM project_year AS p
WHERE p.total_score IS NOT NULL AND ${formFilter(selection)}
GROUP BY 1
ORDER BY score`,
}
