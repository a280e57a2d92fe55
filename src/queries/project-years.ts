import { z } from 'zod'
import { historyQuestions, historyRows } from '@/rollups/history/history-questions.ts'
import type { Query } from './query.ts'

const money = z.string().nullable()
const points = z.string().nullable()
const row = z.strictObject({
  form_id: z.string(),
  year: z.int(),
  region: z.string().nullable(),
  department: z.string(),
  unit: z.string().nullable(),
  project: z.string(),
  initial_budget: money,
  full_year_budget: money,
  executed: money,
  cut: money,
  cut_rate: z.number().nullable(),
  execution_rate: z.number().nullable(),
  execution_of_initial: z.number().nullable(),
  masked_cut: z.boolean(),
  execution_weight: points,
  execution_rate_percent: z.string().nullable(), // as printed
  execution_score: points,
  total_weight: points,
  total_score: points,
  expected_goal: z.string().nullable(),
  actual_goal: z.string().nullable(),
  rating: z.string().nullable(),
  source_kind: z.string().nullable(),
  source_name: z.string().nullable(),
  source_locator: z.string().nullable(),
})
export type ProjectYearsRow = z.infer<typeof row>

/** All forms of one project, by year: what the form's head says. */
export const projectYears: Query<{ readonly projectId: string }, ProjectYearsRow> = {
  name: 'project years',
  row,
  fromForms: true,
  statement: ({ projectId }) => historyRows(historyQuestions.years, projectId),
}
