import { missingYear } from './city.ts'
import { toSyntheticForm, type SyntheticForm } from './form.ts'
import { runningProjects } from './project.ts'
import type { YearlyIndicator } from './yearly-indicator.ts'

export interface SyntheticRequest {
  readonly from: number
  readonly to: number
  /** How many projects run in a year, about: some rest for a year, and one department misses one. */
  readonly projects: number
  readonly seed: string
}

/** The forms of a fictional city, year by year. The same request gives the same forms; only one year is held at a time. */
export function* syntheticForms({ from, to, projects: count, seed }: SyntheticRequest): Generator<{ readonly year: number; readonly forms: Iterable<SyntheticForm>; readonly count: number }> {
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  let remembered = new Map<number, readonly YearlyIndicator[]>()
  for (const { year, projects } of runningProjects(seed, years, count)) {
    const reporting = projects.filter((project) => !(project.department.name === missingYear.department && year === from + missingYear.yearsAfterFirst && years.length > 1))
    const next = new Map<number, readonly YearlyIndicator[]>()
    const before = remembered
    const forms = function* () {
      for (const project of reporting) {
        const form = toSyntheticForm(project, { seed, year, firstYear: from, before: before.get(project.index) })
        next.set(project.index, form.yearly)
        yield form
      }
    }
    yield { year, forms: forms(), count: reporting.length }
    // A project that rests for a year still looks back on its last form.
    for (const project of projects) {
      const last = next.get(project.index) ?? before.get(project.index)
      if (last) next.set(project.index, last)
    }
    remembered = next
  }
}
