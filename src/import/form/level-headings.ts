import { compact } from './form-lines.ts'

/** Level 1 and level 2 of the national template and of those that provinces made of it. */
const level1 = ['产出指标', '效益指标', '效果指标', '过程指标', '投入指标', '决策指标', '影响力指标', 'outputindicators', 'output', 'benefitindicators', 'benefit', 'benefits']
const level2 = [
  '数量指标', '质量指标', '时效指标', '经济成本指标', '社会成本指标', '生态环境成本指标', '环境成本指标', '经济效益指标', '社会效益指标', '生态效益指标',
  '环境效益指标', '生态环境效益指标', '可持续影响指标', '可持续发展指标', '可持续性影响指标', '服务对象满意度指标', '受益对象满意度指标', '社会公众满意度指标',
  '公众满意度指标', '社会公众或服务对象满意度指标', '服务对象或受益人满意度指标', '受益群体满意度指标', '预算资金管理指标', '项目管理指标',
  'quantity', 'quantityindicators', 'quality', 'qualityindicators', 'timeliness', 'timelinessindicators', 'economicbenefit', 'economicbenefitindicators',
  'socialbenefit', 'socialbenefitindicators', 'ecologicalbenefit', 'ecologicalbenefitindicators', 'sustainableimpact', 'sustainableimpactindicators',
  'servicerecipientsatisfaction', 'servicerecipientsatisfactionindicators', 'satisfactionofservicerecipients',
]
/** Level 1 in some years' templates, level 2 in others. */
const either = ['成本指标', '满意度指标', 'cost', 'costindicators', 'satisfaction', 'satisfactionindicators']

export type HeadingLevel = 1 | 2 | 'either'
const levels = new Map<string, HeadingLevel>([
  ...level1.map((name) => [name, 1] as const),
  ...level2.map((name) => [name, 2] as const),
  ...either.map((name) => [name, 'either'] as const),
])
const weightNote = /\((\d+(?:\.\d+)?)(?:分|points)?\)$/

export interface Heading {
  /** Without its weight. */
  readonly text: string
  readonly level: HeadingLevel
  readonly weight: string | null
  /** How many words of the line it takes. */
  readonly words: number
}

function levelOf(name: string): HeadingLevel | null {
  return levels.get(name) ?? null
}

/** The heading that a line's words begin with, or null. A weight behind it ("(50分)") is read, not kept in its text. */
export function matchHeading(words: readonly string[]): Heading | null {
  let best: Heading | null = null
  let text = ''
  for (let count = 1; count <= Math.min(words.length, 6); count += 1) {
    const word = words[count - 1] ?? ''
    text = text === '' ? word : `${text} ${word}`
    const joined = compact(text)
    const weight = weightNote.exec(joined)?.[1] ?? null
    const level = levelOf(joined.replace(weightNote, ''))
    if (level) best = { text: text.normalize('NFC').replace(/\s*[（(]\s*[\d.０-９．]+\s*(?:分|points)?\s*[)）]\s*$/i, '').replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, ''), level, weight, words: count }
  }
  return best
}

/** Whether a text could be the first part of a wrapped heading. */
export function beginsHeading(text: string): boolean {
  const start = compact(text)
  if (start.length < 2) return false
  for (const name of levels.keys()) if (name.startsWith(start) && name !== start) return true
  return false
}

/** A heading outside the templates that we know: a short name that ends in 指标, before a text of its own. */
export function looksLikeHeading(text: string): boolean {
  return /^\p{Script=Han}{2,8}指标(?:\(\d+(?:\.\d+)?分?\))?$/u.test(compact(text))
}
