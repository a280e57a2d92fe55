import type { Selection } from '@/domain/selection.ts'
import { largestFirst } from '@/rollups/forms/largest-first.ts'
import type { PlaceColumn } from '@/rollups/forms/forms-cells.ts'
import type { RowColumn } from '@/rollups/row-columns.ts'
import type { FormList } from './form-answer.ts'
import { amountColumn, gather, placeText } from './listed-forms.ts'
import { leastCodes, projectSums } from './project-sums.ts'

const names = ['project', 'department', 'unit', 'region'] as const

/** The projects of a selection, each summed over the selected years, the largest initial budget first. */
export const projectsAnswer: FormList<Selection> = async ({ cells, scope, marks: marksBy }, selection) => {
  const marks = marksBy(selection)
  if (!marks) return null
  const { places } = cells
  const { sums, counts, first, last, isHere } = projectSums(cells, scope(selection), marks)
  const found = cells.firstPlaces().inOrder.filter((at) => counts.forms[at] !== 0)
  const size = found.length
  const rows = gather(new Uint32Array(size), largestFirst(gather(new Float64Array(size), found, sums.initial)), found)
  const amount = (of: Float64Array) => amountColumn(gather(new Float64Array(size), rows, of))
  const count = (of: Uint32Array): RowColumn => ({ kind: 'number', values: gather(new Uint32Array(size), rows, of) })
  const year = (of: Uint16Array): RowColumn => ({ kind: 'number', values: gather(new Uint16Array(size), rows, of) })
  const text = (name: PlaceColumn, codes: Uint32Array): RowColumn => ({ kind: 'text', codes: gather(new Uint32Array(size), rows, codes), texts: places.texts[name] })
  const ratio = (part: Float64Array, whole: ArrayLike<number>, unit: number): RowColumn => {
    const values = new Float64Array(size)
    for (let row = 0; row < size; row += 1) {
      const at = rows[row] as number
      values[row] = whole[at] === 0 ? Number.NaN : (part[at] as number) / 100 / ((whole[at] as number) / unit)
    }
    return { kind: 'number', values }
  }
  return {
    count: size,
    columns: {
      project_id: placeText(places, 'project_id', rows),
      ...Object.fromEntries(names.map((name) => [name, text(name, leastCodes(cells, isHere, name))])),
      first_year: year(first),
      last_year: year(last),
      form_count: count(counts.forms),
      initial_budget: amount(sums.initial),
      full_year_budget: amount(sums.full),
      executed: amount(sums.executed),
      cut: amount(sums.cut),
      cut_rate: ratio(sums.cut, sums.initial, 100),
      execution_rate: ratio(sums.executed, sums.full, 100),
      execution_of_initial: ratio(sums.executed, sums.initial, 100),
      average_score: ratio(sums.score, counts.scores, 1),
      masked_cut_count: count(counts.masked),
    },
  }
}
