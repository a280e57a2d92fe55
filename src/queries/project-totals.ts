import { emptySelection, type Selection } from '@/domain/selection.ts'
import { aggregateWithin, type AggregateRow } from './aggregate.ts'

const measures = ['form_count', 'initial_budget', 'full_year_budget', 'executed', 'cut', 'cut_rate', 'execution_rate', 'execution_of_initial', 'average_score', 'masked_cut_count'] as const
export type ProjectTotalsRow = AggregateRow<never, (typeof measures)[number]>

/** One project's figures over the selected years: one row. Of a selection, years and thresholds count. */
export const projectTotals = aggregateWithin({ name: 'project totals', groupBy: [], measures }, ({ projectId, selection: { from, to, minCut, minExecution } }: { readonly projectId: string; readonly selection: Selection }) => ({
  selection: { ...emptySelection, from, to, minCut, minExecution },
  where: { project_id: projectId },
}))
