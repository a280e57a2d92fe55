import { hasMoreDecimals, parseDecimal, toScale } from '@/domain/decimal.ts'
import type { Selection } from '@/domain/selection.ts'
import type { Tally } from './cell-sums.ts'
import { sumByGroup } from './group-sums.ts'
import type { CellValues, OpenCells } from './open-cells.ts'
import { highName } from './sum-columns.ts'

/** A share in millionths; null where it has more decimals, which SQL rounds in its own way. */
function millionths(share: number): number | null {
  const decimal = parseDecimal(String(share))
  return decimal === null || hasMoreDecimals(decimal, 6) ? null : Number(toScale(decimal, 6).digits)
}

/** Whether left × million ≥ right × millionths, exactly. */
function reaches(left: number, right: number, share: number): boolean {
  const [scaled, line] = [left * 1e6, right * share]
  if (Math.abs(scaled) <= Number.MAX_SAFE_INTEGER && Math.abs(line) <= Number.MAX_SAFE_INTEGER) return scaled >= line
  return BigInt(left) * 1_000_000n >= BigInt(right) * BigInt(share)
}

function countMasked({ passed, groups, size }: Tally, [initial, full, executed]: readonly [CellValues, CellValues, CellValues], cut: number, execution: number): Float64Array {
  const counts = new Float64Array(size)
  for (let index = 0; index < passed.count; index += 1) {
    const row = passed.rows === null ? passed.start + index : (passed.rows[index] as number)
    const [before, after, spent] = [initial[row] as number, full[row] as number, executed[row] as number]
    // NaN, which is absent, is never above or equal.
    if (!(before > 0) || !(after > 0) || !(spent === spent) || !reaches(before - after, before, cut) || !reaches(spent, after, execution)) continue
    const group = groups === null ? 0 : (groups[index] as number)
    counts[group] = (counts[group] as number) + 1
  }
  return counts
}

/**
 * How masked cuts are counted in a table: where its rows are cells, by the counts that it holds for its own thresholds;
 * where they are forms (meta `perForm`), by each form's budgets under any thresholds. Null where neither can be.
 */
export function maskedCuts(cells: OpenCells, { minCut, minExecution }: Selection): ((tally: Tally) => Float64Array) | null {
  const { table, values } = cells
  const counted = values('masked_cuts')
  if (counted !== null && table.meta['minCut'] === minCut && table.meta['minExecution'] === minExecution) return ({ passed, groups, size }) => sumByGroup(counted, passed, groups, size)
  if (table.meta['perForm'] !== true) return null
  const [initial, full, executed] = [values('initial_budget'), values('full_year_budget'), values('executed')]
  const [cut, execution] = [millionths(minCut), millionths(minExecution)]
  if (initial === null || full === null || executed === null || cut === null || execution === null) return null
  if (['initial_budget', 'full_year_budget', 'executed'].some((name) => values(highName(name)) !== null)) return null
  return (tally) => countMasked(tally, [initial, full, executed], cut, execution)
}
