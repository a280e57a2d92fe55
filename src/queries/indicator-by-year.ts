import type { Selection } from '@/domain/selection.ts'
import { aggregateWithin, type AggregateRow } from './aggregate.ts'

const measures = ['indicator_count', 'indicator_weight', 'indicator_score', 'score_rate', 'attained_share'] as const

export type IndicatorByYearRow = AggregateRow<'year', (typeof measures)[number]>

/** One level-3 indicator by year: how often it occurs, and how it scores. */
export const indicatorByYear = aggregateWithin({ name: 'indicator by year', groupBy: ['year'], measures }, ({ level3, selection }: { readonly level3: string; readonly selection: Selection }) => ({ selection, where: { level3 } }))
