import type { FormsCells } from '@/rollups/forms/forms-cells.ts'

/** Keeps the rows of the largest keys, among equals by form id, without sorting those that fall out. */
export function keepTop(cells: FormsCells, keys: Float64Array, most: number) {
  let kept: number[] = []
  let least = Number.NEGATIVE_INFINITY
  const equals = cells.compareForms()
  const compare = (a: number, b: number) => (keys[b] as number) - (keys[a] as number) || equals(a, b)
  function settle(): void {
    kept = kept.sort(compare).slice(0, most)
    const last = kept.at(-1)
    if (kept.length === most && last !== undefined) least = keys[last] as number
  }
  return {
    add: (row: number): void => {
      if (most === 0 || (keys[row] as number) < least) return
      kept.push(row)
      if (kept.length >= 2 * most + 64) settle()
    },
    /** The rows in order. */
    take: (): readonly number[] => {
      settle()
      return kept
    },
  }
}
