import type { FundSourceRow, IndicatorRow, ProjectYearRow } from '../domain/rows.ts'
import type { ParsedForm } from './form/parsed-form.ts'

/** Checked rows, by table. */
export interface CanonicalRows {
  readonly project_year: readonly ProjectYearRow[]
  readonly fund_source: readonly FundSourceRow[]
  readonly indicator: readonly IndicatorRow[]
}

export const noRows: CanonicalRows = { project_year: [], fund_source: [], indicator: [] }

export function joinRows(parts: readonly CanonicalRows[]): CanonicalRows {
  return {
    project_year: parts.flatMap((part) => part.project_year),
    fund_source: parts.flatMap((part) => part.fund_source),
    indicator: parts.flatMap((part) => part.indicator),
  }
}

export function rowsOfForms(forms: readonly ParsedForm[]): CanonicalRows {
  return { project_year: forms.map((form) => form.projectYear), fund_source: forms.flatMap((form) => form.funds), indicator: forms.flatMap((form) => form.indicators) }
}

export function countRows(rows: CanonicalRows): number {
  return rows.project_year.length + rows.fund_source.length + rows.indicator.length
}
