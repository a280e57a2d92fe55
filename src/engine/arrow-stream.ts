import { makeBuilder, RecordBatchReader, Table, tableToIPC, Utf8, type Vector } from 'apache-arrow'
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

/** An Arrow IPC stream as rows of the port. */
export function toAnswerRows(ipc: Uint8Array): readonly AnswerRow[] {
  const rows: AnswerRow[] = []
  for (const batch of RecordBatchReader.from(ipc)) {
    const columns = batch.schema.fields.map((field, index) => {
      const vector = batch.getChildAt(index)
      return [field.name, vector ? columnReader(field, vector) : () => null] as const
    })
    for (let row = 0; row < batch.numRows; row += 1) rows.push(Object.fromEntries(columns.map(([name, read]) => [name, read(row)])))
  }
  return rows
}
