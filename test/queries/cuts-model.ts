import type { Selection } from '@/domain/selection.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'

/** A form in whole cents, so that the product's SQL is not its own judge. */
export interface CentForm {
  readonly form_id: string
  readonly project_id: string
  readonly department: string
  readonly year: number
  readonly initial: bigint | null
  readonly full: bigint | null
  readonly executed: bigint | null
}

function cents(text: unknown): bigint | null {
  return typeof text === 'string' ? BigInt(text.replace('.', '')) : null
}

/** All forms of an engine's project_year. */
export async function readForms(engine: Engine): Promise<readonly CentForm[]> {
  const rows = await engine.rows(sql`SELECT form_id, project_id, department, CAST(year AS INTEGER) AS year, CAST(initial_budget AS VARCHAR) AS initial, CAST(full_year_budget AS VARCHAR) AS full, CAST(executed AS VARCHAR) AS executed FROM project_year ORDER BY form_id`)
  return rows.map((row) => ({ form_id: String(row['form_id']), project_id: String(row['project_id']), department: String(row['department']), year: Number(row['year']), initial: cents(row['initial']), full: cents(row['full']), executed: cents(row['executed']) }))
}

/** Cents as the answers write them: "-12.30". */
export function yuan(value: bigint): string {
  const text = (value < 0n ? -value : value).toString().padStart(3, '0')
  return `${value < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`
}

export interface Thresholds {
  /** Per cent, whole. */
  readonly minCut: number
  readonly minExecution: number
  readonly minAmount: bigint
}

export function sum(values: readonly (bigint | null)[]): bigint {
  return values.reduce<bigint>((all, value) => all + (value ?? 0n), 0n)
}

export function isIn(form: CentForm, { from, to, department }: Pick<Selection, 'from' | 'to' | 'department'>): boolean {
  return form.year >= (from ?? 0) && form.year <= (to ?? 9999) && (department === null || form.department === department)
}

export function isCut({ initial, full }: CentForm, { minCut, minAmount }: Thresholds): boolean {
  return initial !== null && full !== null && initial > full && 100n * (initial - full) >= BigInt(minCut) * initial && initial - full >= minAmount
}

export function isMasked({ initial, full, executed }: CentForm, { minCut, minExecution }: Thresholds): boolean {
  return initial !== null && full !== null && executed !== null && initial > 0n && full > 0n && 100n * (initial - full) >= BigInt(minCut) * initial && 100n * executed >= BigInt(minExecution) * full
}

/** For how many years running up to this form its project was cut by the thresholds. */
export function yearsRunning(form: CentForm, all: readonly CentForm[], thresholds: Thresholds): number {
  const cut = new Set(all.filter((each) => each.project_id === form.project_id && isCut(each, thresholds)).map((each) => each.year))
  let years = 0
  while (cut.has(form.year - years)) years += 1
  return years
}
