import type { Selection } from '@/domain/selection.ts'
import { bins } from '@/rollups/forms/forms-cells.ts'
import type { CutsHistogramRow } from '../cuts-histogram.ts'
import type { FormAnswer } from './form-answer.ts'
import { addedParts, partsOf } from './kept-years.ts'

export const cutsHistogramAnswer: FormAnswer<Selection, CutsHistogramRow> = ({ cells, scope }, selection) => {
  const bin = cells.bin()
  const parts = partsOf(cells, 'histogram', cells, scope(selection).runs, (runs) => {
    const counts = new Float64Array(bins.count)
    for (const { from, to } of runs) for (let row = from; row < to; row += 1) counts[bin[row] as number] = (counts[bin[row] as number] as number) + 1
    return counts
  })
  const counts = [...addedParts(parts, bins.count)]
  const row = (kind: CutsHistogramRow['kind'], at: number, from: number | null) => ({ kind, from_percent: from, form_count: counts[at] ?? 0 })
  return [row('addition', bins.addition, null), ...counts.slice(0, bins.unchanged).map((_, at) => row('cut', at, at * 5)), row('unchanged', bins.unchanged, null)].filter(({ form_count: forms }) => forms > 0)
}
