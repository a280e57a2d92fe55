import type { Amounts } from './budget.ts'
import type { IndicatorPlan } from './indicator-plan.ts'
import type { Project, Style } from './project.ts'
import type { Random } from './random.ts'

/** An indicator as one year's form has it. Points are in hundredths; `figure` is what next year's target looks back on. */
export interface YearlyIndicator {
  readonly plan: IndicatorPlan
  readonly target: string
  readonly actual: string
  readonly score: number
  readonly reason: string | null
  readonly figure: { readonly target: number; readonly actual: number } | null
}

export interface IndicatorYear {
  readonly project: Project
  readonly year: number
  readonly amounts: Amounts
  /** Every output and benefit reached, satisfaction two points off: a department that scores all alike. */
  readonly flat: boolean
  readonly before: YearlyIndicator['figure']
  readonly random: Random
}

const missedReasons = ['受前期手续办理影响，实施进度滞后，下一步将提前谋划、加快推进', '项目需求年内发生变化，实际工作量减少，今后合理设定目标', '招标时间较晚，部分工作结转下年完成', '参与意愿低于预期，将加强组织动员'] as const
const overshootReasons = ['上级新增任务，实际工作量超出预期', '年初目标设定偏低，今后提高目标设定的准确性'] as const
const hollowReasons = ['有待加强', '有待提高', '有待提升', '有待加强'] as const

function toNiceFigure(value: number): number {
  const step = value >= 10_000 ? 500 : value >= 1_000 ? 50 : value >= 200 ? 10 : 1
  return Math.max(1, Math.round(value / step) * step)
}

function targetText({ sign, unitPlace }: Style, value: number, unit: string): string {
  return `${sign}${value}${unitPlace === 'neither' ? '' : unit}`
}

function actualText({ unitPlace }: Style, value: number, unit: string): string {
  return `${value}${unitPlace === 'both' ? unit : ''}`
}

/** Met in full, or short of the target by its share, as the usual rule set scores it; some give full points all the same. */
function scored(plan: IndicatorPlan, target: number, actual: number, style: Style, random: Random): { readonly score: number; readonly reason: string | null } {
  const full = plan.weight * 100
  if (actual >= target) {
    const far = actual >= 1.3 * target
    return { score: full, reason: far && random.chance(0.35) ? random.pick(overshootReasons) : style.noReason }
  }
  if (random.chance(0.2)) return { score: full, reason: style.noReason }
  const score = random.chance(0.8) ? Math.round((full * actual) / target) : Math.floor((plan.weight * actual) / target) * 100
  return { score, reason: random.chance(0.7) ? random.pick(missedReasons) : random.pick(hollowReasons) }
}

function countTarget(usual: number, { project, before, random }: IndicatorYear): number {
  if (!before) return toNiceFigure(usual)
  if (project.style.ratchet) return toNiceFigure(before.actual * random.between(0.78, 0.96))
  if (random.chance(0.65)) return before.target
  return toNiceFigure(before.target * random.between(0.97, 1.12))
}

function counted(plan: IndicatorPlan, usual: number, unit: string, context: IndicatorYear): YearlyIndicator {
  const { project, random, flat } = context
  const target = countTarget(usual, context)
  const draw = random.next()
  const { overshoot } = project.department.behaviour
  const { exact, misses } = project.style
  const factor = flat || (exact && draw < 0.97) ? 1 : draw < misses ? random.between(0.5, 0.97) : draw < misses + overshoot ? random.between(1.3, 2.6) : draw < misses + overshoot + 0.16 ? random.between(1.01, 1.18) : 1
  const actual = factor === 1 ? target : Math.max(0, factor > 1 ? Math.ceil(target * factor) : Math.floor(target * factor))
  return { plan, target: targetText(project.style, target, unit), actual: actualText(project.style, actual, unit), ...scored(plan, target, actual, project.style, random), figure: { target, actual } }
}

function satisfaction(plan: IndicatorPlan, target: number, actual: number, { flat, random, project }: IndicatorYear): { readonly score: number; readonly reason: string | null } {
  if (actual < target) return scored(plan, target, actual, project.style, random)
  if (flat || random.chance(0.42)) return { score: 800, reason: random.chance(0.85) ? random.pick(hollowReasons) : '调查样本偏少，个别服务环节反馈不够及时，下一步优化流程' }
  return { score: plan.weight * 100, reason: project.style.noReason }
}

function percentual(plan: IndicatorPlan, usual: number, limit: 'low' | 'high', context: IndicatorYear): YearlyIndicator {
  const { project, random, flat } = context
  const { style } = project
  const lands = style.exact || flat || random.chance(0.74 - style.misses * 0.5)
  if (limit === 'high') {
    const actual = lands ? usual : random.pick([usual, usual - 0.4, usual - 0.7])
    return { plan, target: `<=${usual}%`, actual: actualText(style, Math.round(actual * 10) / 10, '%'), score: plan.weight * 100, reason: style.noReason, figure: null }
  }
  const most = usual >= 80 ? 100 : usual * 1.6
  const drawn = random.chance(1 - style.misses * 1.4) ? usual + random.between(0, most - usual) : usual * random.between(0.86, 0.99)
  const actual = lands ? usual : Math.round(drawn * 10) / 10
  const result = plan.level1 === '满意度指标' ? satisfaction(plan, usual, actual, context) : scored(plan, usual, actual, style, random)
  return { plan, target: targetText(style, usual, random.chance(0.01) ? '百分比' : '%'), actual: actualText(style, actual, '%'), ...result, figure: null }
}

function worded(plan: IndicatorPlan, word: string, { project, random, flat }: IndicatorYear): YearlyIndicator {
  const partly = !flat && random.chance(project.style.misses * 0.4)
  const score = partly ? Math.round(plan.weight * random.between(70, 90)) : plan.weight * 100
  return { plan, target: word, actual: partly ? `基本${word}` : word, score, reason: partly ? random.pick([...hollowReasons, ...missedReasons]) : project.style.noReason, figure: null }
}

function inWan(cents: number): string {
  return String(Math.round(cents / 10_000) / 100)
}

/** One indicator of a form, with last year's figures at hand. */
export function toYearlyIndicator(plan: IndicatorPlan, context: IndicatorYear): YearlyIndicator {
  const { project, year, amounts, random, flat } = context
  const { yardstick } = plan
  const full = { plan, score: plan.weight * 100, reason: project.style.noReason, figure: null }
  if (yardstick.kind === 'count') return counted(plan, yardstick.usual, yardstick.unit, context)
  if (yardstick.kind === 'percent') return percentual(plan, yardstick.usual, yardstick.limit, context)
  if (yardstick.kind === 'vacuous') return { ...full, target: `>=0${yardstick.unit}`, actual: String(random.int(0, 30)) }
  if (yardstick.kind === 'cost' && amounts.initial !== null && amounts.initial > 0 && amounts.executed <= amounts.initial) return { ...full, target: `<=${inWan(amounts.initial)}万元`, actual: actualText(project.style, Number(inWan(amounts.executed)), '万元') }
  if (yardstick.kind === 'deadline') return { ...full, target: `${year}年12月底前`, actual: `${year}年${flat ? 12 : random.int(9, 12)}月` }
  return worded(plan, yardstick.kind === 'word' ? yardstick.word : '合理', context)
}
