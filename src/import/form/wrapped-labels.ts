import { actualGoalLabels, expectedGoalLabels, fundTotalLabels, headLabels } from './form-labels.ts'
import { compact, type FormLine } from './form-lines.ts'

const labels = new Set([...headLabels.project, ...headLabels.department, ...headLabels.unit, ...fundTotalLabels, ...expectedGoalLabels, ...actualGoalLabels])

/** Labels that wrapped ("年度资金总" and "额 1200.00") in one piece again, on the later of their lines. */
export function joinWrappedLabels(lines: readonly FormLine[]): readonly FormLine[] {
  const joined: FormLine[] = []
  for (const line of lines) {
    const before = joined.at(-1)
    const [start, end] = [before?.cells.at(-1), line.cells[0]]
    if (!before || start === undefined || end === undefined || before.strict || line.strict || start.length < 2 || labels.has(compact(start)) || !labels.has(compact(start + end))) {
      joined.push(line)
      continue
    }
    joined.pop()
    const cells = [...before.cells.slice(0, -1), start + end, ...line.cells.slice(1)]
    joined.push({ ...line, cells, text: cells.join(' '), blankBefore: before.blankBefore, breakBefore: before.breakBefore || line.breakBefore })
  }
  return joined
}
