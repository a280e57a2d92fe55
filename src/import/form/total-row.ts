import { addDecimals, compareDecimals, parseDecimal, toShortText, type Decimal } from '../../domain/decimal.ts'
import { isAbsent } from '../../domain/money.ts'
import { labelWords } from './form-anchors.ts'
import { totalLabels } from './form-labels.ts'
import { compact, type FormLine } from './form-lines.ts'
import { isNumber, toPoints } from './form-numbers.ts'
import type { FormProblems } from './form-problem.ts'
import type { FormIndicator } from './parse-indicators.ts'

export interface FormTotal {
  readonly total_weight: string | null
  readonly total_score: string | null
}

/** The figures of the total row; they may stand on the lines below its label. */
export function readTotal(lines: readonly FormLine[]): FormTotal & { readonly figures: number } {
  const first = lines[0]
  const cells = (first?.cells ?? []).filter((cell) => cell !== '')
  const words = cells.slice(first ? labelWords(cells, totalLabels) : 0)
  for (const line of lines.slice(1, 4)) {
    if (words.filter(isNumber).length >= 2 || !line.cells.every((cell) => isNumber(cell) || isAbsent(cell))) break
    words.push(...line.cells)
  }
  const numbers = words.filter(isNumber)
  const noted = /[(（](\d+(?:\.\d+)?)分?[)）]/.exec(compact(cells[0] ?? ''))?.[1]
  if (noted !== undefined && numbers.length === 1) return { total_weight: toPoints(noted), total_score: toPoints(numbers[0] ?? ''), figures: 2 }
  return { total_weight: toPoints(numbers[0] ?? ''), total_score: toPoints(numbers[1] ?? ''), figures: numbers.length }
}

export function sumPoints(values: readonly (string | null)[]): Decimal {
  return values.map((value) => parseDecimal(value ?? '0') ?? { digits: 0n, scale: 0 }).reduce(addDecimals, { digits: 0n, scale: 0 })
}

export function equalsPoints(sum: Decimal, printed: string | null): boolean {
  const decimal = parseDecimal(printed ?? '')
  return decimal !== null && compareDecimals(sum, decimal) === 0
}

/** A printed total that contradicts its parts is kept and reported. */
export function warnAboutTotals(indicators: readonly FormIndicator[], execution: { readonly weight: string | null; readonly score: string | null }, total: FormTotal, at: FormLine | null, problems: FormProblems): void {
  for (const [column, label, own, printed] of [['weight', '分值', execution.weight, total.total_weight], ['score', '得分', execution.score, total.total_score]] as const) {
    const sum = sumPoints([own, ...indicators.map((indicator) => indicator[column])])
    if (printed === null || equalsPoints(sum, printed)) continue
    problems.add('warning', `total-${column}-differs`, at, `总分一行的${label} ${toShortText(parseDecimal(printed) ?? sum)} 与各项之和 ${toShortText(sum)} 不同，按原文保留`, `The total row's ${column} ${printed} differs from the sum of its parts ${toShortText(sum)}; kept as printed`, { column: `total_${column}`, text: printed, expected: toShortText(sum) })
  }
}

/** A level-1 heading that prints its weight ("产出指标(50分)") should hold indicators of that weight. */
export function warnAboutLevels(indicators: readonly FormIndicator[], weights: ReadonlyMap<string, string>, problems: FormProblems): void {
  for (const [level1, printed] of weights) {
    const rows = indicators.filter((indicator) => indicator.level1 === level1)
    const sum = sumPoints(rows.map((indicator) => indicator.weight))
    if (equalsPoints(sum, printed)) continue
    problems.add('warning', 'level-weight-differs', rows[0]?.line ?? null, `“${level1}”印有 ${printed} 分，其下各指标分值之和为 ${toShortText(sum)}`, `"${level1}" says ${printed} points, its indicators have ${toShortText(sum)}`, { column: 'level1', text: printed, expected: toShortText(sum) })
  }
}
