import type { Problem } from '../domain/problem.ts'
import type { CanonicalRows } from './canonical-rows.ts'
import { fileError, fileWarning } from './import-problem.ts'
import type { FileReading, ImportedFile } from './imported-file.ts'
import { readFile, type InputFile, type ReadOptions } from './read-file.ts'
import type { BadRow } from './rows-to-tables.ts'

export interface ReadFilesOptions extends ReadOptions {
  /** Form ids already in the data, that rows of funds and indicators may belong to. */
  readonly knownForms?: ReadonlySet<string>
  /** Told after each input, for a progress bar. */
  readonly onFile?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** Reads files that were dropped together. One bad file does not keep the others out. Rejects only when aborted. */
export async function readFiles(inputs: readonly InputFile[], options: ReadFilesOptions = {}): Promise<readonly ImportedFile[]> {
  const readings: FileReading[] = []
  for (const [index, input] of inputs.entries()) {
    options.signal?.throwIfAborted()
    readings.push(...(await readFile(input, options)))
    options.onFile?.(index + 1, inputs.length)
  }
  return linkFiles(readings, options.knownForms ?? new Set())
}

/** Joins rows of funds and indicators with their forms over all the files, and finds forms that come twice. */
export function linkFiles(readings: readonly FileReading[], knownForms: ReadonlySet<string>): readonly ImportedFile[] {
  const formIds = new Map(readings.flatMap((reading) => [...reading.formIds]))
  const forms = new Set([...knownForms, ...readings.flatMap((reading) => reading.rows.project_year.map((row) => row.form_id))])
  const firstIn = new Map<string, string>()
  return readings.map((reading) => linkFile(withoutRepeats(reading, firstIn), formIds, forms))
}

/** The same form twice in one file is an error; in two files it is the person's to choose. */
function withoutRepeats(reading: FileReading, firstIn: Map<string, string>): FileReading {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  const problems: Problem[] = []
  for (const row of reading.rows.project_year) {
    const name = `${row.project} ${row.year}`
    const place = row.source_locator === null ? {} : { text: `${name} (${row.source_locator})` }
    if (seen.has(row.form_id)) {
      repeated.add(row.form_id)
      problems.push(fileError(reading.name, 'duplicate', `同一文件中“${name}”出现两次，保留第一次`, `"${name}" comes twice in this file: the first one is kept`, place))
    }
    const other = firstIn.get(row.form_id)
    if (other !== undefined && other !== reading.name && !seen.has(row.form_id)) problems.push(fileWarning(reading.name, 'duplicate-across-files', `“${name}”在“${other}”中也有`, `"${name}" is in "${other}" too`, { ...place, expected: other }))
    seen.add(row.form_id)
    if (other === undefined) firstIn.set(row.form_id, reading.name)
  }
  if (repeated.size === 0) return problems.length === 0 ? reading : { ...reading, problems: [...reading.problems, ...problems] }
  const { forms, rows } = onlyFirst(reading, repeated)
  return { ...reading, forms, rows, problems: [...reading.problems, ...problems] }
}

function onlyFirst(reading: FileReading, repeated: ReadonlySet<string>): Pick<FileReading, 'forms' | 'rows'> {
  const kept = new Set<string>()
  const first = (key: string): boolean => !kept.has(key) && kept.add(key) !== undefined
  const rows: CanonicalRows = {
    project_year: reading.rows.project_year.filter((row) => !repeated.has(row.form_id) || first(row.form_id)),
    fund_source: reading.rows.fund_source.filter((row) => !repeated.has(row.form_id) || first(`${row.form_id} ${row.source}`)),
    indicator: reading.rows.indicator.filter((row) => !repeated.has(row.form_id) || first(`${row.form_id} #${row.seq}`)),
  }
  const own = new Set<string>()
  return { rows, forms: reading.forms.filter((form) => !own.has(form.projectYear.form_id) && own.add(form.projectYear.form_id) !== undefined) }
}

function linkFile(reading: FileReading, formIds: ReadonlyMap<string, string>, forms: ReadonlySet<string>): ImportedFile {
  const { formIds: _, references, ...file } = reading
  if (references.length === 0) return file
  const bad: BadRow[] = []
  const problems: Problem[] = []
  const links = new Map<object, string | null>()
  for (const reference of references) {
    const formId = (reference.byId ? formIds.get(reference.formId) : undefined) ?? reference.formId
    links.set(reference.row, forms.has(formId) ? formId : null)
    if (forms.has(formId)) continue
    const place = { ...(reference.sheet === null ? {} : { sheet: reference.sheet }), row: reference.sheetRow.row }
    const problem = fileError(file.name, 'unknown-form', '没有与这一行相应的自评表（年度、部门、单位、项目或表编号）', 'There is no form for this row (by year, department, unit and project, or by form id)', { place, column: 'form_id', text: reference.formId })
    problems.push(problem)
    bad.push({ sheet: reference.sheet, row: reference.sheetRow.row, headers: reference.headers, cells: reference.sheetRow.cells, reasons: [problem] })
  }
  const link = <T extends { readonly form_id: string }>(row: T): readonly T[] => {
    const formId = links.get(row)
    return formId === undefined ? [row] : formId === null ? [] : formId === row.form_id ? [row] : [{ ...row, form_id: formId }]
  }
  const rows: CanonicalRows = { ...file.rows, fund_source: file.rows.fund_source.flatMap(link), indicator: file.rows.indicator.flatMap(link) }
  return { ...file, rows, problems: [...file.problems, ...problems], bad: [...file.bad, ...bad] }
}
