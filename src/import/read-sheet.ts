import type { Problem } from '../domain/problem.ts'
import { tables } from '../domain/tables.ts'
import { findHeader } from './find-header.ts'
import { findLabel } from './form/form-anchors.ts'
import { expectedGoalLabels, fundTotalLabels, headLabels, indicatorColumnLabels } from './form/form-labels.ts'
import { parseForms, type FormsReading } from './form/parse-forms.ts'
import type { FormOptions } from './form/parsed-form.ts'
import { columnsFor, matchHeader, type HeaderMapping, type HeaderMatch } from './header-match.ts'
import { fileError, fileWarning } from './import-problem.ts'
import { rowsToTables, type SheetContext, type SheetReading } from './rows-to-tables.ts'
import type { Sheet } from './sheet.ts'

export type MappingOf = (signature: string) => HeaderMapping | null

/** What a sheet's headers were taken for; a dialog asks where something needed is missing. */
export interface SheetHeader extends HeaderMatch {
  readonly sheet: string | null
  readonly headers: readonly string[]
}
export interface SheetOutcome {
  readonly header: SheetHeader | null
  readonly reading: SheetReading | null
  readonly problems: readonly Problem[]
}

/** Whether the cells are a form laid out as a form: the labels of at least two of its parts, each part on rows of its own. */
export function isFormSheet(sheet: Sheet): boolean {
  const rowOf = (labels: readonly string[]): number => sheet.rows.slice(0, 300).findIndex((row) => findLabel(row.cells.slice(0, 64), labels) !== null)
  const [project, total, goals, levels] = [headLabels.project, fundTotalLabels.slice(0, 4), expectedGoalLabels, indicatorColumnLabels.level1].map(rowOf)
  return new Set([project, total, goals, levels].filter((row) => row !== undefined && row >= 0)).size >= 2
}

/** Reads cells that are laid out as forms: a row's cells are parted by tabs, as the parser knows cells. */
export function readFormSheet(sheet: Sheet, options: FormOptions): FormsReading {
  const lines = sheet.rows.map(({ cells }) => {
    const line = cells.map((cell) => cell.replace(/[\t\r\n]+/g, '')).join('\t')
    return cells.length > 1 ? line : `${line}\t`
  })
  const reading = parseForms(lines.join('\n'), options)
  const name = sheet.sheet
  const rowOf = (line: number | undefined): { readonly row?: number } => (line === undefined ? {} : { row: sheet.rows[line - 1]?.row ?? line })
  return {
    ...reading,
    forms: reading.forms.map((form) => ({ ...form, projectYear: { ...form.projectYear, source_locator: name ?? 'p1' } })),
    problems: reading.problems.map((problem) => ({ ...problem, place: { ...(name === undefined ? {} : { sheet: name }), ...rowOf(problem.place.line) } })),
  }
}

/** A row that may be one of headers in words that nobody knows, for a person to map: several texts, with rows below. */
function likelyHeader(sheet: Sheet): SheetHeader | null {
  const row = sheet.rows.slice(0, 15).find(({ cells }, index) => index + 1 < sheet.rows.length && new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== '' && !/^[\d.,%\s-]+$/.test(cell))).size >= 3)
  return row ? { ...matchHeader(row.cells), sheet: sheet.sheet ?? null, headers: row.cells } : null
}

/** Reads cells that are a table. A needed column that no header means keeps the whole sheet out until a person maps it. */
export function readTableSheet(sheet: Sheet, context: SheetContext, mappingOf: MappingOf): SheetOutcome {
  const place = sheet.sheet === undefined ? {} : { sheet: sheet.sheet }
  const found = findHeader(sheet, mappingOf)
  if (!found) {
    const text = (sheet.rows[0]?.cells ?? []).join(' | ').slice(0, 120)
    return { header: likelyHeader(sheet), reading: null, problems: [fileError(context.file, 'no-header', '没有认出表头，也不是自评表', 'No row of headers was recognised, and it is no form', { place, text, expected: tables.project_year.columns.slice(0, 5).map((column) => column.label.zh).join('、') })] }
  }
  const { match } = found
  const headers = sheet.rows[found.at]?.cells ?? []
  const header: SheetHeader = { ...match, sheet: sheet.sheet ?? null, headers }
  const row = sheet.rows[found.at]?.row ?? 1
  const problems: Problem[] = []
  if (match.extra.length > 0) problems.push(fileWarning(context.file, 'extra-columns', `未读入的列：${match.extra.join('、')}`, `Columns left out: ${match.extra.join(', ')}`, { place: { ...place, row }, text: match.extra.join(', ').slice(0, 200) }))
  for (const name of match.missing) {
    const column = columnsFor(match.table).find((candidate) => candidate.name === name)
    if (column) problems.push(fileError(context.file, 'missing-column', `没有认出“${column.label.zh}”一列，请指定`, `No column was recognised as "${column.label.en}": please map it`, { place: { ...place, row }, column: name, text: headers.join(' | ').slice(0, 200), expected: [column.label.zh, ...column.aliases].join(' / ') }))
  }
  if (match.missing.length > 0) return { header, reading: null, problems }
  const reading = rowsToTables(sheet, found, context)
  if (sheet.rows.length === found.at + 1) problems.push(fileError(context.file, 'no-rows', '表头之下没有数据', 'There are no rows below the header', { place }))
  return { header, reading, problems: [...problems, ...reading.problems] }
}
