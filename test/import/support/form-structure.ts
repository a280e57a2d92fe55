import * as fc from 'fast-check'

/** A form as a tree, in the words it is to be read to. Money in cents of yuan. */
export interface Fund {
  readonly source: string
  readonly cents: readonly (number | null)[]
}
export interface Row {
  readonly level1: string
  readonly level2: string
  readonly level3: string
  readonly target: string
  readonly actual: string
  readonly weight: number
  readonly score: number
  readonly reason: string
}
export interface FormStructure {
  readonly year: number
  readonly project: string
  readonly department: string
  readonly unit: string
  readonly total: readonly (number | null)[]
  readonly funds: readonly Fund[]
  readonly expected: string
  readonly actual: string
  readonly rows: readonly Row[]
  readonly emptyLevels: readonly string[]
}

const words = '河道清淤养护道路照明图书馆开放社区托育岗位培训农田水利学校食堂改造医疗救助防汛物资绿化补植垃圾分类公交补贴公园管护消防巡查档案整理'.match(/../g) ?? []
const text = (min: number, max: number): fc.Arbitrary<string> => fc.array(fc.constantFrom(...words), { minLength: min, maxLength: max }).map((parts) => parts.join(''))
const sentence = fc.tuple(text(4, 40), fc.constantFrom('', '，按2023年计划推进', '，共计12批次', '（二期）', '、IT系统'), text(3, 30)).map(([head, middle, tail]) => `${head}${middle}${tail}。`)
const goal = fc.array(sentence, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''))

const level2Of: Readonly<Record<string, readonly string[]>> = {
  产出指标: ['数量指标', '质量指标', '时效指标', '成本指标'],
  效益指标: ['经济效益指标', '社会效益指标', '生态效益指标', '可持续影响指标'],
  满意度指标: ['服务对象满意度指标'],
}
const figures = fc.constantFrom(
  ['>=2次', '2'], ['≥95%', '96%'], ['=0', '0'], ['有效', '有效'], ['及时', '及时'], ['≤90万元', '85'], ['90%-95%', '92%'], ['12', '12'], ['不低于85%', '88'], ['健全', '基本健全'], ['＞＝10', '11'], ['达标', '达标'],
) as fc.Arbitrary<readonly [string, string]>
const reason = fc.oneof({ weight: 3, arbitrary: fc.constant('无') }, { weight: 1, arbitrary: fc.constant('有待加强') }, { weight: 1, arbitrary: text(3, 16).map((words) => `因${words}`) })

const splitHundred = (count: number): fc.Arbitrary<readonly number[]> =>
  fc.array(fc.integer({ min: 1, max: 9 }), { minLength: count, maxLength: count }).map((parts) => {
    const sum = parts.reduce((left, right) => left + right, 0)
    const scaled = parts.map((part) => Math.max(1, Math.floor((part * 90) / sum)))
    const rest = 90 - scaled.reduce((left, right) => left + right, 0)
    return scaled.map((part, index) => (index === 0 ? part + rest : part))
  })

const slots = Object.entries(level2Of).flatMap(([level1, names]) => names.map((level2) => ({ level1, level2 })))
const rows = fc
  .array(fc.constantFrom(0, 1, 1, 1, 1, 1, 2, 3), { minLength: slots.length, maxLength: slots.length })
  .filter((counts) => counts.some((count) => count > 0))
  .chain((counts) => {
    const places = slots.flatMap((slot, index) => Array.from({ length: counts[index] ?? 0 }, () => slot))
    const cells = fc.array(fc.tuple(text(2, 14), figures, reason, fc.integer({ min: 0, max: 3 })), { minLength: places.length, maxLength: places.length })
    return fc.tuple(cells, splitHundred(places.length)).map(([made, weights]) => ({
      rows: places.map((place, index): Row => {
        const [level3, [target, actual], why, lost] = made[index] as (typeof made)[number]
        const weight = weights[index] ?? 1
        return { ...place, level3, target, actual, weight, score: Math.max(0, weight - lost), reason: why }
      }),
      emptyLevels: slots.filter((_, index) => counts[index] === 0).map((slot) => slot.level2),
    }))
  })

const cents = fc.integer({ min: 1, max: 9_999_999_999 })
const money = fc.tuple(cents, cents, fc.integer({ min: 0, max: 100 }), fc.constantFrom('carried', 'none', 'blank')).map(([initial, full, percent, kind]) => {
  const executed = Math.floor((full / 100) * percent)
  const carried = kind === 'carried' ? Math.floor(full / 3) : kind === 'none' ? 0 : null
  const spent = carried === null ? null : Math.min(carried, executed)
  return {
    total: [initial, full, executed],
    funds: [
      { source: '当年财政拨款', cents: [initial, full - (carried ?? 0), executed - (spent ?? 0)] },
      { source: '上年结转资金', cents: [null, carried, spent] },
      { source: '其他资金', cents: kind === 'blank' ? [null, null, null] : [null, 0, 0] },
    ],
  }
})

/** Forms with words and figures of their own. */
export const formStructure: fc.Arbitrary<FormStructure> = fc.record({ year: fc.integer({ min: 1990, max: 2100 }), project: text(2, 16), department: text(3, 14), unit: text(3, 14), money, expected: goal, actual: goal, table: rows }).map(({ money, table, ...rest }) => ({ ...rest, ...money, ...table }))
