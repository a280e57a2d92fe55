import { toFormId, toProjectId } from '@/domain/project-id.ts'
import { decimalText } from '@/engine/answer-value.ts'
import { parseTarget } from '@/domain/target.ts'
import { amountsOf, fundsOf, type Amounts, type FundAmounts } from './budget.ts'
import { flatScores } from './city.ts'
import { goalsOf } from './goals.ts'
import type { Project } from './project.ts'
import { randomOf } from './random.ts'
import { toYearlyIndicator, type YearlyIndicator } from './yearly-indicator.ts'

type Cells = readonly (string | null)[]

/** A form as text cells in the order of the canonical tables' columns, and its indicators for next year's form. */
export interface SyntheticForm {
  readonly projectYear: Cells
  readonly funds: readonly Cells[]
  readonly indicators: readonly Cells[]
  readonly yearly: readonly YearlyIndicator[]
}

export interface FormContext {
  readonly seed: string
  readonly year: number
  readonly firstYear: number
  readonly before: readonly YearlyIndicator[] | undefined
}

const hundredths = (value: number) => decimalText(BigInt(value), 2)
const amount = (value: number | null) => (value === null ? null : hundredths(value))

/** Half up on whole numbers. */
function quotient(of: number, by: number, times: number): number {
  return by === 0 ? 0 : Number((2n * BigInt(of) * BigInt(times) + BigInt(by)) / (2n * BigInt(by)))
}

/** What a careless clerk gets wrong, in hundredths of points or cents: about three forms in a thousand each. */
function slipsOf(random: { readonly chance: (share: number) => boolean; readonly pick: <T>(items: readonly [T, ...T[]]) => T }) {
  const slip = <T>(share: number, values: readonly [T, ...T[]], none: T) => (random.chance(share) ? random.pick(values) : none)
  return { weight: slip(0.003, [500, -200, 1000], 0), total: slip(0.003, [100, -200, 300], 0), rate: slip(0.003, [100, -900, 27], 0), fund: slip(0.003, [1_000_000, -500_000, 90], 0), score: slip(0.001, [100], 0) }
}

function fundCells(formId: string, funds: readonly FundAmounts[], slip: number): readonly Cells[] {
  return funds.map((fund, index) => [formId, fund.source, amount(fund.initial), amount(fund.fullYear + (index === 0 ? Math.max(slip, -fund.fullYear) : 0)), amount(fund.executed)])
}

function execution({ fullYear, executed }: Amounts): { readonly rate: number | null; readonly score: number } {
  return { rate: fullYear === 0 ? null : quotient(executed, fullYear, 10_000), score: Math.min(1_000, quotient(executed, fullYear, 1_000)) }
}

/** The form of a project in a year: the same seed, project and year give the same form. */
export function toSyntheticForm(project: Project, { seed, year, firstYear, before }: FormContext): SyntheticForm {
  const random = randomOf(seed, 'form', project.index, year)
  const { region, department, unit, name } = project
  const projectId = toProjectId({ region, department: department.name, unit, project: name })
  const formId = toFormId(projectId, year)
  const flat = department.name === flatScores.department && year === firstYear + flatScores.yearsAfterFirst
  const amounts = amountsOf(project, year, firstYear, random)
  const yearly = project.plans.map((plan, index) => toYearlyIndicator(plan, { project, year, amounts, flat, before: before?.[index]?.figure ?? null, random }))
  const goals = goalsOf(project, year, amounts, yearly[0], random)
  const slips = slipsOf(flat ? { chance: () => false, pick: (items) => items[0] } : random)
  const { rate, score } = execution(amounts)
  const total = score + yearly.reduce((sum, indicator) => sum + indicator.score, 0) + slips.score + slips.total
  return {
    projectYear: [
      String(year), region, department.name, unit, name,
      amount(amounts.initial), amount(amounts.fullYear), amount(amounts.executed),
      '10.00', rate === null ? null : hundredths(Math.max(0, rate + slips.rate)), hundredths(score), '100.00', hundredths(total),
      goals.expected, goals.actual, projectId, formId, 'synthetic', null, null,
    ],
    funds: fundCells(formId, fundsOf(amounts, project, random), slips.fund),
    indicators: yearly.map(({ plan, target, actual, score: points, reason }, index) => {
      const read = parseTarget(target, actual)
      const attained = read.attained === null ? null : String(read.attained)
      const first = index === 0
      return [
        formId, String(index + 1), plan.level1, plan.level2, plan.level3, target, actual,
        hundredths(plan.weight * 100 + (first ? slips.weight : 0)), hundredths(points + (first ? slips.score : 0)), reason,
        read.target_kind, read.target_operator, read.target_value, read.target_high, read.target_unit, read.actual_value, attained,
      ]
    }),
    yearly,
  }
}
