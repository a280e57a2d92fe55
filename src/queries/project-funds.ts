import * as z from 'zod/mini'
import { historyQuestions, historyRows } from '@/rollups/history/history-questions.ts'
import type { Query } from './query.ts'

const money = z.nullable(z.string())
const row = z.strictObject({ form_id: z.string(), year: z.int(), source: z.string(), initial_budget: money, full_year_budget: money, executed: money })
export type ProjectFundsRow = z.infer<typeof row>

/** The fund sources of one project's forms, by year and in the form's order. */
export const projectFunds: Query<{ readonly projectId: string }, ProjectFundsRow> = {
  name: 'project funds',
  row,
  fromForms: 'history',
  statement: ({ projectId }) => historyRows(historyQuestions.funds, projectId),
}
