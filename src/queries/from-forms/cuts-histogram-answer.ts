import type { Selection } from '@/domain/selection.ts'
import { bins, type FormYear } from '@/rollups/forms/forms-cells.ts'
import type { ScopedYear } from '@/rollups/forms/form-scope.ts'
import type { CutsHistogramRow } from '../cuts-histogram.ts'
import type { FormAnswer } from './form-answer.ts'

const ofYears = new WeakMap<FormYear, Uint32Array>()

function count(bin: Uint8Array, into: Uint32Array, from: number, to: number): Uint32Array {
  for (let row = from; row < to; row += 1) into[bin[row] ?? bins.none] = (into[bin[row] ?? bins.none] ?? 0) + 1
  return into
}

/** How many forms of a year fall in each bin; of a whole year counted once. */
function countsOf({ year, ranges }: ScopedYear): Uint32Array {
  const isWhole = ranges.length === 1 && ranges[0]?.from === 0 && ranges[0].to === year.count
  const known = isWhole ? ofYears.get(year) : undefined
  if (known) return known
  const counts = new Uint32Array(bins.count)
  for (const { from, to } of ranges) count(year.bin(), counts, from, to)
  if (isWhole) ofYears.set(year, counts)
  return counts
}

export const cutsHistogramAnswer: FormAnswer<Selection, CutsHistogramRow> = ({ scope }, selection) => {
  const counts = Array.from({ length: bins.count }, () => 0)
  for (const part of scope(selection)) countsOf(part).forEach((forms, bin) => (counts[bin] = (counts[bin] ?? 0) + forms))
  const row = (kind: CutsHistogramRow['kind'], bin: number, from: number | null) => ({ kind, from_percent: from, form_count: counts[bin] ?? 0 })
  return [row('addition', bins.addition, null), ...counts.slice(0, bins.unchanged).map((_, bin) => row('cut', bin, bin * 5)), row('unchanged', bins.unchanged, null)].filter(({ form_count: forms }) => forms > 0)
}
