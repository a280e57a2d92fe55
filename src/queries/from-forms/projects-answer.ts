import type { Selection } from '@/domain/selection.ts'
import { mark, type FormMarks } from '@/rollups/forms/form-marks.ts'
import { noScore, type FormsCells, type PlaceColumn } from '@/rollups/forms/forms-cells.ts'
import type { FormScope } from '@/rollups/forms/form-scope.ts'
import { compareText } from '@/rollups/lower-text.ts'
import type { RowColumn } from '@/rollups/row-columns.ts'
import type { FormList } from './form-answer.ts'
import { amountColumn, gather } from './listed-forms.ts'

const amounts = ['initial', 'full', 'executed'] as const
const names = ['project', 'department', 'unit', 'region'] as const

/** A column added up by project, by the code of its id; NaN where no form of the project had a value. */
function added(cells: FormsCells, { runs }: FormScope, valueAt: (row: number) => number): Float64Array {
  const { place, places } = cells
  const of = places.codes.project_id
  const sums = new Float64Array(places.texts.project_id.length).fill(Number.NaN)
  for (const { from, to } of runs) {
    for (let row = from; row < to; row += 1) {
      const value = valueAt(row)
      if (Number.isNaN(value)) continue
      const project = of[place[row] as number] as number
      const before = sums[project] as number
      sums[project] = Number.isNaN(before) ? value : before + value
    }
  }
  return sums
}

/** The least code of a text by project: the first of its names, the absent one only where there is no other. */
function leastCodes({ place, places }: FormsCells, { runs }: FormScope, name: PlaceColumn): Uint32Array {
  const [of, codes] = [places.codes.project_id, places.codes[name]]
  const least = new Uint32Array(places.texts.project_id.length).fill(0xffff_ffff)
  for (const { from, to } of runs) {
    for (let row = from; row < to; row += 1) {
      const at = place[row] as number
      const project = of[at] as number
      if ((codes[at] as number) < (least[project] as number)) least[project] = codes[at] as number
    }
  }
  return least
}

/** How many forms each project has, in which first and last year, and how many of them a test holds for. */
function countsOf({ place, places, year, years, score }: FormsCells, { runs }: FormScope, marks: FormMarks) {
  const of = places.codes.project_id
  const projects = places.texts.project_id.length
  const counts = { forms: new Uint32Array(projects), scores: new Uint32Array(projects), masked: new Uint32Array(projects), first: new Uint16Array(projects), last: new Uint16Array(projects) }
  for (const { from, to } of runs) {
    for (let row = from; row < to; row += 1) {
      const project = of[place[row] as number] as number
      // Rows come by year.
      if (counts.forms[project] === 0) counts.first[project] = years[year[row] as number] as number
      counts.last[project] = years[year[row] as number] as number
      counts.forms[project] = (counts.forms[project] as number) + 1
      if (score[row] !== noScore) counts.scores[project] = (counts.scores[project] as number) + 1
      if (((marks.of[row] as number) & mark.masked) !== 0) counts.masked[project] = (counts.masked[project] as number) + 1
    }
  }
  return counts
}

/** The projects of a selection, each summed over the selected years, the largest initial budget first. */
export const projectsAnswer: FormList<Selection> = async ({ cells, scope, marks: marksBy }, selection) => {
  const marks = marksBy(selection)
  if (!marks) return null
  const { places } = cells
  const ids = places.texts.project_id
  const here = scope(selection)
  const sums = {
    initial: added(cells, here, (row) => cells.initial[row] as number),
    full: added(cells, here, (row) => cells.full[row] as number),
    executed: added(cells, here, (row) => cells.executed[row] as number),
    cut: added(cells, here, (row) => (cells.initial[row] as number) - (cells.full[row] as number)),
    score: added(cells, here, (row) => (cells.score[row] === noScore ? Number.NaN : (cells.score[row] as number))),
  }
  const counts = countsOf(cells, here, marks)
  const found = Uint32Array.from(ids.keys()).filter((project) => (counts.forms[project] as number) > 0)
  const order = (sum: number) => (Number.isNaN(sum) ? Number.NEGATIVE_INFINITY : sum)
  found.sort((a, b) => {
    const [left, right] = [order(sums.initial[a] as number), order(sums.initial[b] as number)]
    return left === right ? compareText(ids[a] ?? '', ids[b] ?? '') : right - left
  })
  const of = (values: Float64Array) => gather(new Float64Array(found.length), found, values)
  const ratio = (part: Float64Array, whole: Float64Array): RowColumn => ({ kind: 'number', values: Float64Array.from(found, (project) => (whole[project] === 0 ? Number.NaN : (part[project] as number) / 100 / ((whole[project] as number) / 100))) })
  const text = (name: PlaceColumn, codes: Uint32Array): RowColumn => ({ kind: 'text', codes, texts: places.texts[name] })
  const [initial, full, executed] = amounts.map((name) => amountColumn(of(sums[name])))
  if (!initial || !full || !executed) return null
  return {
    count: found.length,
    columns: {
      project_id: text('project_id', found.slice()),
      ...Object.fromEntries(
        names.map((name) => {
          const least = leastCodes(cells, here, name)
          return [name, text(name, gather(new Uint32Array(found.length), found, least))]
        }),
      ),
      first_year: { kind: 'number', values: gather(new Uint16Array(found.length), found, counts.first) },
      last_year: { kind: 'number', values: gather(new Uint16Array(found.length), found, counts.last) },
      form_count: { kind: 'number', values: gather(new Uint32Array(found.length), found, counts.forms) },
      initial_budget: initial,
      full_year_budget: full,
      executed,
      cut: amountColumn(of(sums.cut)),
      cut_rate: ratio(sums.cut, sums.initial),
      execution_rate: ratio(sums.executed, sums.full),
      execution_of_initial: ratio(sums.executed, sums.initial),
      average_score: { kind: 'number', values: Float64Array.from(found, (project) => (sums.score[project] as number) / 100 / (counts.scores[project] as number)) },
      masked_cut_count: { kind: 'number', values: gather(new Uint32Array(found.length), found, counts.masked) },
    },
  }
}
