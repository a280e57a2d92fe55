import { aggregate, type AggregateRow } from './aggregate.ts'

const measures = ['project_count', 'form_count', 'initial_budget', 'full_year_budget', 'executed', 'cut', 'cut_rate', 'execution_rate', 'execution_of_initial', 'average_score', 'weighted_score', 'masked_cut_count'] as const

export type BudgetByDepartmentRow = AggregateRow<'department', (typeof measures)[number]>

/** The three budgets, both rates and the scores by department. */
export const budgetByDepartment = aggregate({ name: 'budget by department', groupBy: ['department'], measures })
