import * as z from 'zod/mini'
import { tableNames } from '@/domain/tables.ts'
import { QueryError, type AskOptions, type Engine } from '@/engine/engine.ts'
import { selectState, type PublishedState } from '@/engine/warehouse-sql.ts'

/** What this product writes into a warehouse and reads from it. Another number is another layout. */
export const warehouseVersion = 1

const stateRow = z.object({ version: z.int(), published: z.string(), table_name: z.enum(tableNames), form_year: z.int(), batch: z.string(), row_count: z.int() })

/** What a schema shows, or null where nothing was published into it. */
export async function readPublishedState(engine: Engine, options?: AskOptions): Promise<PublishedState | null> {
  try {
    const rows = z.array(stateRow).parse(await engine.rows(selectState(), options))
    const [first] = rows
    if (!first) return null
    return { version: first.version, id: first.published, batches: rows.map((row) => ({ table: row.table_name, year: row.form_year, batch: row.batch, rows: row.row_count })) }
  } catch (error) {
    if (error instanceof QueryError && /does not exist/.test(error.message)) return null
    throw error
  }
}
