import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { joinedBytes } from '@/domain/joined-bytes.ts'
import type { Language } from '@/domain/label.ts'
import type { ColumnKind } from '@/domain/table-column.ts'
import type { XlsxSheet } from '@/domain/xlsx-sheet.ts'
import type { DerivedFile } from '@/domain/manifest.ts'
import { decimalShape } from '@/domain/rows.ts'
import { tableNames, tables, type Column } from '@/domain/tables.ts'
import type { Engine } from '@/engine/engine.ts'
import { columnLines, identifier, sql } from '@/engine/sql.ts'
import { openBase, type DatasetSource, type WorkStep } from './build-dataset.ts'
import { DatasetError } from './dataset-error.ts'
import { checkFile } from './dataset-files.ts'
import { indexKind, pieceKind } from './table-file.ts'
import { writeDataset, type DatasetOutput } from './write-dataset.ts'
import { xlsxOf } from './xlsx-of.ts'

export type DatasetExport = 'parquet' | 'csv' | 'xlsx'

export interface ExportParts {
  readonly openEngine: () => Promise<Engine>
  readonly onStep?: (step: WorkStep) => void
}

function zipOutput(): { readonly output: DatasetOutput; readonly end: () => Uint8Array<ArrayBuffer> } {
  const chunks: Uint8Array[] = []
  let failure: Error | null = null
  const zip = new Zip((error, chunk) => {
    if (error) failure = error
    else chunks.push(chunk)
  })
  return {
    output: {
      write: async (path, bytes) => {
        // Parquet is packed already.
        const file = path.endsWith('.parquet') ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 })
        file.mtime = new Date(1980, 0, 1)
        zip.add(file)
        file.push(bytes, true)
      },
    },
    end: () => {
      zip.end()
      if (failure) throw failure
      return joinedBytes(chunks)
    },
  }
}

function kindOf(column: Column): ColumnKind {
  if (column.unit === 'yuan') return 'money'
  if (column.unit === 'points') return 'points'
  return decimalShape(column.type) || column.type === 'SMALLINT' || column.type === 'INTEGER' ? 'number' : 'text'
}

async function sheetsOf(engine: Engine, language: Language): Promise<readonly XlsxSheet[]> {
  const sheets: XlsxSheet[] = []
  for (const name of tableNames) {
    const columns: readonly Column[] = tables[name].columns
    const cells = columnLines(columns.map((column) => sql`CAST(${identifier(column.name)} AS VARCHAR) AS ${identifier(column.name)}`))
    const order = name === 'project_year' ? sql`year, region, department, unit, project` : name === 'fund_source' ? sql`form_id, source` : sql`form_id, seq`
    const rows = await engine.rows(sql`SELECT\n  ${cells}\nFROM ${identifier(name)}\nORDER BY ${order}`)
    if (rows.length === 0 && name !== 'project_year') continue
    sheets.push({
      name: tables[name].label[language],
      columns: columns.map((column) => ({ label: column.label[language], kind: kindOf(column) })),
      rowCount: rows.length,
      rows: rows.map((row) => columns.map((column) => (row[column.name] === null || row[column.name] === undefined ? null : String(row[column.name])))),
    })
  }
  return sheets
}

/** Copies what is made for speed, all of it or none: it can be made again wherever it is missing. */
async function copyDerived({ files }: DatasetSource, derived: readonly DerivedFile[], output: DatasetOutput): Promise<boolean> {
  const found: { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> }[] = []
  try {
    for (const file of derived) {
      const bytes = await files.read(file.path)
      await checkFile(file, bytes)
      found.push({ path: file.path, bytes })
    }
  } catch (error) {
    if (error instanceof DatasetError) return false
    throw error
  }
  for (const { path, bytes } of found) await output.write(path, bytes)
  return true
}

/** A whole dataset as one file: a zip of its folder as Parquet or as CSV for spreadsheets, or a workbook of its tables. */
export async function exportDataset(source: DatasetSource, format: DatasetExport, language: Language, { openEngine, onStep = () => undefined }: ExportParts): Promise<Uint8Array<ArrayBuffer>> {
  const { manifest, files } = source
  if (format === 'parquet' && manifest.files.every((file) => file.path.endsWith('.parquet'))) {
    const { output, end } = zipOutput()
    for (const [done, file] of manifest.files.entries()) {
      onStep({ step: 'files', done, all: manifest.files.length })
      const bytes = await files.read(file.path)
      await checkFile(file, bytes)
      await output.write(file.path, bytes)
    }
    const { derived, ...plain } = manifest
    // The table file would double the export, and can be done without.
    const kept = derived && { ...derived, files: derived.files.filter(({ kind }) => kind !== pieceKind && kind !== indexKind) }
    const isWhole = kept ? await copyDerived(source, kept.files, output) : false
    await output.write('manifest.json', new Uint8Array(new TextEncoder().encode(`${JSON.stringify(isWhole ? { ...plain, derived: kept } : plain, null, 2)}\n`)))
    return end()
  }
  const engine = await openEngine()
  try {
    await openBase(engine, source, { onReading: (done, all) => onStep({ step: 'reading', done, all }) })
    onStep({ step: 'writing' })
    if (format === 'xlsx') return xlsxOf(await sheetsOf(engine, language))
    const { output, end } = zipOutput()
    const { title, description, region, synthetic } = manifest
    await writeDataset(engine, { title, ...(description ? { description } : {}), region, synthetic, format, forSpreadsheets: true }, output)
    return end()
  } finally {
    await engine.close()
  }
}
