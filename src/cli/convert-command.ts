import type { Label, Language } from '@/domain/label.ts'
import type { Problem } from '@/domain/problem.ts'
import type { ProjectYearRow, TableRow } from '@/domain/rows.ts'
import { tables, type TableName } from '@/domain/tables.ts'
import { writeDataset, type DatasetFormat } from '@/dataset/write-dataset.ts'
import { openNativeEngine, type TextCells } from '@/engine/duckdb-native.ts'
import { addRows, createCanonicalTables } from './canonical-tables.ts'
import { listInputs } from './input-files.ts'
import { checkOutputFolder, replaceFolder } from './output-folder.ts'
import { progressBar, type Streams } from './print.ts'
import { readInput, type InputReading } from './read-input.ts'
import { toFileReport, writeReport, type FileReport } from './report.ts'

export interface ConvertCall {
  readonly inputs: readonly string[]
  readonly out: string
  readonly format: DatasetFormat
  readonly region: string | null
  readonly title: Label | null
  readonly description: Label | null
  readonly report: string | null
  readonly language: Language
}

interface GoodRows {
  readonly projectYears: ProjectYearRow[]
  readonly funds: TableRow<'fund_source'>[]
  readonly indicators: TableRow<'indicator'>[]
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

function duplicate(row: ProjectYearRow, file: string, first: string): Problem {
  const where = row.source_locator ?? ''
  return {
    severity: 'error',
    code: 'duplicate',
    file,
    place: {},
    text: row.form_id,
    message: {
      zh: `${row.project}（${row.year}）${where && `在 ${where} `}与 ${first} 中的重复：年度、地区、部门、单位和项目在数据集中应唯一；保留先到的`,
      en: `${row.project} (${row.year})${where && ` at ${where}`} stands in ${first} already: year, region, department, unit and project are unique in a dataset; the first is kept`,
    },
  }
}

/** Takes the rows that are new; a form that another file has already is a problem. */
function takeRows(reading: InputReading, file: string, owners: Map<string, string>, good: GoodRows): { readonly forms: number; readonly rows: number; readonly problems: readonly Problem[] } {
  const taken = new Set<string>()
  const problems = [...reading.problems]
  for (const row of reading.projectYears) {
    const first = owners.get(row.form_id)
    if (first !== undefined) {
      problems.push(duplicate(row, file, first))
      continue
    }
    owners.set(row.form_id, file)
    taken.add(row.form_id)
    good.projectYears.push(row)
  }
  const funds = reading.funds.filter((row) => taken.has(row.form_id))
  const indicators = reading.indicators.filter((row) => taken.has(row.form_id))
  for (const row of funds) good.funds.push(row)
  for (const row of indicators) good.indicators.push(row)
  return { forms: taken.size, rows: taken.size + funds.length + indicators.length, problems }
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

async function writeRows(call: ConvertCall, good: GoodRows): Promise<void> {
  const engine = await openNativeEngine()
  try {
    await createCanonicalTables(engine)
    await addRows(engine, 'project_year', cellsOf('project_year', good.projectYears))
    await addRows(engine, 'fund_source', cellsOf('fund_source', good.funds))
    await addRows(engine, 'indicator', cellsOf('indicator', good.indicators))
    const regions = new Set(good.projectYears.map((row) => row.region))
    const [only] = regions
    const description = call.description ? { description: call.description } : {}
    await replaceFolder(call.out, (output) =>
      writeDataset(engine, { title: call.title ?? titleOf(good.projectYears), ...description, region: regions.size === 1 ? (only ?? null) : null, synthetic: false, format: call.format }, output),
    )
  } finally {
    await engine.close()
  }
}

function summary(files: readonly FileReport[], { out, language }: ConvertCall): string {
  const lines = files.flatMap((file) => file.errors.map((error) => `${file.name}${error.place && ` ${error.place}`}: ${error.message}`))
  const forms = files.reduce((sum, file) => sum + file.forms, 0)
  const rejected = files.filter((file) => file.errors.length > 0).length
  const shown = lines.length > 20 ? [...lines.slice(0, 20), language === 'zh' ? `……还有 ${lines.length - 20} 条，见 --report` : `… ${lines.length - 20} more, see --report`] : lines
  const end = forms === 0 ? 'nothing was written' : `${forms} ${forms === 1 ? 'form' : 'forms'} in ${out}`
  const endZh = forms === 0 ? '没有写出数据集' : `${out}：${forms} 份自评表`
  const last = language === 'zh' ? `${endZh}${rejected > 0 ? `；${rejected} 个文件有错误` : ''}` : `${end}${rejected > 0 ? `; ${rejected} ${rejected === 1 ? 'file has' : 'files have'} errors` : ''}`
  return `${[...shown, last].join('\n')}\n`
}

/** `convert`: forms and exports into a dataset folder. What is good is written; the report says what was not. */
export async function convert(call: ConvertCall, streams: Streams): Promise<number> {
  await checkOutputFolder(call.out)
  const files = await listInputs(call.inputs)
  const bar = progressBar(streams, files.length, 'convert')
  const good: GoodRows = { projectYears: [], funds: [], indicators: [] }
  const owners = new Map<string, string>()
  const reports: FileReport[] = []
  for (const file of files) {
    const reading = await readInput(file, call.region)
    const { problems, forms, rows } = takeRows(reading, file.name, owners, good)
    reports.push(toFileReport({ name: file.name, kind: reading.kind, forms, rows }, problems, call.language))
    bar.step(reports.length)
  }
  if (good.projectYears.length > 0) await writeRows(call, good)
  bar.end()
  if (call.report !== null) await writeReport(call.report, reports, streams)
  streams.error(summary(reports, call))
  return reports.some((report) => report.errors.length > 0) ? 2 : 0
}
