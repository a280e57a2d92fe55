import type { FundSourceRow, IndicatorRow, ProjectYearRow } from '../../domain/rows.ts'

/** One self-evaluation form as rows of the canonical tables. */
export interface ParsedForm {
  readonly projectYear: ProjectYearRow
  readonly funds: readonly FundSourceRow[]
  readonly indicators: readonly IndicatorRow[]
}
export interface FormOptions {
  /** Name of the file, for problems and for where a row came from. */
  readonly file: string
  readonly region?: string | null
}
