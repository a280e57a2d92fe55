import * as z from 'zod/mini'
import { identifier, sql, unionAll } from '@/engine/sql.ts'
import { bridgeAmounts, bridgeSteps, type BridgeChoice } from './parts/bridge-amounts.ts'
import type { Query } from './query.ts'

export const bridgeParts = ['last_executed', ...bridgeSteps, 'this_executed'] as const

const row = z.strictObject({
  part: z.enum(bridgeParts),
  /** Yuan; of a step, what it adds. */
  amount: z.string(),
  /** Projects with an amount in the part. */
  project_count: z.int(),
})

export type BridgePart = (typeof bridgeParts)[number]
export type BridgeRow = z.infer<typeof row>

/** The bridge from one year's executed to another's, its nine parts in order. Empty where one of the years has no form. */
export const budgetBridge: Query<BridgeChoice, BridgeRow> = {
  name: 'budget-bridge',
  row,
  fromForms: 'forms',
  statement: (choice) => sql`
WITH ${bridgeAmounts(choice)}, parts AS (
  ${unionAll(bridgeParts.map((part, index) => sql`SELECT CAST(${index} AS INTEGER) AS place, ${part} AS part, sum(${identifier(part)}) AS amount, count(*) FILTER (WHERE ${identifier(part)} <> 0) AS projects FROM bridge`))}
)
SELECT part, CAST(amount AS VARCHAR) AS amount, CAST(projects AS INTEGER) AS project_count
FROM parts
WHERE EXISTS (SELECT 1 FROM last_forms)
  AND EXISTS (SELECT 1 FROM this_forms)
ORDER BY place`,
}
