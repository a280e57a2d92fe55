import { isAbsent } from '../../domain/money.ts'
import type { FormLine } from './form-lines.ts'
import { isNumber } from './form-numbers.ts'
import { matchHeading } from './level-headings.ts'

/** Whether the table's body has one cell on each line: figures alone, and never a whole row of them. */
export function isCellALine(body: readonly FormLine[]): boolean {
  const alone = body.filter((line) => line.cells.length === 1 && isNumber(line.cells[0] ?? '')).length
  const rows = body.filter((line) => line.cells.length > 1 && line.cells.filter((cell) => isNumber(cell)).length > 1).length
  return alone >= 2 && rows === 0
}

/** The same table with each indicator's cells back on one line. Lines that make no whole row stay as they are. */
export function joinCellLines(body: readonly FormLine[]): readonly FormLine[] {
  const joined: FormLine[] = []
  let run: FormLine[] = []
  const flush = (): void => {
    joined.push(...(recordsOf(run) ?? run))
    run = []
  }
  for (const line of body) {
    const heading = matchHeading(line.cells)
    if (heading && heading.words === line.cells.length) {
      flush()
      joined.push(line)
    } else run.push(line)
  }
  flush()
  return joined
}

function isScore(line: FormLine | undefined, allowMark: boolean): boolean {
  const text = line?.text.trim() ?? ''
  return isNumber(text) || (allowMark && text !== '' && isAbsent(text))
}

/** Rows of [text…, target, actual, weight, score, reason or none], or null where the lines are no such rows. */
function recordsOf(lines: readonly FormLine[]): readonly FormLine[] | null {
  const memo = new Map<number, readonly FormLine[] | null>()
  const from = (start: number): readonly FormLine[] | null => {
    if (start === lines.length) return []
    const known = memo.get(start)
    if (known !== undefined) return known
    let found: readonly FormLine[] | null = null
    for (let weight = start + 3; weight < Math.min(lines.length - 1, start + 24) && !found; weight += 1) {
      const [first, score, after] = [lines[weight], lines[weight + 1], lines[weight + 2]]
      if (!isScore(first, false) || !isScore(score, true) || Number(score?.text) > Number(first?.text) || isScore(after, false)) continue
      for (const reason of after ? [1, 0] : [0]) {
        const rest = from(weight + 2 + reason)
        if (rest) {
          found = [toRow(lines, start, weight, reason), ...rest]
          break
        }
      }
    }
    memo.set(start, found)
    return found
  }
  return lines.length > 600 ? null : from(0)
}

function toRow(lines: readonly FormLine[], start: number, weight: number, reason: number): FormLine {
  const texts = lines.slice(start, weight + 2 + reason).map((line) => line.text.trim())
  const cells = [texts.slice(0, weight - start - 2).join(''), ...texts.slice(weight - start - 2)]
  return { ...(lines[start] as FormLine), cells, strict: true, text: cells.join('\t') }
}
