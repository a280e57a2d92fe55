import type { Saved } from '@/dataset/data-tasks.ts'
import type { DatasetExport } from '@/dataset/export-dataset.ts'
import type { TableFormat } from '@/dataset/export-table.ts'
import type { Label, Language } from '@/domain/label.ts'
import { exactText, type ColumnKind, type TableColumn } from '@/domain/table-column.ts'
import { inDataWorker, runTask, type CallOptions } from './data-worker.ts'
import { download } from './download.ts'
import { refOf } from './source-ref.ts'
import type { DatasetEntry } from './session.ts'

export type { Saved, TaskProgress } from '@/dataset/data-tasks.ts'
export type { DatasetExport } from '@/dataset/export-dataset.ts'

const types = { csv: 'text/csv;charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', parquet: 'application/vnd.apache.parquet', zip: 'application/zip' } as const

/** A name that every file system takes. */
function fileName(title: string): string {
  // oxlint-disable-next-line no-control-regex
  return title.replace(/[\u0000-\u001F<>:"/\\|?*]+/g, '-').trim().slice(0, 80) || 'jilan'
}

/** A whole dataset as a download. */
export async function exportWholeDataset(entry: DatasetEntry, format: DatasetExport, language: Language, options?: CallOptions): Promise<void> {
  const bytes = await runTask('exportDataset', { source: refOf(entry), format, language }, options)
  const title = fileName(entry.manifest.title[language])
  if (format === 'xlsx') download(`${title}.xlsx`, new Blob([bytes], { type: types.xlsx }))
  else download(`${title}-${format}.zip`, new Blob([bytes], { type: types.zip }))
}

export function mergeDatasets(first: DatasetEntry, second: DatasetEntry, winner: 'first' | 'second', title: Label, options?: CallOptions): Promise<Saved> {
  return runTask('merge', { first: refOf(first), second: refOf(second), winner, title }, options)
}

function kindOf({ kind, align }: { readonly kind?: ColumnKind; readonly align?: 'start' | 'end' }): ColumnKind {
  return kind ?? (align === 'end' ? 'number' : 'text')
}

/** What the page reads of a table before it looks at something else. */
const rowsAtOnce = 1000

/** The rows of a table of a view, all of them, as a download: read in pieces, written in another thread. */
export async function exportTableRows<Row>(name: string, all: readonly TableColumn<Row>[], rows: readonly Row[], format: TableFormat, options: CallOptions = {}): Promise<void> {
  const columns = all.filter((column) => column.exported !== false)
  const bytes = await inDataWorker(async (worker) => {
    for (let done = 0; done < rows.length; done += rowsAtOnce) {
      const piece = rows.slice(done, done + rowsAtOnce).map((row) => columns.map((column) => exactText(column.value(row)) || null))
      await worker.call('tableRows', { rows: piece }, options)
      options.onProgress?.({ step: 'rows', done: done + piece.length, all: rows.length })
    }
    const table = { name, columns: columns.map((column) => ({ key: column.key, label: column.label, kind: kindOf(column) })) }
    options.onProgress?.({ step: 'writing' })
    return worker.call('exportTable', { table, format }, options)
  })
  download(`${fileName(name)}.${format}`, new Blob([bytes], { type: types[format] }))
}
