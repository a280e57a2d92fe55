import * as z from 'zod/mini'
import { identifier, sql } from '@/engine/sql.ts'
import type { BridgePart } from './budget-bridge.ts'
import { bridgeAmounts, type BridgeChoice } from './parts/bridge-amounts.ts'
import type { Query } from './query.ts'

export interface BridgeProjectsChoice extends BridgeChoice {
  readonly part: BridgePart
}

const row = z.strictObject({
  project_id: z.string(),
  project: z.string(),
  department: z.string(),
  amount: z.string(),
  last_executed: z.string(),
  this_executed: z.string(),
})

export type BridgeProjectRow = z.infer<typeof row>

/** The projects in one part of the bridge, the largest amount either way first. Their amounts add up to the part. */
export const bridgeProjects: Query<BridgeProjectsChoice, BridgeProjectRow> = {
  name: 'bridge-projects',
  row,
  fromForms: 'forms',
  statement: (choice) => sql`
WITH ${bridgeAmounts(choice)}
SELECT
  project_id,
  project,
  department,
  CAST(${identifier(choice.part)} AS VARCHAR) AS amount,
  CAST(last_executed AS VARCHAR) AS last_executed,
  CAST(this_executed AS VARCHAR) AS this_executed
FROM bridge
WHERE ${identifier(choice.part)} <> 0
ORDER BY abs(${identifier(choice.part)}) DESC, project_id`,
}
