import * as z from 'zod/mini'
import { inPieces } from './in-pieces.ts'

/** A row of whatever columns, of values that survive being written as JSON. */
export const plainRow = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** Rows that are looked at together. */
const together = 500

function* slices<Row>(rows: readonly Row[]): Iterable<readonly Row[]> {
  for (let from = 0; from < rows.length; from += together) yield rows.slice(from, from + together)
}

/** Rows in the shape of a schema, looked at piece by piece. Rejects where one has another shape. */
export async function parsedRows<Row>(schema: z.core.$ZodType<Row>, rows: readonly unknown[], signal?: AbortSignal): Promise<readonly Row[]> {
  const list = z.array(schema)
  const parsed: Row[] = []
  await inPieces(slices(rows), (slice) => parsed.push(...z.parse(list, slice)), signal)
  return parsed
}
