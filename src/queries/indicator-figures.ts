import type { Selection } from '@/domain/selection.ts'
import { aggregateWithin, type AggregateRow } from './aggregate.ts'

const measures = ['indicator_count', 'project_count', 'department_count', 'indicator_weight', 'indicator_score', 'score_rate'] as const

export type IndicatorFiguresRow = AggregateRow<never, (typeof measures)[number]>

/** One level-3 indicator's figures over a selection: one row, zero where it does not occur. */
export const indicatorFigures = aggregateWithin({ name: 'indicator figures', groupBy: [], measures }, ({ level3, selection }: { readonly level3: string; readonly selection: Selection }) => ({ selection, where: { level3 } }))
