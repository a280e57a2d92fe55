import { isAbsent } from '../../domain/money.ts'
import { findLabel } from './form-anchors.ts'
import { actualGoalLabels, expectedGoalLabels, goalSideLabel } from './form-labels.ts'
import { compact, joinWrapped, widthOf, type FormLine } from './form-lines.ts'
import type { FormProblems } from './form-problem.ts'
import { splitGoals } from './split-goals.ts'

export interface FormGoals {
  readonly expected_goal: string | null
  readonly actual_goal: string | null
}

function toGoal(parts: readonly string[], spaced: boolean): string | null {
  const text = joinWrapped(parts, spaced)
  return text === null || isAbsent(text) ? null : text
}

interface Cut {
  readonly line: FormLine
  readonly cells: readonly string[]
}

/** The lines with what stands before the label, between the labels and behind them apart. */
function cutAtLabels(lines: readonly FormLine[]): { readonly between: readonly FormLine[]; readonly after: readonly FormLine[]; readonly missing: boolean } {
  const rest = (cut: Cut): readonly FormLine[] => {
    const filled = cut.cells.filter((cell) => cell !== '')
    return filled.length === 0 ? [] : [{ ...cut.line, cells: cut.cells, text: cut.cells.join(cut.line.strict ? '\t' : ' ') }]
  }
  const between: FormLine[] = []
  const first = lines[0]
  const label = first ? findLabel(first.cells, expectedGoalLabels) : null
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]
    if (!line) break
    const from = index === 0 && label ? label.at + label.count : 0
    const cells = line.cells.slice(from)
    const actual = findLabel(cells, actualGoalLabels)
    if (actual) {
      const before = rest({ line, cells: cells.slice(0, actual.at) })
      return { between: [...between, ...before], after: [...rest({ line, cells: cells.slice(actual.at + actual.count) }), ...lines.slice(index + 1)], missing: false }
    }
    between.push(...(index === 0 ? rest({ line, cells }) : [line]))
  }
  return { between, after: [], missing: true }
}

/** Cells known to be cells: two in a row are the two goals. */
function readStrict(lines: readonly FormLine[], spaced: boolean): FormGoals | null {
  const rows = lines.map((line) => line.cells.map((cell, at) => (at === 0 && line.cells.length > 2 && goalSideLabel.includes(compact(cell)) ? '' : cell)))
  const columns = Math.max(...rows.map((cells) => cells.length))
  const filled = [...Array(columns).keys()].filter((column) => rows.some((cells) => (cells[column] ?? '') !== ''))
  const [first, second] = columns === 2 ? [0, 1] : filled
  if (first === undefined || filled.length > 2) return null
  const textOf = (column: number | undefined): string | null => (column === undefined ? null : toGoal(rows.map((cells) => cells[column] ?? '').filter((cell) => cell !== ''), spaced))
  return { expected_goal: textOf(first), actual_goal: textOf(second) }
}

/** Reads the two goals from the lines that begin with 预期目标 and end before the table of indicators. */
export function parseGoals(lines: readonly FormLine[], cellALine: boolean, spaced: boolean, problems: FormProblems): FormGoals | null {
  const { between, after: below, missing } = cutAtLabels(lines)
  // In a table of known cells, a piece of the side label outside of them is not a goal.
  const after = below.some((line) => line.strict) ? below.filter((line) => line.strict || !goalSideLabel.includes(compact(line.text))) : below
  const at = lines[0] ?? null
  if (missing) {
    problems.missingLabel('实际完成情况', lines.at(-1) ?? at)
    return null
  }
  const texts = (part: readonly FormLine[]): readonly string[] => part.map((line) => (line.strict ? line.cells.join('') : line.text))
  if (between.length > 0) return { expected_goal: toGoal(texts(between), spaced), actual_goal: toGoal(texts(after), spaced) }
  if (after.length === 0) {
    problems.add('warning', 'goal-missing', at, '预期目标和实际完成情况都没有填写', 'Neither goal is filled in')
    return { expected_goal: null, actual_goal: null }
  }
  if (after.every((line) => line.strict)) {
    const goals = readStrict(after, spaced)
    if (goals) return goals
  }
  const [only] = after
  if (cellALine && after.length === 2) return { expected_goal: toGoal(texts(after.slice(0, 1)), spaced), actual_goal: toGoal(texts(after.slice(1)), spaced) }
  if (only && after.length === 1) return splitOneLine(only, problems)
  const split = splitGoals(after.map((line) => ({ text: line.text, width: widthOf(line.text), blankBefore: line.blankBefore, breakBefore: line.breakBefore })))
  if (split.uncertain) problems.add('warning', 'goal-split-uncertain', at, '预期目标与实际完成情况之间的分界不明显，请核对', 'Where the expected goal ends and the actual result begins is not plain: please check', { column: 'actual_goal', text: (split.actual[0] ?? '').trim().slice(0, 40) })
  return { expected_goal: toGoal(split.expected, spaced), actual_goal: toGoal(split.actual, spaced) }
}

/** Two short cells on one line are parted by one space; a space without break is part of a text. */
function splitOneLine(line: FormLine, problems: FormProblems): FormGoals {
  const spaces = [...line.text.trim().matchAll(/ /g)].map((match) => match.index)
  const ended = spaces.filter((at) => /[。；;！!.]$/.test(line.text.trim().slice(0, at)))
  const at = spaces.length === 1 ? spaces[0] : ended.length === 1 ? ended[0] : undefined
  if (at !== undefined) return { expected_goal: toGoal([line.text.trim().slice(0, at)], false), actual_goal: toGoal([line.text.trim().slice(at + 1)], false) }
  problems.add('warning', 'goal-missing', line, '只有一段目标文字，作为预期目标；没有实际完成情况', 'Only one goal text: read as the expected goal, no actual result', { text: line.text.trim().slice(0, 40) })
  return { expected_goal: toGoal([line.text], false), actual_goal: null }
}
