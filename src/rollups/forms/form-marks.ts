import type { Selection } from '@/domain/selection.ts'
import { reaches, toFraction, type Fraction } from './exact-share.ts'
import type { FormsCells } from './forms-cells.ts'

/**
 * What a form is by the thresholds of cuts, a bit each, exactly where SQL's conditions hold: cut by the least share and
 * amount, masked by the shares alone, raised above its initial budget, come in the year without one.
 */
export const mark = { cut: 1, masked: 2, addition: 4, added: 8 } as const

type Thresholds = Pick<Selection, 'minCut' | 'minExecution'>

/** Every form's marks by some thresholds. */
export interface FormMarks extends Thresholds {
  readonly of: Uint8Array
  /** The amount in cents that a cut has at least. */
  readonly minCents: number
}

type Budgets = Pick<FormsCells, 'count' | 'initial' | 'full' | 'executed'>

/** Yuan as cents; null for what a cell can't be compared with exactly. */
function toCents(yuan: string): number | null {
  const match = /^(\d{1,14})(?:\.(\d{1,2}))?$/.exec(yuan)
  if (!match) return null
  const cents = Number((match[1] ?? '') + (match[2] ?? '').padEnd(2, '0'))
  return Number.isSafeInteger(cents) ? cents : null
}

function marksOf({ count, initial, full, executed }: Budgets, cutShare: Fraction, executionShare: Fraction, minCents: number): Uint8Array {
  const marks = new Uint8Array(count)
  for (let row = 0; row < count; row += 1) {
    const [before, after] = [initial[row] as number, full[row] as number]
    // Comparisons with what is absent, NaN, are false.
    if (after > before && before > 0) marks[row] = mark.addition
    else if (after > 0 && (before === 0 || Number.isNaN(before))) marks[row] = mark.added
    else if (before >= after && reaches(before - after, before, cutShare)) {
      const isCut = before > after && before - after >= minCents
      const isMasked = before > 0 && after > 0 && reaches(executed[row] as number, after, executionShare)
      marks[row] = (isCut ? mark.cut : 0) | (isMasked ? mark.masked : 0)
    }
  }
  return marks
}

/** Thresholds whose marks stay: those of the page, and what is asked beside them without a least amount. */
const mostKept = 2

/** Marks forms by thresholds and a least amount in yuan; null where they can't be compared exactly. Years and filters change more often than these: the last are kept. */
export function createFormMarks(budgets: Budgets): (thresholds: Thresholds, minAmount?: string) => FormMarks | null {
  const kept = new Map<string, FormMarks>()
  return ({ minCut, minExecution }, minAmount = '0') => {
    const [cutShare, executionShare, minCents] = [toFraction(minCut), toFraction(minExecution), toCents(minAmount)]
    if (!cutShare || !executionShare || minCents === null) return null
    const key = JSON.stringify([minCut, minExecution, minCents])
    const marks = kept.get(key) ?? { of: marksOf(budgets, cutShare, executionShare, minCents), minCents, minCut, minExecution }
    kept.delete(key)
    kept.set(key, marks)
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return marks
  }
}
