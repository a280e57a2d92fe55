import { plainAmount, quotientOf } from '@/rollups/forms/cell-text.ts'
import { mark } from '@/rollups/forms/form-marks.ts'
import type { MaskedCutsRow } from '../../standouts/masked-cuts.ts'
import type { StandoutScope } from '../../standouts/standout.ts'
import type { FormAnswer } from '../form-answer.ts'
import { greatest, lastYear, nameOf } from './last-year.ts'

export const maskedCutsAnswer: FormAnswer<StandoutScope, MaskedCutsRow> = (source, { selection }) => {
  const marks = source.marks(selection)
  if (!marks) return null
  const { cells } = source
  const { initial, full } = cells
  const last = lastYear(source, selection)
  if (!last) return []
  const isMasked = (row: number) => ((marks.of[row] as number) & mark.masked) !== 0
  const cutOf = (row: number) => (initial[row] as number) - (full[row] as number)
  const rateOf = (row: number) => quotientOf(cutOf(row), initial[row] as number)
  let [count, cut] = [0, 0]
  for (const { from, to } of last.runs) {
    for (let row = from; row < to; row += 1) {
      if (!isMasked(row)) continue
      count += 1
      cut += cutOf(row)
    }
  }
  if (count === 0) return []
  const deepest = greatest(cells, last.runs, (row) => (isMasked(row) ? rateOf(row) : Number.NaN))
  return [{ year: last.year, masked_cut_count: count, cut: plainAmount(cut), ...nameOf(cells, deepest), cut_rate: rateOf(deepest) }]
}
