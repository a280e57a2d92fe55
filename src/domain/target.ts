import { compareDecimals, hasMoreDecimals, parseDecimal, timesPowerOfTen, toShortText, type Decimal } from './decimal.ts'
import { judgeText } from './target-text.ts'

export type TargetOperator = '>=' | '>' | '=' | '<' | '<=' | 'range'

/** The derived columns of an indicator. A figure that DECIMAL(18,4) can't hold exactly is null. */
export interface TargetReading {
  readonly target_kind: 'quantitative' | 'qualitative' | null
  readonly target_operator: TargetOperator | null
  readonly target_value: string | null
  readonly target_high: string | null
  readonly target_unit: string | null
  readonly actual_value: string | null
  readonly attained: boolean | null
}

interface Quantity {
  readonly value: Decimal
  readonly unit: string | null
}
interface QuantityTarget {
  readonly operator: TargetOperator
  readonly low: Quantity
  readonly high: Quantity | null
}

const prefixes: readonly (readonly [RegExp, TargetOperator])[] = [
  [/^(?:>=|=>|≥|≧|⩾|不低于|不少于|不小于|不得低于|不得少于|大于等于|大于或等于|至少)/, '>='],
  [/^(?:<=|=<|≤|≦|⩽|不超过|不高于|不多于|不大于|不得超过|不得高于|小于等于|小于或等于|至多|控制在)/, '<='],
  [/^(?:>|﹥|大于|超过|高于|多于)/, '>'],
  [/^(?:<|﹤|小于|低于|少于)/, '<'],
  [/^(?:==?|等于)/, '='],
]
const suffixes: readonly (readonly [RegExp, TargetOperator])[] = [
  [/(?:及以上|或以上|以上)$/, '>='],
  [/(?:及以下|或以下|以内|之内|以下)$/, '<='],
]
const quantity = /^([-+]?\d+(?:\.\d*)?)([^\d<>=≥≤]{0,10})$/
/** "2023年", "12月底前", "3日前": a date, not a count. */
const date = /^(?:年度?|月份?|日|号)?.*(?:底|末|初|前|后|内完成)$|^月/

function clean(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').replace(/[\u2212\u2010-\u2012]/g, '-').replace(/(?<=\d),(?=\d{3})/g, '')
}

function parseQuantity(text: string): Quantity | null {
  const match = quantity.exec(text)
  const value = match ? parseDecimal(match[1] ?? '') : null
  if (!match || !value) return null
  const unit = (match[2] ?? '').replace(/^(?:百分比|百分点|percent|pct)$/i, '%')
  const number = Number(match[1])
  if (date.test(unit) || (unit.startsWith('年') && number >= 1990 && number <= 2100)) return null
  return { value, unit: unit === '' ? null : unit }
}

function parseRange(text: string): QuantityTarget | null {
  const match = /^([-+]?\d+(?:\.\d*)?[^\d\-~～至到—–]{0,4})(?:-|~|～|至|到|—+|–)(\d.*)$/.exec(text)
  const low = match ? parseQuantity(match[1] ?? '') : null
  const high = match ? parseQuantity(match[2] ?? '') : null
  if (!low || !high || (low.unit !== null && low.unit !== high.unit) || compareDecimals(low.value, high.value) > 0) return null
  return { operator: 'range', low: { ...low, unit: high.unit }, high }
}

function parseQuantityTarget(text: string): QuantityTarget | null {
  const range = parseRange(text)
  if (range) return range
  const prefix = prefixes.find(([pattern]) => pattern.test(text))
  const rest = prefix ? text.replace(prefix[0], '') : text
  const suffix = suffixes.find(([pattern]) => pattern.test(rest))
  const low = parseQuantity(suffix ? rest.replace(suffix[0], '') : rest)
  return low && { operator: prefix?.[1] ?? suffix?.[1] ?? '=', low, high: null }
}

const moneyPower: Readonly<Record<string, number>> = { 元: 0, 千元: 3, 万元: 4, 百万元: 6, 亿元: 8 }
const sameUnits: readonly (readonly string[])[] = [['人', '名'], ['天', '日'], ['公里', '千米', 'km'], ['平方米', '㎡', 'm2'], ['分', '分值']]

/** A quantity counted in another unit: the same where one is left out, money exactly; null where they can't be compared. */
function inUnit(quantity: Quantity, unit: string | null): Decimal | null {
  if (quantity.unit === null || unit === null || quantity.unit === unit) return quantity.value
  const [from, to] = [moneyPower[quantity.unit], moneyPower[unit]]
  if (from !== undefined && to !== undefined) return timesPowerOfTen(quantity.value, from - to)
  return sameUnits.some((group) => group.includes(quantity.unit ?? '') && group.includes(unit)) ? quantity.value : null
}

/** "=" above 0 is met from there up, and "=0" by 0 or less, as the rules of scoring have it (DATA.md §4). */
function isMet(target: QuantityTarget, actual: Decimal): boolean {
  const order = compareDecimals(actual, target.low.value)
  if (target.operator === 'range') return order >= 0 && target.high !== null && compareDecimals(actual, target.high.value) <= 0
  if (target.operator === '=') return target.low.value.digits === 0n ? order <= 0 : order >= 0
  if (target.operator === '>=') return order >= 0
  if (target.operator === '>') return order > 0
  return target.operator === '<' ? order < 0 : order <= 0
}

function toColumn(value: Decimal | null): string | null {
  if (!value || hasMoreDecimals(value, 4)) return null
  const text = toShortText(value)
  return text.replace(/^-|\..*$/g, '').length > 14 ? null : text
}

/** Reads a target and what was achieved. `attained` is null where it can't be judged. */
export function parseTarget(target: string | null, actual: string | null): TargetReading {
  const [wanted, reached] = [clean(target ?? ''), clean(actual ?? '')]
  const goal = parseQuantityTarget(wanted)
  const done = parseQuantity(reached.replace(/^=/, ''))
  if (!goal) {
    const attained = wanted === '' || reached === '' ? null : judgeText(wanted, reached)
    return { target_kind: wanted === '' ? null : 'qualitative', target_operator: null, target_value: null, target_high: null, target_unit: null, actual_value: toColumn(done?.value ?? null), attained }
  }
  const unit = goal.low.unit ?? done?.unit ?? null
  const value = done && inUnit(done, unit)
  const attained = value ? isMet(goal, value) : reached === '' || done ? null : judgeText(wanted, reached)
  return {
    target_kind: 'quantitative',
    target_operator: goal.operator,
    target_value: toColumn(goal.low.value),
    target_high: toColumn(goal.high?.value ?? null),
    target_unit: unit,
    actual_value: toColumn(value),
    attained,
  }
}
