import * as z from 'zod/mini'
import { en, zhCN } from 'zod/locales'
import { ruleIds } from './checks.ts'
import type { Language } from './label.ts'

const label = z.strictObject({ zh: z.string().check(z.minLength(1)), en: z.string().check(z.minLength(1)) })

function decimals(digits: number): (value: number) => boolean {
  const plain = new RegExp(`^\\d+(\\.\\d{1,${digits}})?$`)
  return (value) => plain.test(String(value))
}

const share = z.number().check(z.minimum(0), z.maximum(1), z.refine(decimals(6), 'at most six decimals'))
const points = z.number().check(z.minimum(0), z.maximum(1000), z.refine(decimals(2), 'at most two decimals'))
const words = z.array(z.string().check(z.trim(), z.minLength(1)))
const band = z.strictObject({ from: share, to: share }).check(z.refine((range) => range.from <= range.to, 'from is above to'))
const steps = z.array(z.strictObject({ from: share, share })).check(
  z.minLength(1),
  z.refine((all) => all.every((step, index) => index === 0 || step.from < (all[index - 1]?.from ?? 0)), 'steps go from the highest rate to the lowest'),
)

export const dimensions = ['output', 'benefit', 'satisfaction'] as const

const weights = z
  .strictObject({
    total: points,
    execution: points,
    /** One entry holds several dimensions where a region gives them points together. */
    dimensions: z.array(z.strictObject({ of: z.array(z.enum(dimensions)).check(z.minLength(1)), weight: points })).check(z.minLength(1)),
  })
  .check(z.refine((all) => Math.round(100 * all.total) === all.dimensions.reduce((sum, part) => sum + Math.round(100 * part.weight), Math.round(100 * all.execution)), 'weights do not add up to the total'))

/** A region's rules of scoring (DATA.md §4): rates and bands are fractions, weights and ratings points. */
export const ruleSetSchema = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
  label,
  description: label,
  weights,
  /** proportional: min(weight, rate × weight). stepped: the first step whose `from` the rate reaches gives its share of the weight; below all, 0. */
  executionScore: z.discriminatedUnion('method', [z.strictObject({ method: z.literal('proportional') }), z.strictObject({ method: z.literal('stepped'), steps })]),
  /** A missed `<=` target: linear down to 0 at twice the target, or target ÷ actual. */
  upperLimitScore: z.enum(['linear-to-twice', 'ratio']),
  /** Shares of the weight that a qualitative indicator may get. */
  qualitative: z.strictObject({ achieved: band, partly: band, not: band }),
  /** Least points for 优, 良 and 中; 差 below. */
  rating: z.strictObject({ excellent: points, good: points, fair: points }).check(z.refine((all) => all.excellent > all.good && all.good > all.fair, 'ratings go down')),
  /** changeFrom 0: any change. overshootFrom: of a `>=` target. */
  explanationOwed: z.strictObject({ executionRateBelow: share, changeFrom: share, overshootFrom: z.number().check(z.minimum(1), z.maximum(100), z.refine(decimals(6), 'at most six decimals')) }),
  /** Reasons that explain nothing, compared without spaces and punctuation. */
  boilerplateReasons: words,
  /** Words of which one is needed for a text to speak of a change of the budget. */
  changeWords: words.check(z.minLength(1)),
  maskedCut: z.strictObject({ minCut: share, minExecution: share }),
  repeatedIndicator: z.strictObject({ projects: z.int().check(z.minimum(2)), departments: z.int().check(z.minimum(2)) }),
  flatScores: z.strictObject({ projects: z.int().check(z.minimum(2)) }),
  /** Checks that are switched off. */
  off: z._default(z.array(z.enum(ruleIds)), []),
})

export type RuleSet = z.infer<typeof ruleSetSchema>

export type ParsedRuleSet = { readonly ruleSet: RuleSet; readonly problems: readonly [] } | { readonly ruleSet: null; readonly problems: readonly { readonly path: string; readonly message: string }[] }

/** Reads the text of a rule set's file: the rule set, or what is wrong with it and where, in words. Never throws. */
export function parseRuleSet(text: string, language: Language = 'en'): ParsedRuleSet {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    return { ruleSet: null, problems: [{ path: '', message: error instanceof Error ? error.message : String(error) }] }
  }
  const parsed = ruleSetSchema.safeParse(data, { error: (language === 'zh' ? zhCN() : en()).localeError })
  if (parsed.success) return { ruleSet: parsed.data, problems: [] }
  return { ruleSet: null, problems: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) }
}

export const ratings = ['优', '良', '中', '差'] as const
export type Rating = (typeof ratings)[number]

/** The rating of a total score in points, as text; null where the score is absent. */
export function toRating(totalScore: string | null, { rating }: RuleSet): Rating | null {
  if (totalScore === null) return null
  const score = Number(totalScore)
  if (score >= rating.excellent) return '优'
  if (score >= rating.good) return '良'
  return score >= rating.fair ? '中' : '差'
}
