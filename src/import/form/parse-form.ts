import type { Problem } from '../../domain/problem.ts'
import { nothingNormalised, type NormalisedCounts } from '../normalised.ts'
import { isCellALine, joinCellLines } from './cell-lines.ts'
import { chooseReadings } from './choose-readings.ts'
import { findAnchors } from './form-anchors.ts'
import { goalSideLabel, indicatorSideLabel } from './form-labels.ts'
import type { FormLine } from './form-lines.ts'
import { openFormProblems, type FormProblems } from './form-problem.ts'
import { cutIndicatorHeading, readIndicatorEvents } from './indicator-lines.ts'
import { openLevels } from './level-state.ts'
import { parseFunds } from './parse-funds.ts'
import { parseGoals } from './parse-goals.ts'
import { parseHead } from './parse-head.ts'
import { parseIndicators } from './parse-indicators.ts'
import type { FormOptions, ParsedForm } from './parsed-form.ts'
import { withoutSideLabel } from './side-label.ts'
import { toParsedForm } from './to-parsed-form.ts'
import { joinWrappedLabels } from './wrapped-labels.ts'
import { equalsPoints, readTotal, sumPoints, warnAboutLevels, warnAboutTotals, type FormTotal } from './total-row.ts'
import type { ValueColumn } from './value-cells.ts'

/** A real form has about a hundred lines; far more is no form, and not worth the time. */
const mostLines = 4000
const valueColumns: readonly ValueColumn[] = ['target', 'actual', 'weight', 'score']

/** Reads the lines of one form. */
export function parseForm(printed: readonly FormLine[], options: FormOptions): { readonly form: ParsedForm | null; readonly problems: readonly Problem[]; readonly normalised: NormalisedCounts } {
  const problems = openFormProblems(options.file)
  if (printed.length > mostLines) {
    problems.add('error', 'form-too-long', printed[0] ?? null, `一份自评表有 ${printed.length} 行，超过 ${mostLines} 行，不像自评表`, `A form of ${printed.length} lines, more than ${mostLines}, is no form`)
    return { form: null, problems: problems.list, normalised: nothingNormalised }
  }
  const lines = withoutSideLabels(joinWrappedLabels(printed))
  const at = findAnchors(lines)
  const last = lines.at(-1) ?? null
  for (const [label, index] of [['项目名称', at.project], ['年度资金总额', at.fundTotal], ['预期目标', at.goals], ['一级指标', at.indicators]] as const) {
    if (index < 0) problems.missingLabel(label, last)
  }
  if (at.project >= 0 && at.fundTotal >= 0 && at.money < 0) problems.missingLabel('年初预算数', lines[at.fundTotal] ?? null)
  if (problems.hasError()) return { form: null, problems: problems.list, normalised: nothingNormalised }

  const spaced = !/\p{Script=Han}/u.test(lines.slice(0, at.indicators).map((line) => line.text).join(''))
  const head = parseHead(lines.slice(0, at.project), lines.slice(at.project, at.money), lines.slice(at.money, at.fundTotal + 1), spaced, problems)
  const funds = head && parseFunds(lines.slice(at.money, at.fundTotal), lines.slice(at.fundTotal, at.goals), head.moneyUnit, problems)
  const table = cutIndicatorHeading(lines.slice(at.indicators, at.total < 0 ? lines.length : at.total))
  for (const [column, label] of [['level3', '三级指标'], ['weight', '分值'], ['score', '得分']] as const) if (!table.columns.includes(column)) problems.missingLabel(label, lines[at.indicators] ?? null)
  const cellALine = isCellALine(table.body)
  const goals = parseGoals(lines.slice(at.goals, at.indicators), cellALine, spaced, problems)
  if (!head || !funds || !goals || problems.hasError()) return { form: null, problems: problems.list, normalised: nothingNormalised }

  const order = table.columns.filter((column): column is ValueColumn => valueColumns.some((value) => value === column))
  const events = readIndicatorEvents(cellALine ? joinCellLines(table.body) : table.body, order.length === 4 ? order : valueColumns)
  const total = at.total < 0 ? null : readTotal(lines.slice(at.total))
  const execution = { weight: funds.execution_weight, score: funds.execution_score }
  const indicators = parseIndicators(events, chooseReadings(events, execution, total), spaced, problems)
  if (indicators.length === 0 && !problems.hasError()) problems.add('error', 'no-indicators', lines[at.indicators] ?? null, '绩效指标表里没有读到任何一条指标', 'The table of indicators has no rows', { column: '三级指标' })
  const totals = checkTotal(total, sumPoints([execution.weight, ...indicators.map((indicator) => indicator.weight)]), lines[at.total] ?? last, problems)
  if (problems.hasError()) return { form: null, problems: problems.list, normalised: nothingNormalised }

  const levels = openLevels(events)
  events.forEach((event, index) => event.kind === 'heading' && levels.enter(event, index))
  warnAboutLevels(indicators, levels.weights, problems)
  warnAboutTotals(indicators, execution, totals, lines[at.total] ?? null, problems)
  const end = lines[at.total < 0 ? lines.length - 1 : at.total]
  return { form: toParsedForm({ head, funds, goals, indicators, totals, pages: [printed[0]?.page ?? 1, end?.page ?? 1] }, options), problems: problems.list, normalised: funds.normalised }
}

/** The labels down the side, each looked for where its part of the form begins. */
function withoutSideLabels(lines: readonly FormLine[]): readonly FormLine[] {
  const first = findAnchors(lines)
  if (first.fundTotal < 0) return lines
  const above = lines.slice(0, first.fundTotal + 1)
  const below = withoutSideLabel(lines.slice(first.fundTotal + 1), goalSideLabel)
  const goals = findAnchors([...above, ...below]).goals
  if (goals < 0) return [...above, ...below]
  const from = goals - above.length + 1
  return [...above, ...below.slice(0, from), ...withoutSideLabel(below.slice(from), indicatorSideLabel)]
}

/** A form may lack its total row; then only a full hundred points show that nothing was cut off. */
function checkTotal(total: (FormTotal & { readonly figures: number }) | null, weights: ReturnType<typeof sumPoints>, at: FormLine | null, problems: FormProblems): FormTotal {
  if (total && total.figures >= 2) return total
  if (total) problems.add('error', 'missing-value', at, '“总分”一行缺分值或得分', 'The row 总分 lacks its weight or its score', { column: '总分', text: at?.text.trim() ?? '' })
  else if (!equalsPoints(weights, '100')) problems.missingLabel('总分', at)
  else problems.add('warning', 'missing-total', at, '没有“总分”一行；各项分值合计 100，按完整的表读入', 'There is no row 总分; the weights add up to 100, so the form is read as whole', { expected: '总分' })
  return { total_weight: null, total_score: null }
}
