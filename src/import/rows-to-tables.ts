import type { Problem } from '../domain/problem.ts'
import { toFormId, toProjectId } from '../domain/project-id.ts'
import type { FundSourceRow, IndicatorRow, ProjectYearRow } from '../domain/rows.ts'
import { parseTarget } from '../domain/target.ts'
import { isAbsent, type MoneyUnit } from '../domain/money.ts'
import type { CanonicalRows } from './canonical-rows.ts'
import type { FoundHeader } from './find-header.ts'
import { fundSourceName } from './form/form-labels.ts'
import { columnsFor } from './header-match.ts'
import { addNormalised, countCell, nothingNormalised, type NormalisedCounts } from './normalised.ts'
import { parseCell } from './parse-cell.ts'
import type { Sheet, SheetRow } from './sheet.ts'

/** A row that was refused, as it stood, to be downloaded, corrected and read again. */
export interface BadRow {
  readonly sheet: string | null
  readonly row: number
  readonly headers: readonly string[]
  readonly cells: readonly string[]
  readonly reasons: readonly Problem[]
}
export interface SheetReading {
  readonly rows: CanonicalRows
  readonly problems: readonly Problem[]
  readonly bad: readonly BadRow[]
  readonly normalised: NormalisedCounts
  /** Form ids that the sheet itself gives, with ours. */
  readonly formIds: ReadonlyMap<string, string>
  /** Rows of funds and indicators by the form id that they were given, in the order of their rows: their place in the file. */
  readonly references: readonly FormReference[]
}
export interface FormReference {
  readonly formId: string
  readonly sheet: string | null
  readonly headers: readonly string[]
  readonly sheetRow: SheetRow
  readonly row: FundSourceRow | IndicatorRow
  /** Whether the row named its form by id only, so that the form must be found. */
  readonly byId: boolean
}
export interface SheetContext {
  readonly file: string
  readonly kind: 'csv' | 'xlsx' | 'parquet'
  readonly region: string | null
}

type Values = ReadonlyMap<string, string | number | null>

function textOf(values: Values, name: string): string | null {
  const value = values.get(name)
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
}
function numberOf(values: Values, name: string): number | null {
  const value = values.get(name)
  return typeof value === 'number' ? value : null
}

interface Identity {
  readonly year: number
  readonly region: string | null
  readonly department: string
  readonly unit: string
  readonly project: string
  readonly projectId: string
  readonly formId: string
}

function toIdentity(values: Values, region: string | null): Identity | null {
  const [year, department, project] = [numberOf(values, 'year'), textOf(values, 'department'), textOf(values, 'project')]
  if (year === null || department === null || project === null) return null
  const place = textOf(values, 'region') ?? region
  const unit = textOf(values, 'unit') ?? department
  const projectId = toProjectId({ region: place, department, unit, project })
  return { year, region: place, department, unit, project, projectId, formId: toFormId(projectId, year) }
}

function isTotalRow(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.replace(/\s+/g, '')).filter((cell) => cell !== '')
  return /^(?:合计|总计|小计|total|sum)[:：]?$/i.test(filled[0] ?? '')
}

/** Turns the cells below a header into checked rows. What is wrong with a row keeps that row out and is reported, the others stay. */
export function rowsToTables(sheet: Sheet, header: FoundHeader, context: SheetContext): SheetReading {
  const { match } = header
  const columns = columnsFor(match.table)
  const headers = sheet.rows[header.at]?.cells ?? []
  const problems: Problem[] = []
  const bad: BadRow[] = []
  const project_year: ProjectYearRow[] = []
  const fund_source: FundSourceRow[] = []
  const indicator: IndicatorRow[] = []
  const references: FormReference[] = []
  const formIds = new Map<string, string>()
  const firstAt = new Map<string, number>()
  const nextSeq = new Map<string, number>()
  const origin = { sheet: sheet.sheet ?? null, headers }
  let normalised = nothingNormalised

  for (const sheetRow of sheet.rows.slice(header.at + 1)) {
    const { cells, row } = sheetRow
    if (cells.every((cell) => isAbsent(cell))) continue
    const place = { ...(sheet.sheet === undefined ? {} : { sheet: sheet.sheet }), row }
    const reasons: Problem[] = []
    const refuse = (code: string, column: string, text: string, expected: string, zh: string, en: string): void => {
      reasons.push({ severity: 'error', code, file: context.file, place, column, text: text.slice(0, 120), expected, message: { zh, en } })
    }
    if (isTotalRow(cells)) {
      problems.push({ severity: 'warning', code: 'total-row-left-out', file: context.file, place, message: { zh: '合计行不是项目，未读入', en: 'A row of totals is no project: left out' } })
      continue
    }
    const values = new Map<string, string | number | null>()
    let counts = nothingNormalised
    for (const { column: name, index, header: label, moneyUnit } of match.columns) {
      const column = columns.find((candidate) => candidate.name === name)
      if (!column) continue
      const text = cells[index] ?? ''
      const unit: MoneyUnit = moneyUnit ?? header.moneyUnit ?? 'yuan'
      const reading = parseCell(text, column, unit)
      counts = addNormalised(counts, countCell(text, { figure: column.type !== 'VARCHAR', wan: column.unit === 'yuan' && unit === 'wan' }))
      if ('problem' in reading) refuse(reading.problem.code, name, text, reading.problem.expected, `“${label}”${reading.problem.zh}`, `"${label}" ${reading.problem.en}`)
      else values.set(name, reading.value)
    }
    const identity = toIdentity(values, context.region)
    const given = textOf(values, 'form_id')
    const needed = match.table !== 'project_year' && given !== null ? [] : ['year', 'department', 'project']
    if (match.table === 'indicator') needed.push('level3')
    if (match.table === 'fund_source') needed.push('source')
    for (const name of needed) {
      const label = columns.find((column) => column.name === name)?.label
      if (label && values.get(name) == null && !reasons.some((reason) => reason.column === name)) refuse('missing-value', name, '', label.zh, `缺少“${label.zh}”`, `"${label.en}" is missing`)
    }
    const formId = identity?.formId ?? given
    if (reasons.length === 0 && formId !== null) {
      const seq = match.table === 'indicator' ? (numberOf(values, 'seq') ?? (nextSeq.get(formId) ?? 0) + 1) : null
      const source = match.table === 'fund_source' ? fundSourceName(textOf(values, 'source') ?? '') : null
      const key = [match.table, formId, seq ?? source ?? ''].join('\u001F')
      const earlier = firstAt.get(key)
      if (earlier !== undefined) refuse('duplicate', match.table === 'project_year' ? 'project' : match.table === 'indicator' ? 'seq' : 'source', textOf(values, 'project') ?? String(seq ?? source ?? ''), `≠ ${earlier}`, `与第 ${earlier} 行重复（同一年度、地区、部门、单位、项目）`, `Same as row ${earlier}: year, region, department, unit and project are together unique`)
      else {
        firstAt.set(key, row)
        if (seq !== null) nextSeq.set(formId, Math.max(seq, nextSeq.get(formId) ?? 0))
        if (match.table === 'project_year' && identity) {
          project_year.push(toProjectYear(values, identity, context, sheet.sheet, row))
          if (given !== null) formIds.set(given, formId)
        } else if (source !== null) {
          const fund = { form_id: formId, source, initial_budget: textOf(values, 'initial_budget'), full_year_budget: textOf(values, 'full_year_budget'), executed: textOf(values, 'executed') }
          fund_source.push(fund)
          references.push({ ...origin, formId, sheetRow, row: fund, byId: identity === null })
        } else if (seq !== null) {
          const made = toIndicator(values, formId, seq)
          indicator.push(made)
          references.push({ ...origin, formId, sheetRow, row: made, byId: identity === null })
        }
      }
    }
    if (reasons.length > 0) {
      problems.push(...reasons)
      bad.push({ sheet: sheet.sheet ?? null, row, headers, cells, reasons })
    } else normalised = addNormalised(normalised, counts)
  }
  return { rows: { project_year, fund_source, indicator }, problems, bad, normalised, formIds, references }
}

function toProjectYear(values: Values, identity: Identity, context: SheetContext, sheet: string | undefined, row: number): ProjectYearRow {
  const { year, region, department, unit, project, projectId, formId } = identity
  const text = (name: string): string | null => textOf(values, name)
  return {
    year,
    region,
    department,
    unit,
    project,
    initial_budget: text('initial_budget'),
    full_year_budget: text('full_year_budget'),
    executed: text('executed'),
    execution_weight: text('execution_weight'),
    execution_rate_percent: text('execution_rate_percent'),
    execution_score: text('execution_score'),
    total_weight: text('total_weight'),
    total_score: text('total_score'),
    expected_goal: text('expected_goal'),
    actual_goal: text('actual_goal'),
    project_id: projectId,
    form_id: formId,
    // Made-up rows stay marked as such, whatever file they come back in.
    source_kind: text('source_kind') === 'synthetic' ? 'synthetic' : context.kind,
    source_name: context.file,
    source_locator: sheet === undefined ? `r${row}` : `${sheet}!r${row}`,
  }
}

function toIndicator(values: Values, formId: string, seq: number): IndicatorRow {
  const text = (name: string): string | null => textOf(values, name)
  const [target, actual] = [text('target'), text('actual')]
  return { form_id: formId, seq, level1: text('level1'), level2: text('level2'), level3: text('level3') ?? '', target, actual, weight: text('weight'), score: text('score'), deviation_reason: text('deviation_reason'), ...parseTarget(target, actual) }
}
