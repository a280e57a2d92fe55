import { tableNames, type TableName } from '@/domain/tables.ts'
import type { FundSourceRow, IndicatorRow, ProjectYearRow } from '@/domain/rows.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { identifier, list, sql } from '@/engine/sql.ts'
import { createProjectMetrics, createTable } from '@/engine/table-sql.ts'

export interface TinyTables {
  readonly project_year?: readonly Partial<ProjectYearRow>[]
  readonly fund_source?: readonly Partial<FundSourceRow>[]
  readonly indicator?: readonly Partial<IndicatorRow>[]
}

/** A form of 2023 of 教育局; its project's name is its id too, so that answers can be read. */
export function form(row: Partial<ProjectYearRow> & { readonly project: string }): Partial<ProjectYearRow> {
  const year = row.year ?? 2023
  const id = row.project_id ?? row.project
  return { department: '教育局', unit: row.department ?? '教育局', project_id: id, form_id: `${id}-${year}`, ...row, year }
}

/** The three budgets of a form, in this order; null is absent. */
export function budgets(initial: string | null, fullYear: string | null, executed: string | null): Partial<ProjectYearRow> {
  return { initial_budget: initial, full_year_budget: fullYear, executed }
}

/** An indicator of the form 甲-2023 unless said otherwise. */
export function indicator(row: Partial<IndicatorRow>): Partial<IndicatorRow> {
  return { form_id: '甲-2023', seq: 1, level1: '产出指标', level2: '数量指标', level3: '培训次数', ...row }
}

/** A quantitative target and its actual as the columns hold them. */
export function compared(operator: '>=' | '>' | '=' | '<' | '<=', target: string, actual: string, attained: boolean | null): Partial<IndicatorRow> {
  return { target: `${operator}${target}`, actual, target_kind: 'quantitative', target_operator: operator, target_value: target, actual_value: actual, attained }
}

async function insert(engine: Engine, table: TableName, rows: readonly object[]): Promise<void> {
  for (const row of rows) {
    const cells = Object.entries(row)
    await engine.rows(sql`INSERT INTO ${identifier(table)} (${list(cells.map(([name]) => identifier(name)))}) VALUES (${list(cells.map(([, value]) => value))})`)
  }
}

/** Fills a database with these rows and no others. */
export async function fill(engine: Engine, tables: TinyTables): Promise<Engine> {
  await engine.rows(sql`DROP VIEW IF EXISTS project_metrics`)
  for (const name of tableNames) {
    await engine.rows(sql`DROP TABLE IF EXISTS ${identifier(name)}`)
    await engine.rows(createTable(name))
    await insert(engine, name, tables[name] ?? [])
  }
  await engine.rows(createProjectMetrics())
  return engine
}

/** Native DuckDB with these rows. The caller closes it. */
export async function openTiny(tables: TinyTables): Promise<Engine> {
  return fill(await openNativeEngine(), tables)
}
