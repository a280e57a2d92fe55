import { compareText } from '@/rollups/forms/lower-text.ts'
import { formId, type FormsCells, type FormYear } from '@/rollups/forms/forms-cells.ts'
import type { FormPlace } from './largest-forms.ts'

interface Candidate extends FormPlace {
  readonly key: number
}

/** Keeps the forms of the largest keys, among equals by form id, without sorting those that fall out. */
export function keepTop(cells: FormsCells, most: number) {
  let kept: Candidate[] = []
  let least = Number.NEGATIVE_INFINITY
  const compare = (a: Candidate, b: Candidate) => b.key - a.key || compareText(formId(cells.places, a.year, a.row), formId(cells.places, b.year, b.row))
  function settle(): void {
    kept = kept.sort(compare).slice(0, most)
    if (kept.length === most) least = kept.at(-1)?.key ?? least
  }
  return {
    add: (year: FormYear, row: number, key: number): void => {
      if (key < least || most === 0) return
      kept.push({ year, row, key })
      if (kept.length >= 2 * most + 64) settle()
    },
    take: (): readonly FormPlace[] => {
      settle()
      return kept
    },
  }
}
