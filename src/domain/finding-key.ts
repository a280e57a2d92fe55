import type { RuleId } from './checks.ts'

/** What tells a finding from all others of a dataset. */
export interface FindingIdentity {
  readonly rule: RuleId
  readonly form_id: string | null
  readonly department: string | null
  readonly year: number | null
  readonly seq: number | null
  readonly values: Readonly<Record<string, string | number | boolean | null>>
}

/**
 * A finding's name in its dataset, the same whichever way it was asked for: a repeated text is one finding by its text,
 * equal scores one by department and year, all others by form, row and the column or item that broke.
 */
export function toFindingKey({ rule, form_id, department, year, seq, values }: FindingIdentity): string {
  if (rule === 'boilerplate') return `${rule}·${String(values['level3'])}`
  if (rule === 'flat-scores') return `${rule}·${department ?? ''}·${year ?? ''}`
  const part = values['column'] ?? values['item'] ?? null
  return [rule, form_id ?? '', ...(seq === null ? [] : [seq]), ...(part === null ? [] : [part])].join('·')
}
