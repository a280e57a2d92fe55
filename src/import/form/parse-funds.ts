import { addDecimals, compareDecimals, parseDecimal, type Decimal } from '../../domain/decimal.ts'
import { parseMoney, type MoneyUnit } from '../../domain/money.ts'
import { addNormalised, countCell, nothingNormalised, type NormalisedCounts } from '../normalised.ts'
import { columnOptions, type Assignment, type Option } from './fund-cells.ts'
import { fundColumnLabels, type FundColumn } from './form-labels.ts'
import { readFundRows, type FundWords } from './fund-rows.ts'
import { compact, type FormLine } from './form-lines.ts'
import { toPercent, toPoints } from './form-numbers.ts'
import type { FormProblems } from './form-problem.ts'

export interface FundAmounts {
  readonly initial_budget: string | null
  readonly full_year_budget: string | null
  readonly executed: string | null
}
export interface FormFunds extends FundAmounts {
  readonly execution_weight: string | null
  readonly execution_rate_percent: string | null
  readonly execution_score: string | null
  readonly normalised: NormalisedCounts
  readonly sources: readonly (FundAmounts & { readonly source: string })[]
}

const moneyColumns = ['initial_budget', 'full_year_budget', 'executed'] as const

/** The columns of the table in the order of its heading, however the heading is wrapped. */
export function readFundColumns(heading: readonly FormLine[]): readonly FundColumn[] {
  const names = Object.entries(fundColumnLabels) as readonly (readonly [FundColumn, readonly string[]])[]
  const labels = names.flatMap(([column, texts]) => texts.map((text) => ({ column, text: text.replace(/\([^()]*\)$/, '') })))
  // Two columns can share a short alias ("预算数(A)"): the first one still free takes it.
  const ordered = [...labels, { column: 'initial_budget' as const, text: '预算数' }, { column: 'full_year_budget' as const, text: '预算数' }].sort((left, right) => right.text.length - left.text.length)
  const columns: FundColumn[] = []
  let rest = heading.map((line) => compact(line.text)).join('')
  while (rest !== '') {
    const label = ordered.find(({ column, text }) => rest.startsWith(text) && !columns.includes(column))
    if (label) columns.push(label.column)
    rest = rest.slice(label ? label.text.length : 1)
  }
  return columns
}

function amountOf(cells: Assignment, column: FundColumn, unit: MoneyUnit): Decimal | null {
  const reading = parseMoney(cells.get(column) ?? '', unit)
  return 'value' in reading && reading.value !== null ? parseDecimal(reading.value) : null
}

function sumPenalty(total: Option, rows: readonly Option[], unit: MoneyUnit): number {
  let penalty = 0
  for (const column of moneyColumns) {
    const whole = amountOf(total.cells, column, unit)
    const parts = rows.map((row) => amountOf(row.cells, column, unit)).filter((part) => part !== null)
    if (whole && parts.length > 0 && compareDecimals(parts.reduce(addDecimals), whole) !== 0) penalty += 2.5
  }
  const [budget, spent, rate] = [amountOf(total.cells, 'full_year_budget', unit), amountOf(total.cells, 'executed', unit), toPercent(total.cells.get('rate') ?? '')]
  if (budget && spent && rate !== null && budget.digits !== 0n && Math.abs((Number(spent.digits) / Number(budget.digits)) * 100 - Number(rate)) > 1) penalty += 1
  if (Number(total.cells.get('score') ?? 0) > Number(total.cells.get('weight') ?? 0)) penalty += 2
  return penalty
}

/** Picks one reading for each row so that the cheapest whole adds up; the printed order decides between equals. */
function choose(total: readonly Option[], rows: readonly (readonly Option[])[], unit: MoneyUnit): readonly Option[] | null {
  let best: { readonly options: readonly Option[]; readonly cost: number } | null = null
  const combinations = rows.slice(0, 4).reduce<readonly (readonly Option[])[]>((sets, options) => sets.flatMap((set) => options.map((option) => [...set, option])), [[]])
  const fixed = rows.slice(4).flatMap((options) => options.slice(0, 1))
  for (const first of total) {
    for (const set of combinations) {
      const options = [...set, ...fixed]
      const cost = first.cost + options.reduce((sum, option) => sum + option.cost, 0) + sumPenalty(first, options, unit)
      if (!best || cost < best.cost - 1e-9) best = { options: [first, ...options], cost }
    }
  }
  return best?.options ?? null
}

function withoutTrailingBlanks(words: readonly string[]): readonly string[] {
  const end = words.findLastIndex((word) => word !== '')
  return words.slice(0, end + 1)
}

function optionsOf(row: FundWords, columns: readonly FundColumn[]): readonly Option[] {
  const kind = row.source === 'total' ? 'total' : 'source'
  if (row.strict && row.words.length === columns.length) return [{ cells: new Map(columns.map((column, index) => [column, row.words[index] ?? ''])), cost: 0 }]
  const words = withoutTrailingBlanks(row.words)
  return columnOptions(row.strict && words.length > columns.length ? words.filter((word) => word !== '') : words, columns, kind).slice(0, kind === 'total' ? 8 : 5)
}

/** Reads the table of funds: `heading` holds its column labels, `body` begins with the total row. */
export function parseFunds(heading: readonly FormLine[], body: readonly FormLine[], unit: MoneyUnit, problems: FormProblems): FormFunds | null {
  const columns = readFundColumns(heading)
  const at = heading.at(-1) ?? body.at(0) ?? null
  for (const [column, label] of [['executed', '全年执行数'], ['full_year_budget', '全年预算数'], ['initial_budget', '年初预算数']] as const) {
    const needed = column === 'executed' || !columns.includes(column === 'initial_budget' ? 'full_year_budget' : 'initial_budget')
    if (needed && !columns.includes(column)) problems.missingLabel(label, at)
  }
  const rows = readFundRows(body)
  const total = rows.find((row) => row.source === 'total')
  if (problems.hasError() || !total) return null
  if (withoutTrailingBlanks(total.words).length === 0) {
    problems.add('error', 'missing-value', total.line, '“年度资金总额”一行没有数', 'The row "年度资金总额" has no figures', { column: '年度资金总额' })
    return null
  }
  const sources = rows.filter((row) => row !== total)
  const options = sources.map((row) => optionsOf(row, columns))
  const bad = [total, ...sources].find((row) => optionsOf(row, columns).length === 0)
  const chosen = bad ? null : choose(optionsOf(total, columns), options, unit)
  if (!chosen) {
    const row = bad ?? total
    problems.add('error', 'fund-row-unreadable', row.line, `资金一行的 ${row.words.length} 个数与表头 ${columns.length} 列对不上`, `A row of funds has ${row.words.length} figures that do not fit the ${columns.length} columns`, { text: row.words.join(' ').slice(0, 80), expected: columns.join(', ') })
    return null
  }
  return toFunds([total, ...sources], chosen, unit, problems)
}

function toFunds(rows: readonly FundWords[], chosen: readonly Option[], unit: MoneyUnit, problems: FormProblems): FormFunds | null {
  const money = (index: number, column: (typeof moneyColumns)[number]): string | null => {
    const text = chosen[index]?.cells.get(column) ?? ''
    const reading = parseMoney(text, unit)
    if ('value' in reading) return reading.value
    const line = rows[index]?.line ?? null
    problems.add('error', reading.problem, line, `金额“${text}”不能按${unit === 'wan' ? '万元' : '元'}准确读出`, `The amount "${text}" can't be read exactly`, { column, text, expected: unit === 'wan' ? '至多 6 位小数' : '至多 2 位小数' })
    return null
  }
  const amounts = (index: number): FundAmounts => ({ initial_budget: money(index, 'initial_budget'), full_year_budget: money(index, 'full_year_budget'), executed: money(index, 'executed') })
  const cells = chosen[0]?.cells ?? new Map<FundColumn, string>()
  const total = amounts(0)
  const sources = rows.slice(1).map((row, index) => ({ source: row.source, ...amounts(index + 1) }))
  const normalised = chosen.flatMap(({ cells }) => moneyColumns.map((column) => countCell(cells.get(column) ?? '', { figure: true, wan: unit === 'wan' }))).reduce(addNormalised, nothingNormalised)
  const funds: FormFunds = { ...total, normalised, execution_weight: toPoints(cells.get('weight') ?? ''), execution_rate_percent: rateOf(cells, total), execution_score: toPoints(cells.get('score') ?? ''), sources }
  warnAboutSums(rows, funds, problems)
  return problems.hasError() ? null : funds
}

/** The rate as printed, in percent: a bare fraction ("0.98", or "1" where all was spent) is the same rate. */
function rateOf(cells: Assignment, total: FundAmounts): string | null {
  const text = cells.get('rate') ?? ''
  const rate = toPercent(text)
  if (rate === null || /[%％]/.test(text) || !total.full_year_budget || !total.executed || Number(total.full_year_budget) === 0) return rate
  const computed = (Number(total.executed) / Number(total.full_year_budget)) * 100
  const percent = Number(text) * 100
  return Number(text) <= 1.5 && Math.abs(percent - computed) < Math.abs(Number(rate) - computed) ? percent.toFixed(2) : rate
}

const columnText = { initial_budget: '年初预算数', full_year_budget: '全年预算数', executed: '全年执行数' } as const

function warnAboutSums(rows: readonly FundWords[], funds: FormFunds, problems: FormProblems): void {
  for (const column of moneyColumns) {
    const parts = funds.sources.map((source) => source[column]).filter((part) => part !== null).map((part) => parseDecimal(part)).filter((part) => part !== null)
    const whole = parseDecimal(funds[column] ?? '')
    if (whole && parts.length > 0 && compareDecimals(parts.reduce(addDecimals), whole) !== 0) {
      problems.add('warning', 'fund-total-differs', rows[0]?.line ?? null, `“${columnText[column]}”各来源之和与年度资金总额不同，按原文保留`, `The sources do not add up to the total of ${column}; kept as printed`, { column, text: funds[column] ?? '' })
    }
  }
}
