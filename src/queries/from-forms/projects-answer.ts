import type { Selection } from '@/domain/selection.ts'
import { cutTests, type CutTests } from '@/rollups/forms/cut-tests.ts'
import { noScore, type FormsCells, type PlaceColumn } from '@/rollups/forms/forms-cells.ts'
import type { FormScope } from '@/rollups/forms/form-scope.ts'
import { compareText } from '@/rollups/lower-text.ts'
import { textColumn, type RowColumn } from '@/rollups/row-columns.ts'
import type { FormList } from './form-answer.ts'
import { amountColumn } from './listed-forms.ts'

const amounts = ['initial', 'full', 'executed'] as const
const names = ['project', 'department', 'unit', 'region'] as const

/** Sums by project, by the code of its id: cents and hundredths of points, NaN where no form had one. */
function sumsOf(cells: FormsCells, { runs }: FormScope, { isMasked }: CutTests) {
  const { initial, full, executed, score, year, years, place, places } = cells
  const projects = places.texts.project_id.length
  const of = places.codes.project_id
  const absent = () => new Float64Array(projects).fill(Number.NaN)
  const sums = { initial: absent(), full: absent(), executed: absent(), cut: absent(), score: absent() }
  const counts = { forms: new Uint32Array(projects), scores: new Uint32Array(projects), masked: new Uint32Array(projects) }
  const [first, last] = [new Uint16Array(projects).fill(0xffff), new Uint16Array(projects)]
  const least = Object.fromEntries(names.map((name) => [name, new Uint32Array(projects).fill(0xffff_ffff)])) as Record<(typeof names)[number], Uint32Array>
  const add = (into: Float64Array, project: number, value: number) => {
    if (Number.isNaN(value)) return
    const before = into[project] as number
    into[project] = Number.isNaN(before) ? value : before + value
  }
  for (const { from, to } of runs) {
    for (let row = from; row < to; row += 1) {
      const at = place[row] as number
      const project = of[at] as number
      const [before, after, spent, points] = [initial[row] as number, full[row] as number, executed[row] as number, score[row] as number]
      add(sums.initial, project, before)
      add(sums.full, project, after)
      add(sums.executed, project, spent)
      add(sums.cut, project, before - after)
      if (points !== noScore) {
        add(sums.score, project, points)
        counts.scores[project] = (counts.scores[project] as number) + 1
      }
      if (isMasked(before, after, spent)) counts.masked[project] = (counts.masked[project] as number) + 1
      counts.forms[project] = (counts.forms[project] as number) + 1
      const inYear = years[year[row] as number] as number
      first[project] = Math.min(first[project] as number, inYear)
      last[project] = Math.max(last[project] as number, inYear)
      for (const name of names) {
        // The absent text's code is the greatest: it stays only where there is no other.
        const code = places.codes[name][at] as number
        if (code < (least[name][project] as number)) least[name][project] = code
      }
    }
  }
  return { sums, counts, first, last, least }
}

/** The projects of a selection, each summed over the selected years, the largest initial budget first. */
export const projectsAnswer: FormList<Selection> = async ({ cells, scope }, selection) => {
  const tests = cutTests(selection)
  if (!tests) return null
  const { places } = cells
  const ids = places.texts.project_id
  const { sums, counts, first, last, least } = sumsOf(cells, scope(selection), tests)
  const found = Uint32Array.from(ids.keys()).filter((project) => (counts.forms[project] as number) > 0)
  const order = (sum: number) => (Number.isNaN(sum) ? Number.NEGATIVE_INFINITY : sum)
  found.sort((a, b) => {
    const [left, right] = [order(sums.initial[a] as number), order(sums.initial[b] as number)]
    return left === right ? compareText(ids[a] ?? '', ids[b] ?? '') : right - left
  })
  const of = (values: Float64Array) => Float64Array.from(found, (project) => values[project] as number)
  const ratio = (part: Float64Array, whole: Float64Array): RowColumn => ({ kind: 'number', values: Float64Array.from(found, (project) => (whole[project] === 0 ? Number.NaN : (part[project] as number) / 100 / ((whole[project] as number) / 100))) })
  const text = (name: PlaceColumn, codes: Uint32Array) => textColumn(codes, places.texts[name])
  const [initial, full, executed] = amounts.map((name) => amountColumn(of(sums[name])))
  if (!initial || !full || !executed) return null
  return {
    count: found.length,
    columns: {
      project_id: text('project_id', found.slice()),
      ...Object.fromEntries(names.map((name) => [name, text(name, found.map((project) => least[name][project] as number))])),
      first_year: { kind: 'number', values: Uint16Array.from(found, (project) => first[project] as number) },
      last_year: { kind: 'number', values: Uint16Array.from(found, (project) => last[project] as number) },
      form_count: { kind: 'number', values: found.map((project) => counts.forms[project] as number) },
      initial_budget: initial,
      full_year_budget: full,
      executed,
      cut: amountColumn(of(sums.cut)),
      cut_rate: ratio(sums.cut, sums.initial),
      execution_rate: ratio(sums.executed, sums.full),
      execution_of_initial: ratio(sums.executed, sums.initial),
      average_score: { kind: 'number', values: Float64Array.from(found, (project) => (sums.score[project] as number) / 100 / (counts.scores[project] as number)) },
      masked_cut_count: { kind: 'number', values: found.map((project) => counts.masked[project] as number) },
    },
  }
}
