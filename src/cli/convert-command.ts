import { readFile as readBytes, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { writeDataset, type DatasetFormat } from '@/dataset/write-dataset.ts'
import type { Label, Language } from '@/domain/label.ts'
import type { ProjectYearRow, TableRow } from '@/domain/rows.ts'
import { tables, type TableName } from '@/domain/tables.ts'
import { openNativeEngine, type NativeEngine, type TextCells } from '@/engine/duckdb-native.ts'
import type { CanonicalRows } from '@/import/canonical-rows.ts'
import { combineFiles } from '@/import/combine-files.ts'
import type { FileReading, ImportedFile } from '@/import/imported-file.ts'
import { readFile } from '@/import/read-file.ts'
import { linkFiles } from '@/import/read-files.ts'
import { toReport, type ImportReport } from '@/import/report.ts'
import { askedAhead } from '@/queries/asked-ahead.ts'
import { addRows, createCanonicalTables } from './canonical-tables.ts'
import { listInputs } from './input-files.ts'
import { checkOutputFolder, replaceFolder } from './output-folder.ts'
import { progressBar, type Streams } from './print.ts'
import { parquetReader } from './read-parquet-file.ts'

/** pdf.js's character maps, beside its code. */
const characterMaps = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'cmaps/')

export interface ConvertCall {
  readonly inputs: readonly string[]
  readonly out: string
  readonly format: DatasetFormat
  readonly region: string | null
  readonly title: Label | null
  readonly description: Label | null
  /** A file, or `-` for standard output. */
  readonly report: string | null
  readonly language: Language
}

function cellsOf<N extends TableName>(name: N, rows: readonly TableRow<N>[]): readonly TextCells[] {
  const columns = tables[name].columns.map((column) => column.name)
  return rows.map((row) => {
    const cells = new Map<string, unknown>(Object.entries(row))
    return columns.map((column) => {
      const value = cells.get(column)
      return value === null || value === undefined ? null : String(value)
    })
  })
}

async function readInputs(call: ConvertCall, engine: NativeEngine, streams: Streams): Promise<readonly ImportedFile[]> {
  const inputs = await listInputs(call.inputs)
  const bar = progressBar(streams, inputs.length, 'convert')
  const readParquet = parquetReader(engine)
  const readings: FileReading[] = []
  for (const [index, { path, name }] of inputs.entries()) {
    readings.push(...(await readFile({ name, bytes: new Uint8Array(await readBytes(path)) }, { region: call.region, readParquet, pdf: { cMapUrl: characterMaps } })))
    bar.step(index + 1)
  }
  bar.end()
  // No one is there to choose between two files with the same form: the first is kept, and the other's is a rejected row.
  return linkFiles(readings, new Set()).map((file) => ({ ...file, problems: file.problems.map((problem) => (problem.code === 'duplicate-across-files' ? { ...problem, severity: 'error' } : problem)) }))
}

function titleOf(rows: readonly ProjectYearRow[]): Label {
  const years = [...new Set(rows.map((row) => row.year))].sort((left, right) => left - right)
  const span = years.length > 1 ? `${years[0]}–${years.at(-1)}` : String(years[0] ?? '')
  const departments = new Set(rows.map((row) => row.department))
  const [only] = departments
  const zh = departments.size === 1 && only ? only : `${departments.size} 个部门`
  const en = departments.size === 1 && only ? only : `${departments.size} departments`
  return { zh: `${zh} ${span}`, en: `${en} ${span}` }
}

async function writeRows(call: ConvertCall, engine: NativeEngine, rows: CanonicalRows): Promise<void> {
  await createCanonicalTables(engine)
  await addRows(engine, 'project_year', cellsOf('project_year', rows.project_year))
  await addRows(engine, 'fund_source', cellsOf('fund_source', rows.fund_source))
  await addRows(engine, 'indicator', cellsOf('indicator', rows.indicator))
  const regions = new Set(rows.project_year.map((row) => row.region))
  const [only] = regions
  const description = call.description ? { description: call.description } : {}
  await replaceFolder(call.out, (output) =>
    writeDataset(engine, { title: call.title ?? titleOf(rows.project_year), ...description, region: regions.size === 1 ? (only ?? null) : null, synthetic: rows.project_year.some((row) => row.source_kind === 'synthetic'), format: call.format, askedAhead }, output),
  )
}

function summary({ files }: ImportReport, forms: number, { out, language }: ConvertCall): string {
  const lines = files.flatMap((file) => file.errors.map((error) => `${file.name}${error.place && ` ${error.place}`}: ${error.message}`))
  const rejected = files.filter((file) => file.errors.length > 0).length
  const zh = { more: `……还有 ${lines.length - 20} 条，见 --report`, written: forms === 0 ? '没有写出数据集' : `${out}：${forms} 份自评表`, rejected: `；${rejected} 个文件有错误` }
  const en = { more: `… ${lines.length - 20} more, see --report`, written: forms === 0 ? 'nothing was written' : `${forms} ${forms === 1 ? 'form' : 'forms'} in ${out}`, rejected: `; ${rejected} ${rejected === 1 ? 'file has' : 'files have'} errors` }
  const words = language === 'zh' ? zh : en
  return `${[...lines.slice(0, 20), ...(lines.length > 20 ? [words.more] : []), words.written + (rejected > 0 ? words.rejected : '')].join('\n')}\n`
}

/** `convert`: forms and exports into a dataset folder. What is good is written; the report says what was not. */
export async function convert(call: ConvertCall, streams: Streams): Promise<number> {
  await checkOutputFolder(call.out)
  const engine = await openNativeEngine()
  try {
    const files = await readInputs(call, engine, streams)
    const rows = combineFiles(files, 'keep')
    if (rows.project_year.length > 0) await writeRows(call, engine, rows)
    const report = toReport(files, call.language)
    const text = `${JSON.stringify(report, null, 2)}\n`
    if (call.report === '-') await streams.out(text)
    else if (call.report !== null) await writeFile(call.report, text)
    streams.error(summary(report, rows.project_year.length, call))
    return report.files.some((file) => file.errors.length > 0) ? 2 : 0
  } finally {
    await engine.close()
  }
}
