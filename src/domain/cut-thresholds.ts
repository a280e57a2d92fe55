import { parseDecimal, toShortText } from './decimal.ts'
import type { ChoiceProblem } from './selection.ts'

/** Which cuts a person wants to see beside the selection's rate: `min_amount`, `masked`, `running` of an address. */
export interface CutThresholds {
  /** Yuan that a cut has at least, as a plain decimal without trailing zeros. */
  readonly minAmount: string
  readonly maskedOnly: boolean
  /** 2: only projects cut in two years running or more. */
  readonly minYearsRunning: number
}

export const usualCutThresholds: CutThresholds = { minAmount: '0', maskedOnly: false, minYearsRunning: 1 }

type Query = Readonly<Record<string, unknown>>

/** One parameter of an address as text; null where it is left out or empty. */
export function parameterText(query: Query, name: string): string | null {
  const value = query[name]
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' && first.trim() !== '' ? first.trim() : null
}

/** Yuan as an address carries them ("100000"), or null for what is no amount. */
export function parseAmountParameter(text: string): string | null {
  const decimal = /^\d{1,14}(\.\d{1,2})?$/.test(text) ? parseDecimal(text) : null
  return decimal ? toShortText(decimal) : null
}

/** Reads the thresholds of an address: what can be used, and what can't. Never throws. */
export function parseCutThresholds(query: Query): { readonly thresholds: CutThresholds; readonly problems: readonly ChoiceProblem[] } {
  const problems: ChoiceProblem[] = []
  const read = <T>(parameter: string, code: ChoiceProblem['code'], otherwise: T, parse: (text: string) => T | null): T => {
    const value = parameterText(query, parameter)
    if (value === null) return otherwise
    const parsed = parse(value)
    if (parsed === null) problems.push({ parameter, value, code })
    return parsed ?? otherwise
  }
  const thresholds = {
    minAmount: read('min_amount', 'not-an-amount', usualCutThresholds.minAmount, parseAmountParameter),
    maskedOnly: read<boolean>('masked', 'not-one-of', usualCutThresholds.maskedOnly, (text) => (text === '1' ? true : text === '0' ? false : null)),
    minYearsRunning: read('running', 'not-one-of', usualCutThresholds.minYearsRunning, (text) => (/^[1-9]\d?$/.test(text) ? Number(text) : null)),
  }
  return { thresholds, problems }
}

/** The thresholds as parameters of an address; null is as usual and is left out. */
export function toCutParameters({ minAmount, maskedOnly, minYearsRunning }: CutThresholds): Record<'min_amount' | 'masked' | 'running', string | null> {
  return { min_amount: minAmount === '0' ? null : minAmount, masked: maskedOnly ? '1' : null, running: minYearsRunning > 1 ? String(minYearsRunning) : null }
}

/** No budget is larger (yuan). */
export const largestBudget = 1e15

/** A rectangle of initial and full-year budgets (yuan), as the brush draws it. */
export interface BudgetBox {
  readonly initial: readonly [from: number, to: number]
  readonly full: readonly [from: number, to: number]
}

/** Reads `box=1000,50000,0,20000`: initial from, to, full-year from, to. Null for anything else. */
export function parseBudgetBox(text: string | null): BudgetBox | null {
  const [a, b, c, d, ...more] = (text ?? '').split(',').map((part) => (/^\d{1,16}$/.test(part) ? Number(part) : Number.NaN))
  if (a === undefined || b === undefined || c === undefined || d === undefined || more.length > 0) return null
  return a <= b && c <= d ? { initial: [a, b], full: [c, d] } : null
}

/** A box in whole yuan, its edges moved outwards. */
export function toBudgetBoxText({ initial, full }: BudgetBox): string {
  const edge = (value: number) => String(Math.min(largestBudget, Math.max(0, value)))
  return [Math.floor(initial[0]), Math.ceil(initial[1]), Math.floor(full[0]), Math.ceil(full[1])].map(edge).join(',')
}

/** Whether a form lies in a box, its edges included. */
export function isInBox(row: { readonly initial_budget: string | null; readonly full_year_budget: string | null }, { initial, full }: BudgetBox): boolean {
  if (row.initial_budget === null || row.full_year_budget === null) return false
  const [x, y] = [Number(row.initial_budget), Number(row.full_year_budget)]
  return x >= initial[0] && x <= initial[1] && y >= full[0] && y <= full[1]
}
