import type { Problem } from '../domain/problem.ts'
import { joinRows, noRows, rowsOfForms, type CanonicalRows } from './canonical-rows.ts'
import type { PdfOptions } from './form-pdf.ts'
import { detectKind } from './file-kind.ts'
import { toFormLines } from './form/form-lines.ts'
import { parseForms, type FormsReading } from './form/parse-forms.ts'
import { fileError } from './import-problem.ts'
import type { FileKind, FileReading } from './imported-file.ts'
import { limits } from './limits.ts'
import { addNormalised, nothingNormalised } from './normalised.ts'
import { readCsv } from './read-csv.ts'
import { readParquetSheet, type ReadParquet } from './read-parquet.ts'
import { isFormSheet, readFormSheet, readTableSheet, type MappingOf, type SheetOutcome } from './read-sheet.ts'
import { readXlsx } from './read-xlsx.ts'
import { refusals } from './refusals.ts'
import { decodeText } from './text-encoding.ts'
import { listZip } from './zip-entries.ts'

export interface InputFile {
  readonly name: string
  readonly bytes: Uint8Array
}
export interface ReadOptions {
  /** Region of rows that name none. */
  readonly region?: string | null
  /** A person's mapping for a header, by its signature. */
  readonly mappingOf?: MappingOf
  /** Without it Parquet files are refused. */
  readonly readParquet?: ReadParquet
  /** Where pdf.js finds its cmaps. */
  readonly pdf?: PdfOptions
}

interface Parts {
  readonly forms?: FormsReading
  readonly outcomes?: readonly SheetOutcome[]
  readonly problems?: readonly Problem[]
}

function toReading(name: string, kind: FileKind, parts: Parts): FileReading {
  const outcomes = parts.outcomes ?? []
  const readings = outcomes.flatMap((outcome) => outcome.reading ?? [])
  const forms = parts.forms?.forms ?? []
  const rows: CanonicalRows = joinRows([rowsOfForms(forms), ...readings.map((reading) => reading.rows)])
  return {
    name,
    kind,
    forms,
    rows: outcomes.length === 0 && forms.length === 0 ? noRows : rows,
    problems: [...(parts.problems ?? []), ...(parts.forms?.problems ?? []), ...outcomes.flatMap((outcome) => outcome.problems)],
    bad: readings.flatMap((reading) => reading.bad),
    headers: outcomes.flatMap((outcome) => outcome.header ?? []),
    normalised: [...readings.map((reading) => reading.normalised), ...(parts.forms ? [parts.forms.normalised] : [])].reduce(addNormalised, nothingNormalised),
    formIds: new Map(readings.flatMap((reading) => [...reading.formIds])),
    references: readings.flatMap((reading) => reading.references),
  }
}

function refused(name: string, kind: FileKind, code: keyof typeof refusals, detail = ''): FileReading {
  const { zh, en } = refusals[code]
  return toReading(name, kind, { problems: [fileError(name, code, zh, en, detail === '' ? {} : { text: detail })] })
}

/** Reads one file; an archive gives a reading for each file in it. Bad input is a problem of its file, never an exception. */
export async function readFile(file: InputFile, options: ReadOptions = {}): Promise<readonly FileReading[]> {
  const { name, bytes } = file
  if (bytes.length === 0) return [refused(name, 'unknown', 'empty-file')]
  if (bytes.length > limits.fileBytes) return [refused(name, 'unknown', 'file-too-large')]
  const kind = detectKind(bytes)
  try {
    if (kind === 'zip') return await readZip(file, options)
    if (kind === 'xlsx') return [await readWorkbook(file, options)]
    if (kind === 'parquet') return [await readParquetFile(file, options)]
    if (kind === 'pdf') return [await readPdfFile(file, options)]
    return [readText(file, options)]
  } catch (error) {
    return [refused(name, kind === 'text' ? 'unknown' : kind, 'unreadable', error instanceof Error ? error.message.slice(0, 200) : '')]
  }
}

function readText(file: InputFile, options: ReadOptions): FileReading {
  const { name, bytes } = file
  const region = options.region ?? null
  const decoded = decodeText(bytes)
  if (!decoded) return refused(name, 'unknown', 'unknown-encoding')
  const { text } = decoded
  if (text.trim() === '') return refused(name, 'unknown', 'empty-file')
  const delimited = /\.(?:csv|tsv)$/i.test(name)
  if (text.length <= limits.formBytes && !delimited && (/\.txt$/i.test(name) || isFormSheet({ rows: toFormLines(text).slice(0, 300).map((line) => ({ row: line.line, cells: line.cells })) }))) {
    const forms = parseForms(text, { file: name, region })
    if (forms.forms.length > 0 || isFormText(text) || !/[,\t;|]/.test(text)) return toReading(name, 'form', { forms })
  }
  const { sheet, unclosedAt } = readCsv(text)
  if (sheet.rows.length > limits.rows) return refused(name, 'csv', 'too-many-rows')
  if (sheet.rows.slice(0, 50).some((row) => row.cells.length > limits.columns)) return refused(name, 'csv', 'too-many-columns')
  if (isFormSheet(sheet)) return toReading(name, 'form', { forms: readFormSheet(sheet, { file: name, region }) })
  const outcome = readTableSheet(sheet, { file: name, kind: 'csv', region }, options.mappingOf ?? (() => null))
  const unclosed = unclosedAt === null ? [] : [fileError(name, 'unclosed-quote', refusals['unclosed-quote'].zh, refusals['unclosed-quote'].en, { place: { row: unclosedAt } })]
  return toReading(name, 'csv', { outcomes: [outcome], problems: unclosed })
}

function isFormText(text: string): boolean {
  return isFormSheet({ rows: toFormLines(text).slice(0, 300).map((line) => ({ row: line.line, cells: line.cells })) }) || /自评表/.test(text.slice(0, 400))
}

async function readWorkbook(file: InputFile, options: ReadOptions): Promise<FileReading> {
  const { name, bytes } = file
  const region = options.region ?? null
  const reading = await readXlsx(bytes)
  if ('problem' in reading) return refused(name, 'xlsx', reading.problem, reading.sheet)
  const filled = reading.sheets.filter((sheet) => sheet.table.rows.length > 0)
  if (filled.length === 0) return refused(name, 'xlsx', 'empty-file')
  const outcomes: SheetOutcome[] = []
  const forms: FormsReading[] = []
  for (const sheet of filled) {
    if (isFormSheet(sheet.form)) forms.push(readFormSheet(sheet.form, { file: name, region }))
    else outcomes.push(readTableSheet(sheet.table, { file: name, kind: 'xlsx', region }, options.mappingOf ?? (() => null)))
  }
  // A workbook may have a cover or a sheet of notes: it is named, and does not spoil the sheets that read.
  const useful = outcomes.some((outcome) => outcome.reading) || forms.some((reading) => reading.forms.length > 0)
  const settled = outcomes.map((outcome): SheetOutcome => (useful && outcome.problems.some((problem) => problem.code === 'no-header') ? { ...outcome, header: null, problems: outcome.problems.map((problem) => ({ ...problem, severity: 'warning' })) } : outcome))
  return toReading(name, 'xlsx', { outcomes: settled, forms: joinForms(forms) })
}

function joinForms(readings: readonly FormsReading[]): FormsReading {
  return { forms: readings.flatMap((reading) => reading.forms), problems: readings.flatMap((reading) => reading.problems), normalised: readings.map((reading) => reading.normalised).reduce(addNormalised, nothingNormalised) }
}

async function readParquetFile(file: InputFile, options: ReadOptions): Promise<FileReading> {
  if (!options.readParquet) return refused(file.name, 'parquet', 'no-parquet-reader')
  const reading = await readParquetSheet(file.bytes, options.readParquet)
  if ('problem' in reading) return refused(file.name, 'parquet', reading.problem, reading.detail)
  const outcome = readTableSheet(reading.sheet, { file: file.name, kind: 'parquet', region: options.region ?? null }, options.mappingOf ?? (() => null))
  return toReading(file.name, 'parquet', { outcomes: [outcome] })
}

async function readPdfFile(file: InputFile, options: ReadOptions): Promise<FileReading> {
  const { readPdfText } = await import('./form-pdf.ts')
  const reading = await readPdfText(file.bytes, options.pdf)
  if ('problem' in reading) return refused(file.name, 'pdf', reading.problem)
  return toReading(file.name, 'pdf', { forms: parseForms(reading.text, { file: file.name, region: options.region ?? null }) })
}

async function readZip(file: InputFile, options: ReadOptions): Promise<readonly FileReading[]> {
  const listing = listZip(file.bytes)
  if ('problem' in listing) return [refused(file.name, 'zip', listing.problem)]
  const readings: FileReading[] = []
  // What lies beside a dataset's manifest for speed alone is made of the tables that are read here.
  const derived = listing.entries.flatMap(({ name }) => (/(?:^|\/)manifest\.json$/.test(name) ? [`${name.slice(0, -'manifest.json'.length)}derived/`] : []))
  const entries = listing.entries.filter((entry) => !derived.some((folder) => entry.name.startsWith(folder)) && !/(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|manifest\.json$)/.test(entry.name))
  if (entries.length === 0) return [refused(file.name, 'zip', 'empty-file')]
  for (const entry of entries) {
    const name = `${file.name}/${entry.name}`
    const bytes = entry.read()
    if (typeof bytes === 'string') readings.push(refused(name, 'unknown', bytes))
    else if (bytes.length > 0 && detectKind(bytes) === 'zip') readings.push(refused(name, 'zip', 'nested-archive'))
    else readings.push(...(await readFile({ name, bytes }, options)))
  }
  return readings
}
