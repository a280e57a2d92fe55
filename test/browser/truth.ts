import { readFileSync } from 'node:fs'
import { addDecimals, parseDecimal, toPlainText, type Decimal } from '@/domain/decimal.ts'
import { toProjectId } from '@/domain/project-id.ts'

/** The three budgets of a form or of one of its fund rows, exact text. */
export interface TruthBudgets {
  readonly initial_budget: string | null
  readonly full_year_budget: string | null
  readonly executed: string | null
}

export interface TruthIndicator {
  readonly seq: number
  readonly level1: string
  readonly level2: string
  readonly level3: string
  readonly target: string
  readonly actual: string
  readonly weight: number
  readonly score: number
  readonly deviation_reason: string | null
}

export interface TruthForm extends TruthBudgets {
  readonly year: number
  readonly project: string
  readonly department: string
  readonly unit: string
  readonly execution_weight: number
  readonly execution_rate_percent: string
  readonly execution_score: number
  readonly funds: readonly (TruthBudgets & { readonly source: string })[]
  readonly expected_goal: string
  readonly actual_goal: string
  readonly indicators: readonly TruthIndicator[]
  readonly total_weight: number
  readonly total_score: number
}

/** The six real forms as a careful person read them. */
export const truth: readonly TruthForm[] = JSON.parse(readFileSync(new URL('../truth/songjiang-2023.json', import.meta.url), 'utf8'))

/** What the songjiang dataset calls a form's project; it has no region. */
export function idOf({ department, unit, project }: TruthForm): string {
  return toProjectId({ region: null, department, unit, project })
}

/** Sum of exact texts, in cents; absent ones count as nothing. */
export function sumOf(values: readonly (string | null)[]): string {
  const zero: Decimal = { digits: 0n, scale: 2 }
  return toPlainText(values.reduce((sum, value) => addDecimals(sum, parseDecimal(value ?? '0') ?? zero), zero))
}
