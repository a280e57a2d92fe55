import type { FormsCells } from '@/rollups/forms/forms-cells.ts'

/** Positive doubles are in order of their bits: sign, exponent and the first five of the fraction tell 32 classes between a power of two and the next. */
const shift = 15
const classes = 2 ** (31 - shift)

/** Rows by their amounts, the largest first, among equals by form id. */
export function inOrder(cells: FormsCells, amounts: Float64Array, rows: readonly number[]): readonly number[] {
  const equals = cells.compareForms()
  return rows.toSorted((a, b) => (amounts[b] as number) - (amounts[a] as number) || equals(a, b))
}

/**
 * Finds the rows of the largest amounts, among equals by form id, without sorting those that fall out: first each row is
 * counted, then each is offered. Amounts are above 0.
 */
export function topForms(cells: FormsCells, amounts: Float64Array<ArrayBuffer>, most: number) {
  const halves = new Uint32Array(amounts.buffer, amounts.byteOffset, amounts.length * 2)
  const counts = new Uint32Array(classes)
  const classOf = (row: number) => (halves[2 * row + 1] as number) >>> shift
  const kept: number[] = []
  let least: number | null = null
  /** The lowest class of which some may be among the largest. */
  function lowestClass(): number {
    let [above, at] = [0, classes]
    while (at > 0 && above < most) above += counts[--at] as number
    return at
  }
  return {
    count: (row: number): void => {
      const at = classOf(row)
      counts[at] = (counts[at] as number) + 1
    },
    offer: (row: number): void => {
      least ??= lowestClass()
      if (classOf(row) >= least) kept.push(row)
    },
    /** The rows in order. */
    take: (): readonly number[] => inOrder(cells, amounts, kept).slice(0, most),
  }
}
