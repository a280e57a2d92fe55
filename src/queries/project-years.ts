import * as z from 'zod/mini'
import { historyQuestions, historyRows } from '@/rollups/history/history-questions.ts'
import type { Query } from './query.ts'

const money = z.nullable(z.string())
const points = z.nullable(z.string())
const row = z.strictObject({
  form_id: z.string(),
  year: z.int(),
  region: z.nullable(z.string()),
  department: z.string(),
  unit: z.nullable(z.string()),
  project: z.string(),
  initial_budget: money,
  full_year_budget: money,
  executed: money,
  cut: money,
  cut_rate: z.nullable(z.number()),
  execution_rate: z.nullable(z.number()),
  execution_of_initial: z.nullable(z.number()),
  masked_cut: z.boolean(),
  execution_weight: points,
  execution_rate_percent: z.nullable(z.string()), // as printed
  execution_score: points,
  total_weight: points,
  total_score: points,
  expected_goal: z.nullable(z.string()),
  actual_goal: z.nullable(z.string()),
  rating: z.nullable(z.string()),
  source_kind: z.nullable(z.string()),
  source_name: z.nullable(z.string()),
  source_locator: z.nullable(z.string()),
})
export type ProjectYearsRow = z.infer<typeof row>

/** All forms of one project, by year: what the form's head says. */
export const projectYears: Query<{ readonly projectId: string }, ProjectYearsRow> = {
  name: 'project years',
  row,
  fromForms: 'history',
  statement: ({ projectId }) => historyRows(historyQuestions.years, projectId),
}
