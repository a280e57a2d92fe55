import { aggregate, type AggregateRow } from './aggregate.ts'

/** score_point holds the whole points of a total score: 98 holds 98 to 98.99. */
export type ScoreDistributionRow = AggregateRow<'score_point', 'form_count'>

/** How many forms have each total score, by whole point; forms without one are left out. */
export const scoreDistribution = aggregate({ name: 'score distribution', groupBy: ['score_point'], measures: ['form_count'] })
