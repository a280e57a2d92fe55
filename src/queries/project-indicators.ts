import * as z from 'zod/mini'
import { historyQuestions, historyRows } from '@/rollups/history/history-questions.ts'
import type { Query } from './query.ts'

const text = z.nullable(z.string())
const row = z.strictObject({
  form_id: z.string(),
  year: z.int(),
  seq: z.int(),
  level1: text,
  level2: text,
  level3: z.string(),
  target: text,
  actual: text,
  weight: text, // points, exact
  score: text,
  deviation_reason: text,
  attained: z.nullable(z.boolean()),
})
export type ProjectIndicatorsRow = z.infer<typeof row>

/** The indicators of one project's forms, by year and in the form's order. */
export const projectIndicators: Query<{ readonly projectId: string }, ProjectIndicatorsRow> = {
  name: 'project indicators',
  row,
  fromForms: 'history',
  statement: ({ projectId }) => historyRows(historyQuestions.indicators, projectId),
}
