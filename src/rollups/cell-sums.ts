import { addendKey, addendScale, type Addend } from '@/domain/addends.ts'
import type { PassedRows } from './grouped-rows.ts'
import { countByGroup, sumByGroup } from './group-sums.ts'
import type { OpenCells } from './open-cells.ts'
import { countName, highName, type Whole } from './sum-columns.ts'

const limb = 2n ** 32n

/** The passed rows of a question and their groups, with what was added up so far. */
export interface Tally {
  readonly cells: OpenCells
  readonly passed: PassedRows
  readonly groups: Int32Array | null
  readonly size: number
  /** Rows behind each group. */
  readonly rows: Float64Array
  readonly sums: Map<string, AddedUp>
}

/** An addend by group: its exact sum in units of 10^-scale, and the rows that had it. */
export interface AddedUp {
  readonly scale: number
  readonly sum: (group: number) => Whole
  readonly count: (group: number) => number
}

/** Whether a table can add an addend up. */
export function hasAddend({ values }: OpenCells, addend: Addend): boolean {
  return values(addendKey(addend)) !== null
}

/** The rows behind each group: a table of cells says how many each holds, in a table of forms each is one. */
export function rowsByGroup(cells: OpenCells, passed: PassedRows, groups: Int32Array | null, size: number): Float64Array {
  const counts = cells.values('rows')
  return counts === null ? countByGroup(null, passed, groups, size) : sumByGroup(counts, passed, groups, size)
}

function addUp({ cells, passed, groups, size, rows }: Tally, addend: Addend): AddedUp {
  const key = addendKey(addend)
  const values = cells.values(key)
  if (values === null) throw new Error(`${cells.table.name} has no ${key}`)
  const isNullable = cells.isNullable(key)
  const low = sumByGroup(values, passed, groups, size, isNullable)
  const highs = cells.values(highName(key))
  const counts = cells.values(countName(key))
  const count = isNullable ? countByGroup(values, passed, groups, size) : counts === null ? rows : sumByGroup(counts, passed, groups, size)
  const scale = addendScale(addend)
  if (highs === null) return { scale, sum: (group) => low[group] ?? 0, count: (group) => count[group] ?? 0 }
  const high = sumByGroup(highs, passed, groups, size, isNullable)
  return { scale, sum: (group) => BigInt(high[group] ?? 0) * limb + BigInt(low[group] ?? 0), count: (group) => count[group] ?? 0 }
}

/** An addend added up by group, once a question. */
export function addedUp(tally: Tally, addend: Addend): AddedUp {
  const key = addendKey(addend)
  const known = tally.sums.get(key)
  if (known) return known
  const made = addUp(tally, addend)
  tally.sums.set(key, made)
  return made
}
