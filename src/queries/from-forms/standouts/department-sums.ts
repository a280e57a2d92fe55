import type { Run } from '@/rollups/forms/form-scope.ts'
import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import { absentSums, addPresent } from '@/rollups/forms/present-sums.ts'

/** Cents of forms added up by department, by its code; NaN where no form has any. */
export function departmentSums({ places, place }: FormsCells, runs: readonly Run[], cents: Float64Array): Float64Array {
  const of = places.codes.department
  const sums = absentSums(places.texts.department.length)
  for (const { from, to } of runs) for (let row = from; row < to; row += 1) addPresent(sums, of[place[row] as number] as number, cents[row] as number)
  return sums
}

/** What sets departments apart: the least share of all amounts compared with that one has, and what is too near to tell. */
interface Apart {
  readonly leastShare: number
  readonly distanceOf: (amount: number, base: number) => number
  readonly isFar: (distance: number) => boolean
}

/**
 * The department whose amount lies furthest from what it is compared with, among two or more that have both, the latter above 0;
 * of equals the first by name. Null where none is far enough. Codes of departments are in the order of their names.
 */
export function furthest(amounts: Float64Array, bases: Float64Array, { leastShare, distanceOf, isFar }: Apart): number | null {
  const compared = [...bases.keys()].filter((department) => (bases[department] as number) > 0 && !Number.isNaN(amounts[department]))
  if (compared.length < 2) return null
  const all = compared.reduce((sum, department) => sum + (bases[department] as number), 0)
  let [found, most]: [number | null, number] = [null, Number.NEGATIVE_INFINITY]
  for (const department of compared) {
    const base = bases[department] as number
    // Both in yuan, as SQL multiplies them.
    if (base / 100 < leastShare * (all / 100)) continue
    const distance = distanceOf(amounts[department] as number, base)
    if (!isFar(distance) || distance <= most) continue
    found = department
    most = distance
  }
  return found
}
