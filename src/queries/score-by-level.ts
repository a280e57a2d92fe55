import { aggregate, type AggregateRow } from './aggregate.ts'

const measures = ['indicator_count', 'indicator_weight', 'indicator_score', 'score_rate'] as const

export type ScoreByLevelRow = AggregateRow<'level1' | 'level2', (typeof measures)[number]>

/** Weights against scores by level 1 and 2. */
export const scoreByLevel = aggregate({ name: 'score by level', groupBy: ['level1', 'level2'], measures })
