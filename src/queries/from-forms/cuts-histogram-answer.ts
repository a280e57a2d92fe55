import type { Selection } from '@/domain/selection.ts'
import { bins, type FormsCells } from '@/rollups/forms/forms-cells.ts'
import type { Run } from '@/rollups/forms/form-scope.ts'
import type { CutsHistogramRow } from '../cuts-histogram.ts'
import type { FormAnswer } from './form-answer.ts'

const ofYears = new WeakMap<FormsCells, Map<number, Uint32Array>>()

function count(bin: Uint8Array, { from, to }: Run): Uint32Array {
  const counts = new Uint32Array(bins.count)
  for (let row = from; row < to; row += 1) counts[bin[row] as number] = (counts[bin[row] as number] as number) + 1
  return counts
}

/** How many forms of a run fall in each bin; a whole year's are counted once. */
function countsOf(cells: FormsCells, run: Run): Uint32Array {
  const year = cells.yearStarts.indexOf(run.from)
  if (year < 0 || cells.yearStarts[year + 1] !== run.to) return count(cells.bin(), run)
  const known = ofYears.get(cells) ?? new Map<number, Uint32Array>()
  ofYears.set(cells, known)
  const counts = known.get(year) ?? count(cells.bin(), run)
  known.set(year, counts)
  return counts
}

export const cutsHistogramAnswer: FormAnswer<Selection, CutsHistogramRow> = ({ cells, scope }, selection) => {
  const counts = Array.from({ length: bins.count }, () => 0)
  for (const run of scope(selection).runs) countsOf(cells, run).forEach((forms, bin) => (counts[bin] = (counts[bin] ?? 0) + forms))
  const row = (kind: CutsHistogramRow['kind'], bin: number, from: number | null) => ({ kind, from_percent: from, form_count: counts[bin] ?? 0 })
  return [row('addition', bins.addition, null), ...counts.slice(0, bins.unchanged).map((_, bin) => row('cut', bin, bin * 5)), row('unchanged', bins.unchanged, null)].filter(({ form_count: forms }) => forms > 0)
}
