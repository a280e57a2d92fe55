import { bareLabel, expectedGoalLabels, fundTotalLabels, headLabels, indicatorColumnLabels, moneyHeadings, fundColumnLabels, totalLabels } from './form-labels.ts'
import { compact, type FormLine } from './form-lines.ts'
import { isAbsent } from '../../domain/money.ts'
import { isNumber } from './form-numbers.ts'

/** Where the parts of a form begin: indices into its lines, -1 where the label is missing. */
export interface FormAnchors {
  readonly project: number
  readonly money: number
  readonly fundTotal: number
  readonly goals: number
  readonly indicators: number
  readonly total: number
}

/** Whether the line's first words spell one of the labels; gives how many words they are, or 0. */
export function labelWords(cells: readonly string[], labels: readonly string[], from = 0): number {
  let joined = ''
  for (let count = 1; count <= 5 && from + count <= cells.length; count += 1) {
    joined += cells[from + count - 1] ?? ''
    if (joined !== '' && (labels.includes(bareLabel(joined)) || labels.includes(compact(joined).replace(/[:：]+$/, '')))) return count
  }
  return 0
}

/** The label's place among the line's words: {at, count}, or null. */
export function findLabel(cells: readonly string[], labels: readonly string[]): { readonly at: number; readonly count: number } | null {
  for (let at = 0; at < cells.length; at += 1) {
    const count = cells[at] === '' ? 0 : labelWords(cells, labels, at)
    if (count > 0) return { at, count }
  }
  return null
}

function lineWith(lines: readonly FormLine[], labels: readonly string[], from: number): number {
  for (let index = Math.max(from, 0); index < lines.length; index += 1) if (findLabel(lines[index]?.cells ?? [], labels)) return index
  return -1
}

/** Whether the line is the total row's: its label, then figures or nothing. */
export function isTotalLine(line: FormLine): boolean {
  const cells = line.cells.filter((cell) => cell !== '')
  const count = labelWords(cells, totalLabels)
  return count > 0 && cells.slice(count).every((cell) => isNumber(cell) || isAbsent(cell))
}

function indicatorHeading(lines: readonly FormLine[], from: number): number {
  for (let index = Math.max(from, 0); index < lines.length; index += 1) {
    if (!findLabel(lines[index]?.cells ?? [], indicatorColumnLabels.level1)) continue
    const near = lines.slice(index, index + 8)
    if (near.some((line) => findLabel(line.cells, indicatorColumnLabels.level2) ?? findLabel(line.cells, indicatorColumnLabels.level3))) return index
  }
  return -1
}

/** Finds the parts in their printed order, so that a label's words inside a later text are not taken for it. */
export function findAnchors(lines: readonly FormLine[]): FormAnchors {
  const project = lineWith(lines, headLabels.project, 0)
  const fundTotal = lineWith(lines, fundTotalLabels, project)
  const columns = [...moneyHeadings, ...fundColumnLabels.initial_budget, ...fundColumnLabels.full_year_budget, ...fundColumnLabels.executed]
  const money = lineWith(lines.slice(0, fundTotal < 0 ? lines.length : fundTotal), columns, project)
  const goals = lineWith(lines, expectedGoalLabels, Math.max(fundTotal, project))
  const indicators = indicatorHeading(lines, Math.max(goals, fundTotal, project))
  let total = -1
  if (indicators >= 0) for (let index = lines.length - 1; index > indicators && total < 0; index -= 1) if (isTotalLine(lines[index] as FormLine)) total = index
  return { project, money, fundTotal, goals, indicators, total }
}
