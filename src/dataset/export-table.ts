import { toCsvFile } from '@/domain/csv-text.ts'
import type { ColumnKind } from '@/domain/table-column.ts'
import { distinctNames } from '@/engine/distinct-names.ts'
import type { Engine } from '@/engine/engine.ts'
import { columnLines, identifier, sql, verbatim } from '@/engine/sql.ts'
import { xlsxOf } from './xlsx-of.ts'

/** A table of a view as it leaves the page: exact texts, and what each column holds. */
export interface TableCells {
  readonly name: string
  readonly columns: readonly { readonly key: string; readonly label: string; readonly kind: ColumnKind }[]
  readonly rows: readonly (readonly (string | null)[])[]
}

const decimal = /^-?\d{1,34}(?:\.\d+)?$/

/** The type that holds every number of a column exactly, or VARCHAR where some cell is none. */
export function parquetType(kind: ColumnKind, cells: readonly (string | null)[]): string {
  if (kind === 'text') return 'VARCHAR'
  let [whole, scale] = [1, 0]
  for (const cell of cells) {
    if (cell === null) continue
    if (!decimal.test(cell)) return 'VARCHAR'
    const [digits = '', fraction = ''] = cell.replace('-', '').split('.')
    whole = Math.max(whole, digits.length)
    scale = Math.max(scale, fraction.length)
  }
  if (kind === 'money') scale = Math.max(scale, 2)
  if (scale === 0) return whole <= 18 ? 'BIGINT' : `DECIMAL(38,0)`
  if (kind === 'share' || scale > 6) return 'DOUBLE'
  return whole + scale <= 18 ? `DECIMAL(18,${scale})` : `DECIMAL(38,${scale})`
}

export async function toParquet({ columns, rows }: TableCells, openEngine: () => Promise<Engine>): Promise<Uint8Array<ArrayBuffer>> {
  const engine = await openEngine()
  try {
    const names = distinctNames(columns.map((column) => column.key))
    await engine.load('exported', { kind: 'text', columns: names, rows })
    const typed = columns.map(({ kind }, index) => {
      const type = parquetType(kind, rows.map((row) => row[index] ?? null))
      const name = identifier(names[index] ?? '')
      return sql`CAST(${name} AS ${verbatim(type)}) AS ${name}`
    })
    return await engine.parquet(sql`SELECT\n  ${columnLines(typed)}\nFROM exported\nORDER BY rowid`)
  } finally {
    await engine.close()
  }
}

export type TableFormat = 'csv' | 'xlsx' | 'parquet'

/** A table as a file: `csv` and `xlsx` for spreadsheets with the labels as header, `parquet` with the columns' keys. */
export async function exportTable(table: TableCells, format: TableFormat, openEngine: () => Promise<Engine>): Promise<Uint8Array<ArrayBuffer>> {
  if (format === 'csv') return new TextEncoder().encode(toCsvFile([table.columns.map(({ label }) => label), ...table.rows]))
  return format === 'xlsx' ? xlsxOf([{ ...table, rowCount: table.rows.length }]) : toParquet(table, openEngine)
}
