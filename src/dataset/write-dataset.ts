import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import type { Label } from '@/domain/label.ts'
import { toContentHash } from '@/domain/content-hash.ts'
import { derivedVersion, manifestSchema, rowCount, type DerivedFile, type Manifest, type ManifestFile } from '@/domain/manifest.ts'
import { toCsvFile, toCsvLine } from '@/domain/csv-text.ts'
import { tableNames, tables, type TableName } from '@/domain/tables.ts'
import type { Engine } from '@/engine/engine.ts'
import { allOf, columnLines, identifier, list, sql, type Statement } from '@/engine/sql.ts'
import { makeTableFile } from './table-file.ts'
import { takeDerived, writeDerived, type AskedAhead } from './write-derived.ts'

export type DatasetFormat = 'parquet' | 'csv'

/** Where the files of a dataset go; paths are relative, `/` between folders. */
export interface DatasetOutput {
  readonly write: (path: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>
}

export interface DatasetDescription {
  readonly title: Label
  readonly description?: Label
  readonly region: string | null
  readonly synthetic: boolean
  readonly format: DatasetFormat
  /** A table with more rows is split by year; 200,000 unless given. */
  readonly splitOver?: number
  /** CSV that Excel opens as it is: a BOM, and formulas in text defused. A BOM tells readers so. */
  readonly forSpreadsheets?: boolean
  /** Questions whose answers the dataset carries beside its sums; none unless given. */
  readonly askedAhead?: AskedAhead
  /** Of more rows over all tables no table file is made. 0: of none, since DuckDB makes its bytes anew each time where all others stay the same. */
  readonly mostInTableFile?: number
}

const fundOrder = ['当年财政拨款', '上年结转资金', '其他资金']

/** Neighbours are alike in this order, so that the files compress; it is total, so that the bytes are always the same. */
function orderOf(name: TableName): Statement {
  const form = sql`form.year, form.region, form.department, form.unit, form.project, form.form_id`
  if (name === 'project_year') return form
  return name === 'indicator' ? sql`${form}, item.seq` : sql`${form}, list_position([${list(fundOrder)}], item.source) NULLS LAST, item.source`
}

function rowsOf(name: TableName, format: DatasetFormat, year: number | null): Statement {
  const owner = name === 'project_year' ? sql`form` : sql`item`
  const columns = tables[name].columns.map((column) => {
    const cell = sql`${owner}.${identifier(column.name)}`
    return format === 'csv' ? sql`CAST(${cell} AS VARCHAR) AS ${identifier(column.name)}` : cell
  })
  const source = name === 'project_year' ? sql`project_year AS form` : sql`${identifier(name)} AS item JOIN project_year AS form ON form.form_id = item.form_id`
  return sql`SELECT
  ${columnLines(columns)}
FROM ${source}
WHERE ${allOf(year === null ? [] : [sql`form.year = ${year}`])}
ORDER BY ${orderOf(name)}`
}

async function countRows(engine: Engine, name: TableName): Promise<number> {
  const [answer] = await engine.rows(sql`SELECT CAST(count(*) AS BIGINT) AS n FROM ${identifier(name)}`)
  return Number(answer?.['n'] ?? 0)
}

async function fileBytes(engine: Engine, name: TableName, { format, forSpreadsheets }: DatasetDescription, year: number | null): Promise<Uint8Array<ArrayBuffer>> {
  const statement = rowsOf(name, format, year)
  if (format === 'parquet') return engine.parquet(statement)
  const names = tables[name].columns.map((column) => column.name)
  const lines = [names, ...(await engine.rows(statement)).map((row) => names.map((column) => (row[column] === null || row[column] === undefined ? null : String(row[column]))))]
  return new Uint8Array(new TextEncoder().encode(forSpreadsheets ? toCsvFile(lines) : `${lines.map((line) => toCsvLine(line, 'exact')).join('\n')}\n`))
}

async function writeForSpeed(engine: Engine, { format, ...made }: DatasetDescription, tableYears: readonly number[], output: DatasetOutput): Promise<readonly DerivedFile[]> {
  const { files, take } = takeDerived(output.write)
  await writeDerived(engine, made, take)
  if (tableYears.length > 0 && format === 'parquet') await makeTableFile(engine, (name) => tableYears.map((year) => rowsOf(name, 'parquet', year)), take)
  return files
}

/**
 * Writes the canonical tables of an engine as a dataset: its files, what is made from them for speed, and last its
 * manifest. The same rows give the same bytes, but for a table file. What is for spreadsheets carries the tables alone.
 */
export async function writeDataset(engine: Engine, dataset: DatasetDescription, output: DatasetOutput): Promise<Manifest> {
  const years = (await engine.rows(sql`SELECT DISTINCT CAST(year AS INTEGER) AS year FROM project_year ORDER BY year`)).map((row) => Number(row['year']))
  const rows = { project_year: 0, fund_source: 0, indicator: 0 }
  const files: ManifestFile[] = []
  const splitOver = dataset.splitOver ?? 200_000
  for (const name of tableNames) {
    rows[name] = await countRows(engine, name)
    if (rows[name] === 0 && name !== 'project_year') continue
    const parts = rows[name] > splitOver ? years : [null]
    for (const year of parts) {
      const path = year === null ? `${name}.${dataset.format}` : `${name}/year=${year}.${dataset.format}`
      const bytes = await fileBytes(engine, name, dataset, year)
      await output.write(path, bytes)
      files.push({ path, table: name, year, bytes: bytes.length, sha256: bytesToHex(sha256(bytes)) })
    }
  }
  // Small tables are loaded as fast as they are attached.
  const hasTableFile = tableNames.some((name) => rows[name] > splitOver) && rowCount({ rows }) <= (dataset.mostInTableFile ?? Infinity)
  const { title, description, region, synthetic } = dataset
  const derived = dataset.forSpreadsheets ? {} : { derived: { version: derivedVersion, madeFrom: toContentHash({ files }), files: await writeForSpeed(engine, dataset, hasTableFile ? years : [], output) } }
  const manifest = manifestSchema.parse({ version: 1, title, ...(description ? { description } : {}), region, synthetic, years, rows, files, ...derived })
  await output.write('manifest.json', new Uint8Array(new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`)))
  return manifest
}
