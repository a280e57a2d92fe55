import { aggregate, type AggregateRow } from './aggregate.ts'

const measures = ['project_count', 'form_count', 'department_count', 'initial_budget', 'full_year_budget', 'executed', 'cut', 'cut_rate', 'execution_rate', 'execution_of_initial', 'average_score', 'masked_cut_count'] as const

export type BudgetByYearRow = AggregateRow<'year', (typeof measures)[number]>

/** The three budgets and both rates by year. A year without forms has no row. */
export const budgetByYear = aggregate({ name: 'budget by year', groupBy: ['year'], measures })
