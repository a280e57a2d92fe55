import { amountText } from '@/rollups/forms/cell-text.ts'
import type { Run } from '@/rollups/forms/form-scope.ts'
import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import { absentSums, addPresent } from '@/rollups/forms/present-sums.ts'
import type { ReliabilityChoice, ReliabilityRow } from '../budget-reliability.ts'
import { compositionOf, type Amounts } from './composition.ts'
import type { FormAnswer } from './form-answer.ts'
import { partsOf } from './kept-years.ts'

type PartKind = ReliabilityRow['parts']

/** Whether runs are all of one department. Forms lie by department within a year, so that the ends of a run tell. */
function areOfOneDepartment({ places, place }: FormsCells, runs: readonly Run[]): boolean {
  const codeAt = (row: number) => places.codes.department[place[row] as number]
  const first = runs[0] && codeAt(runs[0].from)
  return runs.every(({ from, to }) => codeAt(from) === first && codeAt(to - 1) === first)
}

/** Runs of each year, or of each department of a year, by year and then by department; department -1 stands for all. */
function grouped({ places, place, year }: FormsCells, runs: readonly Run[], by: ReliabilityChoice['by']) {
  const of = places.codes.department
  const groups = new Map<number, { readonly year: number; readonly department: number; readonly runs: Run[] }>()
  const add = (department: number, run: Run) => {
    const code = year[run.from] as number
    const key = code * (places.texts.department.length + 1) + department + 1
    const group = groups.get(key)
    if (group) group.runs.push(run)
    else groups.set(key, { year: code, department, runs: [run] })
  }
  if (by === 'all') for (const run of runs) add(-1, run)
  else {
    for (const run of runs) {
      for (let from = run.from; from < run.to; ) {
        const department = of[place[from] as number] as number
        let to = from + 1
        while (to < run.to && of[place[to] as number] === department) to += 1
        add(department, { from, to })
        from = to
      }
    }
  }
  return [...groups].toSorted(([a], [b]) => a - b).map(([, group]) => group)
}

/** Forms added up by department, by its code, and how many departments have one. */
function byDepartment({ places, place, initial, executed }: FormsCells, runs: readonly Run[]): Amounts & { readonly count: number } {
  const of = places.codes.department
  const size = places.texts.department.length
  const sums = { initial: absentSums(size), executed: absentSums(size) }
  const forms = new Uint8Array(size)
  for (const { from, to } of runs) {
    for (let row = from; row < to; row += 1) {
      const department = of[place[row] as number] as number
      forms[department] = 1
      addPresent(sums.initial, department, initial[row] as number)
      addPresent(sums.executed, department, executed[row] as number)
    }
  }
  return { ...sums, count: forms.reduce((count, has) => count + has, 0) }
}

/** The rows of whole years, or of all that is asked of them. A form is all that its project has in a year. */
function rowsOf(cells: FormsCells, runs: readonly Run[], by: ReliabilityChoice['by'], kind: PartKind): readonly ReliabilityRow[] {
  return grouped(cells, runs, by).map((group) => {
    const departments = kind === 'department' ? byDepartment(cells, group.runs) : null
    const { initial, executed, variance } = departments ? compositionOf(departments, [{ from: 0, to: departments.initial.length }]) : compositionOf(cells, group.runs)
    return {
      year: cells.years[group.year] ?? 0,
      department: cells.places.texts.department[group.department] ?? null,
      parts: kind,
      part_count: departments ? departments.count : group.runs.reduce((sum, { from, to }) => sum + to - from, 0),
      initial_budget: amountText(initial),
      executed: amountText(executed),
      outturn: initial > 0 && !Number.isNaN(executed) ? executed / initial : null,
      composition_variance: variance,
    }
  })
}

export const budgetReliabilityAnswer: FormAnswer<ReliabilityChoice, ReliabilityRow> = ({ cells, scope }, { selection, by }) => {
  const { runs } = scope(selection)
  const kind: PartKind = by === 'department' || areOfOneDepartment(cells, runs) ? 'project' : 'department'
  const parts = partsOf(cells, `reliability of ${by} by ${kind}`, cells, runs, (some) => rowsOf(cells, some, by, kind))
  // A year's rows come together, in the departments' order.
  return parts.flat().toSorted((a, b) => a.year - b.year)
}
