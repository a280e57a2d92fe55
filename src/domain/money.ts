import type { Language } from './label.ts'
import { hasMoreDecimals, parseDecimal, timesPowerOfTen, toPlainText, toScale } from './decimal.ts'

/** What an amount is printed in: 元 or 万元. */
export type MoneyUnit = 'yuan' | 'wan'

export type MoneyProblem = 'not-an-amount' | 'too-many-decimals' | 'too-large'

/** An amount in yuan with two decimals ("45341.00"), null where it is absent, or what is wrong with it. */
export type MoneyReading = { readonly value: string | null } | { readonly problem: MoneyProblem }

const wholeDigits = 16
const amount = /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?$/
const explicitUnit = /(万?元)$/

/** Full-width digits and signs as half-width, all kinds of minus as "-", outer space gone. */
export function toHalfWidth(text: string): string {
  return text.normalize('NFKC').replace(/[\u2010-\u2012\u2212]/g, '-').replace(/[，、](?=\d{3})/g, ',').trim()
}

/** Whether a cell says that there is no value: empty, a dash, a slash or stars. */
export function isAbsent(text: string): boolean {
  return /^[-\u2010-\u2015\u2212\uFF0D/\uFF0F\\*\uFF0A\s]*$/.test(text)
}

/** Reads an amount exactly. A unit written behind the figure (元, 万元) outweighs the one given. */
export function parseMoney(text: string, unit: MoneyUnit): MoneyReading {
  if (isAbsent(text)) return { value: null }
  const clean = toHalfWidth(text).replace(/^[¥￥]\s*/, '')
  const written = explicitUnit.exec(clean)?.[1]
  const figure = clean.replace(explicitUnit, '').trim()
  if (!amount.test(figure)) return { problem: 'not-an-amount' }
  const decimal = parseDecimal(figure.replaceAll(',', ''))
  if (!decimal) return { problem: 'not-an-amount' }
  const inWan = written === undefined ? unit === 'wan' : written === '万元'
  const yuan = timesPowerOfTen(decimal, inWan ? 4 : 0)
  if (hasMoreDecimals(yuan, 2)) return { problem: 'too-many-decimals' }
  const value = toPlainText(toScale(yuan, 2))
  return value.replace(/^-|\..*$/g, '').length > wholeDigits ? { problem: 'too-large' } : { value }
}

function grouped(value: string, decimals: number, power: number): string {
  const decimal = parseDecimal(value)
  if (!decimal) return value
  const text = toPlainText(toScale(timesPowerOfTen(decimal, -power), decimals))
  const [whole = '', fraction] = text.replace('-', '').split('.')
  const sign = text.startsWith('-') && /[1-9]/.test(text) ? '\u2212' : ''
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`
}

/** "1234567.8" (yuan) as "1,234,567.80". */
export function formatYuan(value: string): string {
  return grouped(value, 2, 0)
}

/** Yuan in 万元, rounded half up on the digits. */
export function formatWan(value: string, decimals: number): string {
  return grouped(value, decimals, 4)
}

/** Yuan in 亿元, rounded half up on the digits. */
export function formatYi(value: string, decimals: number): string {
  return grouped(value, decimals, 8)
}

/** Yuan in millions, rounded half up on the digits. */
export function formatMillion(value: string, decimals: number): string {
  return grouped(value, decimals, 6)
}

/** Yuan in thousands, rounded half up on the digits. */
export function formatThousand(value: string, decimals: number): string {
  return grouped(value, decimals, 3)
}

export interface MoneyParts {
  readonly number: string
  readonly unit: string
}

/** An amount in the unit that suits its size: 亿元, 万元, 元; or "¥ 0.58", which no line breaks in two, and "bn", "m", "k", none. */
export function formatMoney(value: string, language: Language): MoneyParts {
  const size = value.replace(/^[-\u2212]|\..*$/g, '').replace(/^0+/, '').length
  if (language === 'zh') {
    if (size > 8) return { number: formatYi(value, 2), unit: '亿元' }
    return size > 4 ? { number: formatWan(value, 2), unit: '万元' } : { number: formatYuan(value), unit: '元' }
  }
  const [power, unit] = size > 8 ? [9, 'bn'] : size > 6 ? [6, 'm'] : size > 3 ? [3, 'k'] : [0, '']
  const number = grouped(value, 2, power)
  return { number: number.startsWith('\u2212') ? `\u2212¥\u00a0${number.slice(1)}` : `¥\u00a0${number}`, unit }
}
