import { makeBuilder, RecordBatchReader, Table, tableToIPC, Utf8, type RecordBatch, type Vector } from 'apache-arrow'
import { inPieces } from '@/domain/in-pieces.ts'
import { columnReader } from './arrow-value.ts'
import type { AnswerRow, TableSource } from './engine.ts'

/** A column of texts. Arrow makes the test for null from text (`new Function`), which the page's content policy forbids: it is given here. */
export function textVector(cells: readonly (string | null)[]): Vector<Utf8> {
  const builder = makeBuilder<Utf8, null>({ type: new Utf8(), nullValues: [] })
  builder.isValid = (cell) => cell !== null
  for (const cell of cells) builder.append(cell)
  return builder.finish().toVector()
}

/** Cells of text as an Arrow IPC stream of text columns. */
export function toTextStream(source: Extract<TableSource, { kind: 'text' }>): Uint8Array {
  const vectors = source.columns.map((name, index) => [name, textVector(source.rows.map((row) => row[index] ?? null))] as const)
  return tableToIPC(new Table(Object.fromEntries(vectors)), 'stream')
}

function rowsOf(batch: RecordBatch): readonly AnswerRow[] {
  const columns = batch.schema.fields.map((field, index) => {
    const vector = batch.getChildAt(index)
    return [field.name, vector ? columnReader(field, vector) : () => null] as const
  })
  return Array.from({ length: batch.numRows }, (_, row) => Object.fromEntries(columns.map(([name, read]) => [name, read(row)])))
}

/** An Arrow IPC stream as rows of the port. */
export function toAnswerRows(ipc: Uint8Array): readonly AnswerRow[] {
  return [...RecordBatchReader.from(ipc)].flatMap(rowsOf)
}

/** The same where the thread has a page to show: others have it between the batches. Rejects with the signal's reason. */
export async function toAnswerRowsInPieces(ipc: Uint8Array, signal?: AbortSignal): Promise<readonly AnswerRow[]> {
  const rows: AnswerRow[] = []
  await inPieces(RecordBatchReader.from(ipc), (batch) => {
    for (const row of rowsOf(batch)) rows.push(row)
  }, signal)
  return rows
}
