import { addDecimals, parseDecimal, toPlainText, toShortText } from '@/domain/decimal.ts'
import { formatYuan } from '@/domain/money.ts'

/** "8.00" as "8", "9.50" as "9.5". */
export function points(value: string): string {
  const decimal = parseDecimal(value)
  return decimal === null ? value : toShortText(decimal)
}

/** Yuan with separators and two decimals, without a unit. */
export function yuan(value: string | null): string {
  return value === null ? '—' : formatYuan(value)
}

/** left − right, exact, as plain text. */
export function difference(left: string, right: string): string {
  const [whole, taken] = [parseDecimal(left), parseDecimal(right)]
  return whole && taken ? toPlainText(addDecimals(whole, { ...taken, digits: -taken.digits })) : ''
}

/** A text cut to what a line can carry. */
export function excerpt(text: string, length = 24): string {
  const characters = [...text]
  return characters.length <= length ? text : `${characters.slice(0, length).join('')}…`
}
