import { tables, type Column, type TableName } from '@/domain/tables.ts'
import { decimalShape } from '@/domain/rows.ts'
import { identifier, list, sql, toLiteral, verbatim, type Statement } from './sql.ts'

function columnsOf(name: TableName): readonly Column[] {
  return tables[name].columns
}

/** `CREATE TABLE` of a canonical table, under its own name or at another place. */
export function createTable(name: TableName, at: Statement = identifier(name)): Statement {
  const columns = columnsOf(name).map((column) => sql`${identifier(column.name)} ${verbatim(column.type)}${verbatim(column.nullable ? '' : ' NOT NULL')}`)
  return sql`CREATE TABLE ${at} (${list(columns)})`
}

/** One broken rule of a table's columns: the rows of `raw` that break it, and what was expected there. */
export interface ColumnCheck {
  readonly column: string
  readonly code: 'absent' | 'not-a-number' | 'out-of-range' | 'not-allowed' | 'inexact'
  readonly expected: string
  readonly holds: Statement
}

/** The checks that follow from a table's columns, over a raw table that may hold text or any other types. */
export function columnChecks(name: TableName): readonly ColumnCheck[] {
  return columnsOf(name).flatMap((column) => {
    const cell = identifier(column.name)
    const typed = sql`TRY_CAST(${cell} AS ${verbatim(column.type)})`
    const checks: ColumnCheck[] = []
    const add = (code: ColumnCheck['code'], expected: string, holds: Statement) => checks.push({ column: column.name, code, expected, holds })
    if (!column.nullable) add('absent', column.type, sql`${cell} IS NULL`)
    if (column.type !== 'VARCHAR') add('not-a-number', column.type, sql`${cell} IS NOT NULL AND ${typed} IS NULL`)
    const rounds = decimalShape(column.type) !== null || column.type === 'SMALLINT' || column.type === 'INTEGER'
    // CAST rounds in silence: 1.005 becomes 1.01, 2023.5 becomes 2024. A wider cast that differs gives it away.
    if (rounds) add('inexact', column.type, sql`TRY_CAST(${cell} AS DECIMAL(38,10)) <> ${typed}`)
    if (column.min !== undefined) add('out-of-range', `≥ ${column.min}`, sql`${typed} < ${column.min}`)
    if (column.max !== undefined) add('out-of-range', `≤ ${column.max}`, sql`${typed} > ${column.max}`)
    if (column.oneOf) add('not-allowed', column.oneOf.join(' / '), sql`${cell} NOT IN (${list(column.oneOf)})`)
    return checks
  })
}

/** `SELECT` of a canonical table's columns out of a raw table that has at least `present` of them, each cast to its type. */
export function castedRows(name: TableName, raw: string, present: ReadonlySet<string>): Statement {
  const columns = columnsOf(name).map((column) =>
    present.has(column.name) ? sql`CAST(${identifier(column.name)} AS ${verbatim(column.type)}) AS ${identifier(column.name)}` : sql`CAST(NULL AS ${verbatim(column.type)}) AS ${identifier(column.name)}`,
  )
  return sql`SELECT ${list(columns)} FROM ${identifier(raw)}`
}

/** Thresholds of a masked cut (DATA.md §3), as fractions. */
export interface MaskedCutThresholds {
  readonly minCut: number
  readonly minExecution: number
}

export const usualThresholds: MaskedCutThresholds = { minCut: 0.2, minExecution: 0.95 }

/**
 * Whether a row of project_year is a masked cut: exact decimals, no division. Two decimals of up to 18 digits multiply
 * within 18 digits in DuckDB and overflow past some billions, so one of them is wider.
 */
export function maskedCutCondition({ minCut, minExecution }: MaskedCutThresholds): Statement {
  const cutShare = verbatim(toLiteral(minCut))
  const executionShare = verbatim(toLiteral(minExecution))
  return sql`initial_budget > 0 AND full_year_budget > 0 AND initial_budget - full_year_budget >= CAST(${cutShare} AS DECIMAL(38,6)) * initial_budget AND executed >= CAST(${executionShare} AS DECIMAL(38,6)) * full_year_budget`
}

/** The view `project_metrics` of CONTRACT.md: project_year with its row measures, thresholds and rating as usual. */
export function createProjectMetrics(): Statement {
  return sql`
CREATE OR REPLACE VIEW project_metrics AS
SELECT
  ${list(columnsOf('project_year').map((column) => identifier(column.name)))},
  initial_budget - full_year_budget AS cut,
  CASE WHEN initial_budget > 0 THEN CAST(initial_budget - full_year_budget AS DOUBLE) / CAST(initial_budget AS DOUBLE) END AS cut_rate,
  CASE WHEN full_year_budget > 0 THEN CAST(executed AS DOUBLE) / CAST(full_year_budget AS DOUBLE) END AS execution_rate,
  CASE WHEN initial_budget > 0 THEN CAST(executed AS DOUBLE) / CAST(initial_budget AS DOUBLE) END AS execution_of_initial,
  COALESCE(${maskedCutCondition(usualThresholds)}, FALSE) AS masked_cut,
  COALESCE(initial_budget, 0) = 0 AND full_year_budget > 0 AS added_in_year,
  CASE
    WHEN total_score >= 90 THEN '优'
    WHEN total_score >= 80 THEN '良'
    WHEN total_score >= 60 THEN '中'
    WHEN total_score IS NOT NULL THEN '差'
  END AS rating
FROM project_year`
}
