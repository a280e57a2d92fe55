import { aggregate } from './aggregate.ts'

/** The indicators of a selection in figures: one row. */
export const indicatorTotals = aggregate({ name: 'indicator totals', groupBy: [], measures: ['indicator_count', 'indicator_weight', 'indicator_score', 'score_rate'] })
