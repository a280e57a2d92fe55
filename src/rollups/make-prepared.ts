import { QueryError, type AskOptions, type Engine } from '@/engine/engine.ts'
import { nothingPrepared, type Prepared } from './answerer.ts'
import { makeRollup } from './make-rollup.ts'
import { openCells, type OpenCells } from './open-cells.ts'
import { rollupPlans } from './rollup-plans.ts'

/**
 * The sums of what an engine holds, made now: where a dataset came without them, or with ones that can't be used. Sums that
 * SQL itself refuses, such as a difference past DECIMAL(18,2), are left out and asked of SQL each time.
 */
export async function makePrepared(engine: Engine, options: AskOptions = {}): Promise<Prepared> {
  const tables: OpenCells[] = []
  for (const plan of rollupPlans) {
    try {
      tables.push(openCells(await makeRollup(engine, plan, options)))
    } catch (error) {
      if (options.signal?.aborted || !(error instanceof QueryError)) throw error
    }
  }
  return { ...nothingPrepared, tables }
}
