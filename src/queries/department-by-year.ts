import type { MeasureName } from '@/domain/measures.ts'
import type { Selection } from '@/domain/selection.ts'
import { aggregate, type AggregateRow } from './aggregate.ts'
import type { Query } from './query.ts'

/** Any one measure by department and year, for the heat map. A department without a form in a year has no row. */
export function departmentByYear<const M extends MeasureName>(measure: M): Query<Selection, AggregateRow<'department' | 'year', M>> {
  return aggregate({ name: 'department-by-year', groupBy: ['department', 'year'], measures: [measure] })
}

/** The three budgets and both rates by department and year, for small multiples. */
export const departmentTrends = aggregate({
  name: 'department-trends',
  groupBy: ['department', 'year'],
  measures: ['initial_budget', 'full_year_budget', 'executed', 'execution_rate', 'execution_of_initial'],
})

export type DepartmentTrendRow = AggregateRow<'department' | 'year', 'initial_budget' | 'full_year_budget' | 'executed' | 'execution_rate' | 'execution_of_initial'>
