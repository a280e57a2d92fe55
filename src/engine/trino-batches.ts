import { Field, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from 'apache-arrow'
import { toArrowColumn } from './arrow-column.ts'
import { distinctNames } from './distinct-names.ts'
import type { TrinoColumn } from './trino-reply.ts'

/** What ends an IPC stream: a mark and a length of 0. */
const endBytes = 8

/** Rows of Trino as Arrow IPC in two parts: the schema's message, and the batch that follows it. */
export function toArrowParts(columns: readonly TrinoColumn[], rows: readonly (readonly unknown[])[]): { readonly schema: Uint8Array<ArrayBuffer>; readonly batch: Uint8Array<ArrayBuffer> } {
  const names = distinctNames(columns.map(({ name }) => name))
  const vectors = columns.map(({ typeSignature }, place) => toArrowColumn(typeSignature, rows.map((row) => row[place])))
  const fields = vectors.map(({ type }, place) => new Field(names[place] ?? '', type, true))
  const children = vectors.flatMap(({ data }) => data)
  const batch = new RecordBatch(new Schema(fields), makeData({ type: new Struct(fields), length: rows.length, nullCount: 0, children }))
  const stream = Uint8Array.from(RecordBatchStreamWriter.writeAll([batch]).toUint8Array(true))
  // A message is a mark, the length of its head, and the head; a schema has no body.
  const schemaEnd = 8 + new DataView(stream.buffer).getInt32(4, true)
  return { schema: stream.slice(0, schemaEnd), batch: stream.slice(schemaEnd, -endBytes) }
}
