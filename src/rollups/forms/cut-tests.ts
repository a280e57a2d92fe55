import type { Selection } from '@/domain/selection.ts'
import { reaches, toFraction } from './exact-share.ts'

/** The thresholds of cuts as tests over amounts in cents, NaN where absent; they hold exactly where SQL's conditions do. */
export interface CutTests {
  /** The amount that a cut has at least. */
  readonly minCents: number
  readonly isCut: (initial: number, full: number) => boolean
  readonly isMasked: (initial: number, full: number, executed: number) => boolean
}

/** Yuan as cents; null for what a cell can't be compared with exactly. */
function toCents(yuan: string): number | null {
  const match = /^(\d{1,14})(?:\.(\d{1,2}))?$/.exec(yuan)
  if (!match) return null
  const cents = Number((match[1] ?? '') + (match[2] ?? '').padEnd(2, '0'))
  return Number.isSafeInteger(cents) ? cents : null
}

/** The tests for a selection's rates and an amount in yuan; null where they can't be made exactly. */
export function cutTests({ minCut, minExecution }: Pick<Selection, 'minCut' | 'minExecution'>, minAmount = '0'): CutTests | null {
  const [cutShare, executionShare, cents] = [toFraction(minCut), toFraction(minExecution), toCents(minAmount)]
  if (!cutShare || !executionShare || cents === null) return null
  return {
    minCents: cents,
    isCut: (initial, full) => initial > full && initial - full >= cents && reaches(initial - full, initial, cutShare),
    isMasked: (initial, full, executed) => initial > 0 && full > 0 && reaches(initial - full, initial, cutShare) && reaches(executed, full, executionShare),
  }
}
