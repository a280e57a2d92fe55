import { aggregate } from './aggregate.ts'

/** The key figures of a selection: one row. */
export const totals = aggregate({
  name: 'totals',
  groupBy: [],
  measures: ['project_count', 'form_count', 'department_count', 'initial_budget', 'full_year_budget', 'executed', 'cut', 'cut_rate', 'execution_rate', 'execution_of_initial', 'average_score', 'weighted_score', 'masked_cut_count'],
})
