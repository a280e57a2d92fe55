import { plainAmount, quotientOf, shareOf } from '@/rollups/forms/cell-text.ts'
import { mark } from '@/rollups/forms/form-marks.ts'
import type { LargestCutRow } from '../../standouts/largest-cut.ts'
import type { StandoutScope } from '../../standouts/standout.ts'
import type { FormAnswer } from '../form-answer.ts'
import { greatest, lastYear, nameOf } from './last-year.ts'

export const largestCutAnswer: FormAnswer<StandoutScope, LargestCutRow> = (source, { selection }) => {
  const marks = source.marks(selection)
  if (!marks) return null
  const { cells } = source
  const last = lastYear(source, selection)
  if (!last) return []
  const cutOf = (row: number) => (cells.initial[row] as number) - (cells.full[row] as number)
  const row = greatest(cells, last.runs, (at) => ((cells.initial[at] as number) > 0 && cutOf(at) > 0 ? cutOf(at) : Number.NaN))
  if (row < 0) return []
  const [initial, full] = [cells.initial[row] as number, cells.full[row] as number]
  return [
    {
      ...nameOf(cells, row),
      year: last.year,
      initial_budget: plainAmount(initial),
      full_year_budget: plainAmount(full),
      cut: plainAmount(initial - full),
      cut_rate: quotientOf(initial - full, initial),
      execution_rate: shareOf(cells.executed[row] as number, full),
      masked_cut: ((marks.of[row] as number) & mark.masked) !== 0,
    },
  ]
}
