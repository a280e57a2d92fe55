import type { Amounts } from './budget.ts'
import type { Project } from './project.ts'
import type { Random } from './random.ts'
import type { YearlyIndicator } from './yearly-indicator.ts'

const causes = ['项目内容变更', '招标结余', '财政统筹压减一般性支出', '实施进度调整', '上级追加任务'] as const

/** The year's figure of the form's first indicator without its sign: "18公里". */
function figureText(first: YearlyIndicator | undefined, of: 'target' | 'actual', unit: string): string {
  return first?.figure ? `${first.figure[of]}${unit}` : '预定目标'
}

/** A sentence on the change of the budget, where one is worth a word and the unit says it at all. */
function changeSentence({ initial, fullYear }: Amounts, random: Random): string {
  if (initial === null || initial === 0 || Math.abs(initial - fullYear) * 20 < initial || !random.chance(0.3)) return ''
  const amount = `${Math.round(Math.abs(initial - fullYear) / 10_000) / 100}万元`
  return fullYear < initial ? `因${random.pick([causes[0], causes[1], causes[2], causes[3]])}，年中调减预算${amount}。` : `因${causes[4]}，年中追加预算${amount}。`
}

/** The goals of a form: what was planned and what came of it. Some units copy the first into the second. */
export function goalsOf(project: Project, year: number, amounts: Amounts, first: YearlyIndicator | undefined, random: Random): { readonly expected: string; readonly actual: string } {
  const [stem, , counted, unit] = project.stem
  const { aim } = project.business
  const planned = figureText(first, 'target', unit)
  const reached = figureText(first, 'actual', unit)
  const expected = random.pick([
    `通过实施${project.name}项目，${year}年${counted}达到${planned}，${aim}。`,
    `按照年度工作安排开展${stem}工作，计划${counted}${planned}，保证工作质量，从而${aim}。`,
    `完成${project.name}年度任务，${counted}不少于${planned}，规范资金使用，${aim}。`,
  ])
  if (random.chance(0.04)) return { expected, actual: expected }
  const done = random.pick([
    `${year}年已完成${stem}各项工作，${counted}${reached}，${aim}取得成效。`,
    `全年${counted}${reached}，各项指标按计划推进，有效${aim}。`,
    `项目按进度实施，${counted}${reached}，资金拨付及时，达到预期效果。`,
  ])
  return { expected, actual: changeSentence(amounts, random) + done }
}
