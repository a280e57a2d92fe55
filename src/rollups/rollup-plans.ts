import type { Dimension, Measure } from '@/domain/measures.ts'

/** A table of sums to be made: what it adds, and by what. */
export interface RollupPlan {
  readonly name: string
  readonly fact: Measure['fact']
  /** The year first: rows lie sorted by these, so that a range of years is a range of rows. */
  readonly dimensions: readonly Dimension[]
  /** Whether it adds money, scores and weights, or counts rows alone. */
  readonly sums: boolean
  /**
   * Present where it counts different projects: by the year that each was there before, so that a range of years counts
   * one once. `by` has to be given or grouped by; `within` may be, for a project lies in one of them.
   */
  readonly projects?: { readonly by: readonly Dimension[]; readonly within: readonly Dimension[] }
  /** A bitmap of departments for each year and value of this dimension. */
  readonly departmentsBy?: Dimension
}

/** More rows than this are no shortcut any more: the table then covers nothing, and says so. */
export const mostCells = 400_000

/** Bytes that bitmaps of departments may take; beyond, different departments of a text are not covered. */
export const mostBitmapBytes = 8_000_000

export const rollupPlans: readonly RollupPlan[] = [
  { name: 'by-department', fact: 'project_year', dimensions: ['year', 'region', 'department'], sums: true, projects: { by: [], within: ['region', 'department'] } },
  { name: 'by-score', fact: 'project_year', dimensions: ['year', 'region', 'score_point'], sums: false },
  { name: 'by-level', fact: 'indicator', dimensions: ['year', 'region', 'level1', 'level2'], sums: true },
  { name: 'by-department-level', fact: 'indicator', dimensions: ['year', 'region', 'department', 'level1', 'level2'], sums: true },
  { name: 'by-level3', fact: 'indicator', dimensions: ['year', 'level3', 'level1', 'level2'], sums: true, projects: { by: ['level3'], within: [] }, departmentsBy: 'level3' },
]
