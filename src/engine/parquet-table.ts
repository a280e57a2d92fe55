import { RecordBatchReader } from 'apache-arrow'
import { columnReader } from './arrow-value.ts'
import type { AnswerValue } from './engine.ts'
import type { ParquetCodec } from './parquet-codec.ts'

/** A Parquet file as cells: decimals exact text, dictionaries resolved. Rejects with the decoder's words where it is damaged. */
export async function readParquetTable(bytes: Uint8Array, codec: Pick<ParquetCodec, 'decode'>): Promise<{ readonly columns: readonly string[]; readonly rows: readonly (readonly AnswerValue[])[] }> {
  // The codec takes the bytes away; whoever asks keeps theirs.
  const ipc = await codec.decode(new Uint8Array(bytes))
  const reader = RecordBatchReader.from(ipc).open()
  // The reader forgets its schema once it is read to the end.
  const columns = reader.schema.fields.map((field) => field.name)
  const rows: AnswerValue[][] = []
  for (const batch of reader) {
    const readers = batch.schema.fields.map((field, index) => {
      const vector = batch.getChildAt(index)
      return vector ? columnReader(field, vector) : () => null
    })
    for (let row = 0; row < batch.numRows; row += 1) rows.push(readers.map((read) => read(row)))
  }
  return { columns, rows }
}
