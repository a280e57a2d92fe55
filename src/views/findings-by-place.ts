import type { FindingCountRow } from '@/queries/findings.ts'

/** A department in a year: `value` is findings per hundred forms. */
export interface FindingCell {
  readonly name: string
  readonly department: string
  readonly year: number
  readonly value: number
  readonly finding_count: number
  readonly form_count: number
}

interface Forms {
  readonly department: string
  readonly year: number
  readonly form_count: number
}

/** Findings per hundred forms by department and year, the departments with most of them first. Findings that span several are left out. */
export function toFindingCells(forms: readonly Forms[], counts: readonly FindingCountRow[]): readonly FindingCell[] {
  const found = new Map<string, number>()
  for (const { department, year, finding_count } of counts) if (department !== null && year !== null) found.set(`${year} ${department}`, (found.get(`${year} ${department}`) ?? 0) + finding_count)
  const cells = forms.map(({ department, year, form_count }) => {
    const finding_count = found.get(`${year} ${department}`) ?? 0
    return { name: department, department, year, finding_count, form_count, value: form_count === 0 ? 0 : (100 * finding_count) / form_count }
  })
  const sums = new Map<string, { readonly findings: number; readonly forms: number }>()
  for (const { name, finding_count, form_count } of cells) {
    const sum = sums.get(name) ?? { findings: 0, forms: 0 }
    sums.set(name, { findings: sum.findings + finding_count, forms: sum.forms + form_count })
  }
  const density = (name: string) => {
    const sum = sums.get(name)
    return sum && sum.forms > 0 ? sum.findings / sum.forms : 0
  }
  return cells.toSorted((a, b) => density(b.name) - density(a.name) || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.year - b.year))
}

/** How many findings belong to no one department and year. */
export function countSpanning(counts: readonly FindingCountRow[]): number {
  return counts.reduce((sum, { department, year, finding_count }) => sum + (department === null || year === null ? finding_count : 0), 0)
}
