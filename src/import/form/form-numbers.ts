import { hasMoreDecimals, parseDecimal, toPlainText, toScale } from '../../domain/decimal.ts'
import { toHalfWidth } from '../../domain/money.ts'

const plain = /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?$/

/** Whether a word is a figure: digits with separators, no unit. */
export function isNumber(word: string): boolean {
  return plain.test(toHalfWidth(word))
}

export function isPercent(word: string): boolean {
  const text = toHalfWidth(word)
  return text.endsWith('%') && plain.test(text.slice(0, -1).trim())
}

/** A score or weight with two decimals ("10.00"), or null where it is none or has more. "分" may stand behind it. */
export function toPoints(word: string): string | null {
  const decimal = parseDecimal(toHalfWidth(word).replace(/分$/, '').replaceAll(',', ''))
  return decimal && !hasMoreDecimals(decimal, 2) && decimal.digits < 10n ** BigInt(decimal.scale + 4) ? toPlainText(toScale(decimal, 2)) : null
}

/** A printed rate in percent with two decimals; figures are only rounded here, never money. */
export function toPercent(word: string): string | null {
  const decimal = parseDecimal(toHalfWidth(word).replace(/%$/, '').trim().replaceAll(',', ''))
  return decimal && decimal.digits < 10n ** BigInt(decimal.scale + 7) ? toPlainText(toScale(decimal, 2)) : null
}
