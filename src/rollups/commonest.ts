import type { Tally } from './cell-sums.ts'

/** Up to this many counts, a group and value each, they lie side by side. */
const mostCounts = 2 ** 22

/** The code of each group's most frequent value of a dimension, the first of equals; -1 where no row of it has a value. */
export function commonestCodes({ cells, passed, groups, size }: Tally, dimension: string): Int32Array {
  const dictionary = cells.dictionary(dimension) ?? []
  const codes = cells.values(dimension)
  const weights = cells.values('rows')
  const width = dictionary.length
  const counts = size * width <= mostCounts ? new Float64Array(size * width) : new Map<number, number>()
  for (let index = 0; index < passed.count; index += 1) {
    const row = passed.rows === null ? passed.start + index : (passed.rows[index] as number)
    const at = (groups === null ? 0 : (groups[index] as number)) * width + (codes === null ? 0 : (codes[row] as number))
    const weight = weights === null ? 1 : (weights[row] as number)
    if (counts instanceof Map) counts.set(at, (counts.get(at) ?? 0) + weight)
    else counts[at] = (counts[at] as number) + weight
  }
  const isThere = dictionary.map((text) => text !== null)
  const [most, best] = [new Float64Array(size), new Int32Array(size).fill(-1)]
  const look = (at: number, count: number) => {
    const [group, code] = [Math.floor(at / width), at % width]
    const before = most[group] as number
    if (!isThere[code] || count < before || (count === before && (count === 0 || code > (best[group] as number)))) return
    most[group] = count
    best[group] = code
  }
  counts.forEach((count, at) => look(at, count))
  return best
}
