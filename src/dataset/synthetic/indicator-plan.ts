import { sharedTexts, type Business, type ProjectStem } from './business.ts'
import type { Random } from './random.ts'

/** What an indicator is measured by: a count or a percentage around a usual value, a word, the cost, a deadline, or accidents that shall be none. */
export type Yardstick =
  | { readonly kind: 'count'; readonly usual: number; readonly unit: string }
  | { readonly kind: 'percent'; readonly usual: number; readonly limit: 'low' | 'high' }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'cost' }
  | { readonly kind: 'deadline' }
  | { readonly kind: 'vacuous'; readonly unit: string }

/** An indicator as a project repeats it every year. The weight is in points. */
export interface IndicatorPlan {
  readonly level1: string
  readonly level2: string
  readonly level3: string
  readonly weight: number
  readonly yardstick: Yardstick
}

const splits: Readonly<Record<number, readonly (readonly number[])[]>> = {
  50: [[20, 10, 10, 10], [15, 15, 10, 10], [10, 10, 10, 10, 10], [15, 10, 10, 10, 5], [10, 10, 10, 10, 5, 5], [9, 9, 8, 8, 8, 8], [10, 10, 10, 5, 5, 5, 5]],
  40: [[15, 15, 10], [10, 10, 10, 10]],
  30: [[10, 10, 10], [10, 10, 5, 5], [8, 8, 7, 7]],
}

function word(level2: string, random: Random): Yardstick {
  const words: Readonly<Record<string, readonly [string, ...string[]]>> = { 时效指标: ['及时', '按时', '及时'], 成本指标: ['合理', '完成', '有效控制'], 质量指标: ['符合', '达标', '规范'] }
  return { kind: 'word', word: random.pick(words[level2] ?? ['有效', '提升', '达到', '明显', '提高', '改善', '有效']) }
}

/** A text that names a rate is measured in percent, any other by a word. */
function byName(level2: string, text: string, random: Random): Yardstick {
  if (text.includes('失业率')) return { kind: 'percent', usual: 4, limit: 'high' }
  if (/(增长|下降)率$/.test(text)) return { kind: 'percent', usual: random.pick([3, 5, 8, 10]), limit: 'low' }
  if (/(率|比例|占比)$/.test(text)) return { kind: 'percent', usual: random.pick([90, 95, 95, 98, 100]), limit: 'low' }
  return word(level2, random)
}

interface Draft {
  readonly level2: string
  readonly level3: string
  readonly yardstick: Yardstick
}

function outputs(business: Business, stem: ProjectStem, count: number, random: Random): readonly Draft[] {
  const [, , counted, unit, usual] = stem
  const amounts = count >= 7 ? 3 : count >= 6 ? 2 : random.int(1, 2)
  const qualities = count - amounts - 2 > 0 ? count - amounts - 2 : 1
  const draft = (level2: string, level3: string, yardstick: Yardstick): Draft => ({ level2, level3, yardstick })
  const more = random.some(business.counts, amounts - 1).map(([text, of, often]) => draft('数量指标', text, random.chance(0.015) ? { kind: 'vacuous', unit: of } : { kind: 'count', usual: often * random.between(0.6, 1.6), unit: of }))
  const main = draft('数量指标', counted, random.chance(0.012) ? word('数量指标', random) : { kind: 'count', usual: usual * Math.exp(0.5 * random.normal()), unit })
  const quality = random.some([...business.qualities, ...random.some(sharedTexts.quality, 1)], qualities).map((text) => draft('质量指标', text, byName('质量指标', text, random)))
  const time = draft('时效指标', random.pick(sharedTexts.time), random.chance(0.3) ? { kind: 'deadline' } : word('时效指标', random))
  const cost = random.chance(0.35) ? draft('成本指标', sharedTexts.cost[1], { kind: 'cost' }) : draft('成本指标', sharedTexts.cost[0], word('成本指标', random))
  return [main, ...more, ...quality, time, cost]
}

function benefits(business: Business, count: number, random: Random): readonly Draft[] {
  const lasting = random.chance(0.25) ? sharedTexts.lasting : business.lasting
  const all = [['经济效益指标', business.economic], ['社会效益指标', business.social], ['生态效益指标', business.ecological], ['可持续影响指标', lasting]] as const
  const dropped = count < 4 ? random.pick([0, 0, 2]) : -1
  return all.flatMap(([level2, texts], index) => {
    if (index === dropped) return []
    const text = random.pick([texts[0], ...texts.slice(1)])
    return [{ level2, level3: text, yardstick: byName(level2, text, random) }]
  })
}

function weighted(level1: string, total: number, drafts: readonly Draft[], random: Random): readonly IndicatorPlan[] {
  const fitting = (splits[total] ?? []).filter((split) => split.length === drafts.length)
  const split = fitting[random.int(0, fitting.length - 1)] ?? drafts.map(() => total / drafts.length)
  return drafts.map((draft, index) => ({ level1, ...draft, weight: split[index] ?? 0 }))
}

/** The indicators of a project, 8 to 12 with weights that add up to 90; without satisfaction the benefits weigh more. */
export function planIndicators(business: Business, stem: ProjectStem, withoutSatisfaction: boolean, random: Random): readonly IndicatorPlan[] {
  const output = weighted('产出指标', 50, outputs(business, stem, random.int(4, 7), random), random)
  const benefit = weighted('效益指标', withoutSatisfaction ? 40 : 30, benefits(business, random.int(3, 4), random), random)
  const satisfaction = { level2: '服务对象满意度指标', level3: random.pick(business.served), yardstick: { kind: 'percent', usual: random.pick([85, 85, 90, 90, 95]), limit: 'low' } } as const
  return [...output, ...benefit, ...(withoutSatisfaction ? [] : weighted('满意度指标', 10, [satisfaction], random))]
}
