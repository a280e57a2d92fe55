/** Sums with nothing added to them yet: NaN, which is absent. */
export function absentSums(size: number): Float64Array<ArrayBuffer> {
  return new Float64Array(size).fill(Number.NaN)
}

/** Adds a value to one of some sums. Absent, NaN, adds nothing; a sum is absent until something is added. */
export function addPresent(sums: Float64Array, at: number, value: number): void {
  if (Number.isNaN(value)) return
  const before = sums[at] as number
  sums[at] = Number.isNaN(before) ? value : before + value
}
