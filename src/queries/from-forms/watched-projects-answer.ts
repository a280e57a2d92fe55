import { mark, type FormMarks } from '@/rollups/forms/form-marks.ts'
import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import { yearsRunning } from '@/rollups/forms/years-running.ts'
import type { RowColumn } from '@/rollups/row-columns.ts'
import type { WatchChoice } from '../watched-projects.ts'
import type { FormList, FormsSource } from './form-answer.ts'
import { budgetColumns, cutColumns, gathered, markColumn, nameColumns, takenFrom } from './listed-forms.ts'
import { lastYear } from './standouts/last-year.ts'

/** The row of the last form of each of some projects, up to a year by code. */
function lastForms({ places, place, yearStarts }: FormsCells, ids: readonly string[], year: number): readonly number[] {
  if (ids.length === 0) return []
  const wanted = new Set(ids)
  const isWanted = Uint8Array.from(places.texts.project_id, (id) => Number(id !== null && wanted.has(id)))
  const last = new Map<number, number>()
  if (!isWanted.includes(1)) return []
  // Years ascend, and a project has one form a year.
  const end = yearStarts[year + 1] as number
  for (let row = 0; row < end; row += 1) {
    const project = places.codes.project_id[place[row] as number] as number
    if (isWanted[project] === 1) last.set(project, row)
  }
  return [...last.values()]
}

/** The forms of a year past all thresholds, the largest cut first. */
function pastThresholds({ cells, scope }: FormsSource, { selection, maskedOnly, minYearsRunning }: WatchChoice, marks: FormMarks, year: number): Uint32Array {
  const ofYear = scope({ ...selection, from: year, to: year })
  const { rows } = takenFrom(cells.cuts(), ofYear, { marks, mask: maskedOnly ? mark.cut | mark.masked : mark.cut })
  const previous = cells.previous()
  return minYearsRunning <= 1 ? rows : rows.filter((row) => yearsRunning(previous, marks, row) >= minYearsRunning)
}

/** One list after the other: the forms of a year can be more than a call takes arguments. */
function joined(first: Uint32Array, second: readonly number[]): Uint32Array {
  const rows = new Uint32Array(first.length + second.length)
  rows.set(first)
  rows.set(second, first.length)
  return rows
}

/** The largest cut first, what has none last, among equals by form id. */
function inOrder({ initial, full, compareForms }: FormsCells, rows: Uint32Array): Uint32Array {
  const compare = compareForms()
  const cut = (row: number) => {
    const amount = (initial[row] as number) - (full[row] as number)
    return Number.isNaN(amount) ? Number.NEGATIVE_INFINITY : amount
  }
  return rows.sort((a, b) => (cut(a) === cut(b) ? compare(a, b) : cut(b) - cut(a)))
}

export const watchedProjectsAnswer: FormList<WatchChoice> = async (source, choice) => {
  const { cells } = source
  const marks = source.marks(choice.selection, choice.minAmount)
  if (!marks) return null
  const last = lastYear(source, choice.selection)
  const past = last ? pastThresholds(source, choice, marks, last.year) : new Uint32Array()
  const isPast = new Set(past)
  const pinned = new Set(last ? lastForms(cells, choice.pinned, last.code) : [])
  const others = [...pinned].filter((row) => !isPast.has(row))
  const rows = others.length === 0 ? past : inOrder(cells, joined(past, others))
  const previous = cells.previous()
  const flagged = (has: (row: number) => boolean): RowColumn => ({ kind: 'flag', flags: gathered(new Uint8Array(rows.length), rows, (row) => Number(has(row))) })
  return {
    count: rows.length,
    columns: {
      ...nameColumns(cells, rows, ['project_id', 'project', 'department']),
      list_year: { kind: 'number', values: new Uint16Array(rows.length).fill(last?.year ?? 0) },
      ...budgetColumns(cells, rows),
      ...cutColumns,
      masked_cut: markColumn(marks, rows, mark.masked),
      years_running: { kind: 'number', values: gathered(new Uint8Array(rows.length), rows, (row) => yearsRunning(previous, marks, row)) },
      past_thresholds: flagged((row) => isPast.has(row)),
      pinned: flagged((row) => pinned.has(row)),
    },
  }
}
