import { isTotalLine, labelWords } from './form-anchors.ts'
import { headLabels, indicatorColumnLabels, fundTotalLabels, titlePattern, expectedGoalLabels } from './form-labels.ts'
import { compact, type FormLine } from './form-lines.ts'

function isTitle(line: FormLine): boolean {
  const text = compact(line.text)
  return text.length <= 60 && titlePattern.test(text) && !/[。；;，,]/.test(text)
}

function isProject(line: FormLine): boolean {
  return labelWords(line.cells, headLabels.project) > 0 || /^项目名称[:：]/.test(compact(line.text))
}

/** A form whose title is not known as one begins right behind the total row of the form before. */
function afterTotal(lines: readonly FormLine[], project: number, before: number): number {
  for (let index = project - 1; index > Math.max(before, project - 8); index -= 1) {
    const line = lines[index]
    if (line && isTotalLine(line)) return index + 1
  }
  return project
}

const partLabels = [...indicatorColumnLabels.level1, ...fundTotalLabels, ...expectedGoalLabels, ...headLabels.department]

/** Cuts the lines of a file into its forms. What stands before the first title is a form only if it has a form's labels. */
export function splitForms(lines: readonly FormLine[]): readonly (readonly FormLine[])[] {
  const starts: number[] = []
  let titled = false
  lines.forEach((line, index) => {
    if (isTitle(line)) {
      // A title over two lines, or one with "(2023 年度)" between, is one start.
      if (!titled || index - (starts.at(-1) ?? 0) > 4) starts.push(index)
      titled = true
    } else if (isProject(line)) {
      if (!titled) starts.push(afterTotal(lines, index, starts.at(-1) ?? -1))
      titled = false
    }
  })
  const [first] = starts
  if (first === undefined) return lines.some((line) => labelWords(line.cells.filter((cell) => cell !== ''), partLabels) > 0) ? [lines] : []
  const head = lines.slice(0, first)
  const forms = starts.map((start, index) => lines.slice(start, starts[index + 1] ?? lines.length))
  const cut = head.some((line) => labelWords(line.cells.filter((cell) => cell !== ''), partLabels) > 0)
  return cut ? [head, ...forms] : [[...head, ...(forms[0] ?? [])], ...forms.slice(1)]
}
