import { isAbsent } from '../../domain/money.ts'
import { fundSources, fundTotalLabels, goalSideLabel } from './form-labels.ts'
import { compact, toCellText, type FormLine } from './form-lines.ts'
import { isNumber, isPercent } from './form-numbers.ts'

export interface FundWords {
  /** 'total', or the source's canonical name, or its printed name where it is none of the three. */
  readonly source: string
  readonly line: FormLine
  readonly words: string[]
  /** Words are cells of a table, one a column, the empty ones among them. */
  readonly strict: boolean
}

const aliases: readonly (readonly [string, string])[] = [
  ...fundTotalLabels.map((alias) => [alias, 'total'] as const),
  ...Object.entries(fundSources).flatMap(([source, names]) => names.map((name) => [name, source] as const)),
].sort((left, right) => right[0].length - left[0].length)

/** Splits a run of label text ("上年结转资金其他资金") into the sources that it names. */
function namesIn(run: string): readonly { readonly source: string; readonly known: boolean }[] {
  const names: { readonly source: string; readonly known: boolean }[] = []
  let rest = compact(run).replaceAll(/^其中[:：]?/g, '')
  let unknown = ''
  const flush = (): void => {
    if (unknown !== '') names.push({ source: unknown, known: false })
    unknown = ''
  }
  while (rest !== '') {
    rest = rest.replace(/^其中[:：]?/, '')
    const alias = aliases.find(([name]) => rest.startsWith(name))
    if (alias) {
      flush()
      names.push({ source: alias[1], known: true })
      rest = rest.slice(alias[0].length)
    } else {
      unknown += rest.slice(0, 1)
      rest = rest.slice(1)
    }
  }
  flush()
  return names
}

const sidePieces = /^(?:项目|资金|项目资金|\(?万?元\)?|项目资金\(万?元\))$/

function isValue(cell: string): boolean {
  return isNumber(cell) || isPercent(cell) || (cell !== '' && isAbsent(cell)) || /^[\d,.]+万?元$/.test(compact(cell))
}

/** The rows of the table of funds: the label's words, then the figures and marks up to the next label. */
export function readFundRows(lines: readonly FormLine[]): readonly FundWords[] {
  const rows: FundWords[] = []
  let run = ''
  let started = false
  const open = (line: FormLine): void => {
    const names = namesIn(run.endsWith(goalSideLabel) ? run.slice(0, -goalSideLabel.length) : run)
    run = ''
    for (const { source, known } of names) {
      const before = rows.at(-1)
      const merged = before && !known ? aliases.find(([name]) => name === compact(before.source + source))?.[1] : undefined
      if (before && merged) rows[rows.length - 1] = { ...before, source: merged }
      else rows.push({ source, line, words: [], strict: line.strict })
    }
  }
  for (const line of lines) {
    let afterLabel = false
    for (const cell of line.cells) {
      if (isValue(cell) || (cell === '' && line.strict && afterLabel)) {
        if (run !== '') open(line)
        if (rows.length > 0) rows.at(-1)?.words.push(cell)
      } else if (cell !== '' && !sidePieces.test(compact(cell))) {
        const text = compact(toCellText(cell))
        run += started ? text : ''
        if (!started && fundTotalLabels.some((label) => text.startsWith(label) || label.startsWith(text))) run = text
        started ||= run !== ''
        afterLabel = true
      }
    }
  }
  const last = lines.at(-1)
  const leftover = withoutGoalSide(run)
  run = leftover
  if (last && leftover !== '') open(last)
  return rows
}

/** The label of the next part stands at the end of this one: 年度总体目标, or as much of it as came before the page's end. */
function withoutGoalSide(run: string): string {
  for (let count = goalSideLabel.length; count > 0; count -= 1) if (run.endsWith(goalSideLabel.slice(0, count))) return run.slice(0, -count)
  return run
}
