import type { CellValues } from './open-cells.ts'
import type { PassedRows } from './grouped-rows.ts'

/** Adds a column up by group; what is absent (NaN) adds nothing where the column may have it. */
export function sumByGroup(values: CellValues, { rows, start, count }: PassedRows, groups: Int32Array | null, size: number, isNullable = false): Float64Array {
  const sums = new Float64Array(size)
  if (isNullable) {
    for (let index = 0; index < count; index += 1) {
      const value = values[rows === null ? start + index : (rows[index] as number)] as number
      const group = groups === null ? 0 : (groups[index] as number)
      if (value === value) sums[group] = (sums[group] as number) + value
    }
    return sums
  }
  if (groups === null) {
    let sum = 0
    if (rows === null) for (let row = start; row < start + count; row += 1) sum += values[row] as number
    else for (let index = 0; index < count; index += 1) sum += values[rows[index] as number] as number
    sums[0] = sum
  } else if (rows === null) {
    for (let index = 0; index < count; index += 1) {
      const group = groups[index] as number
      sums[group] = (sums[group] as number) + (values[start + index] as number)
    }
  } else {
    for (let index = 0; index < count; index += 1) {
      const group = groups[index] as number
      sums[group] = (sums[group] as number) + (values[rows[index] as number] as number)
    }
  }
  return sums
}

/** How many rows of each group have a value; all of them where there is no column to look at. */
export function countByGroup(values: CellValues | null, { rows, start, count }: PassedRows, groups: Int32Array | null, size: number): Float64Array {
  const counts = new Float64Array(size)
  for (let index = 0; index < count; index += 1) {
    const value = values === null ? 0 : (values[rows === null ? start + index : (rows[index] as number)] as number)
    const group = groups === null ? 0 : (groups[index] as number)
    if (value === value) counts[group] = (counts[group] as number) + 1
  }
  return counts
}
