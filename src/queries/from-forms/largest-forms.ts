import { compareText } from '@/rollups/forms/lower-text.ts'
import type { CutTests } from '@/rollups/forms/cut-tests.ts'
import { cutAt, formId, raiseAt, type FormsCells, type FormYear } from '@/rollups/forms/forms-cells.ts'
import type { ScopedYear } from '@/rollups/forms/form-scope.ts'

/** A form among those of its year. */
export interface FormPlace {
  readonly year: FormYear
  readonly row: number
}

/** Whether a row lies in a scope; null where all do. */
function membership({ year, ranges }: ScopedYear): Uint8Array | null {
  if (ranges.length === 1 && ranges[0]?.from === 0 && ranges[0].to === year.count) return null
  const inside = new Uint8Array(year.count)
  for (const { from, to } of ranges) inside.fill(1, from, to)
  return inside
}

/** The years that a project was cut running, up to and with this form; years outside a selection count too. */
export function yearsRunning({ years }: FormsCells, { year, row }: FormPlace, { isCut }: CutTests): number {
  let running = 0
  let at: FormPlace | null = { year, row }
  while (at !== null && isCut(at.year.initial[at.row] ?? 0, at.year.full[at.row] ?? 0)) {
    running += 1
    const before: number = at.year.previous()[at.row] ?? -1
    const earlier: FormYear | undefined = before < 0 ? undefined : years[years.indexOf(at.year) - 1]
    at = earlier ? { year: earlier, row: before } : null
  }
  return running
}

/** Each year's rows in order of an amount, the largest first. */
export interface Ordered {
  readonly rows: (year: FormYear) => Uint32Array
  readonly amountAt: (year: FormYear, row: number) => number
}

export const byCut: Ordered = { rows: (year) => year.cuts(), amountAt: cutAt }
export const byRaise: Ordered = { rows: (year) => year.raises(), amountAt: raiseAt }

/** The forms of a scope that a test takes, the largest amount first, among equals by form id. */
export function largestForms(cells: FormsCells, scope: readonly ScopedYear[], { rows: ordered, amountAt }: Ordered, takes: (year: FormYear, row: number) => boolean): readonly FormPlace[] {
  const heads = scope.flatMap((part) => {
    if (part.ranges.length === 0) return []
    const { year } = part
    const inside = membership(part)
    const rows = ordered(year)
    let at = 0
    const head = { year, row: 0, amount: 0, next: (): boolean => {
      for (; at < rows.length; at += 1) {
        const row = rows[at] ?? 0
        if ((inside !== null && inside[row] !== 1) || !takes(year, row)) continue
        at += 1
        head.row = row
        head.amount = amountAt(year, row)
        return true
      }
      return false
    } }
    return head.next() ? [head] : []
  })
  const isBefore = (a: (typeof heads)[number], b: (typeof heads)[number]) =>
    a.amount === b.amount ? compareText(formId(cells.places, a.year, a.row), formId(cells.places, b.year, b.row)) < 0 : a.amount > b.amount
  const found: FormPlace[] = []
  while (heads.length > 0) {
    const first = heads.reduce((best, head) => (isBefore(head, best) ? head : best))
    found.push({ year: first.year, row: first.row })
    if (!first.next()) heads.splice(heads.indexOf(first), 1)
  }
  return found
}
