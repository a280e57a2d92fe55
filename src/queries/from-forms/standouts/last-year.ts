import type { Selection } from '@/domain/selection.ts'
import type { Run } from '@/rollups/forms/form-scope.ts'
import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import type { FormsSource } from '../form-answer.ts'

/** The last year that a selection has a form in, as a code of the years, and its forms there. */
export interface LastYear {
  readonly code: number
  readonly year: number
  readonly runs: readonly Run[]
}

/** Null where a selection has no form. */
export function lastYear({ cells: { year, years }, scope }: FormsSource, selection: Selection): LastYear | null {
  const { runs } = scope(selection)
  const last = runs.at(-1)
  if (!last) return null
  // A run is of one year, and runs come by year.
  const code = year[last.from] as number
  return { code, year: years[code] as number, runs: runs.filter(({ from }) => year[from] === code) }
}

/** Who a form is. */
export function nameOf({ places: { codes, texts }, place, year, years }: FormsCells, row: number) {
  const at = place[row] as number
  const projectId = texts.project_id[codes.project_id[at] as number] ?? ''
  return { form_id: `${projectId}-${years[year[row] as number]}`, project_id: projectId, project: texts.project[codes.project[at] as number] ?? '' }
}

/** The row of the greatest value, among equals the first by form id; -1 where no row has one. NaN is none. */
export function greatest(cells: FormsCells, runs: readonly Run[], valueOf: (row: number) => number): number {
  const compare = cells.compareForms()
  let [found, most] = [-1, Number.NEGATIVE_INFINITY]
  for (const { from, to } of runs) {
    for (let row = from; row < to; row += 1) {
      const value = valueOf(row)
      if (value < most || Number.isNaN(value) || (value === most && compare(row, found) > 0)) continue
      found = row
      most = value
    }
  }
  return found
}
