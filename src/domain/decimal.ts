/** An exact decimal: `digits` counted in units of 10^-scale. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

const plain = /^([-+\u2212]?)(\d+)(?:\.(\d*))?$/

/** Reads a plain decimal ("-12.50", no separators), or null for anything else. */
export function parseDecimal(text: string): Decimal | null {
  const match = plain.exec(text)
  if (!match) return null
  const [, sign, whole = '', fraction = ''] = match
  const magnitude = BigInt(whole + fraction)
  return { digits: sign === '' || sign === '+' ? magnitude : -magnitude, scale: fraction.length }
}

/** The same number with another number of decimals, rounded half away from zero where there are fewer. */
export function toScale(value: Decimal, scale: number): Decimal {
  if (scale >= value.scale) return { digits: value.digits * 10n ** BigInt(scale - value.scale), scale }
  const unit = 10n ** BigInt(value.scale - scale)
  const magnitude = value.digits < 0n ? -value.digits : value.digits
  const rounded = (magnitude + unit / 2n) / unit
  return { digits: value.digits < 0n ? -rounded : rounded, scale }
}

/** Whether the number has a non-zero digit beyond so many decimals. */
export function hasMoreDecimals(value: Decimal, scale: number): boolean {
  return value.scale > scale && value.digits % 10n ** BigInt(value.scale - scale) !== 0n
}

export function timesPowerOfTen(value: Decimal, power: number): Decimal {
  const scale = value.scale - power
  return scale >= 0 ? { digits: value.digits, scale } : { digits: value.digits * 10n ** BigInt(-scale), scale: 0 }
}

export function compareDecimals(left: Decimal, right: Decimal): number {
  const scale = Math.max(left.scale, right.scale)
  const difference = toScale(left, scale).digits - toScale(right, scale).digits
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale)
  return { digits: toScale(left, scale).digits + toScale(right, scale).digits, scale }
}

/** Plain text with every decimal of the scale: "-0.50". */
export function toPlainText(value: Decimal): string {
  const magnitude = (value.digits < 0n ? -value.digits : value.digits).toString().padStart(value.scale + 1, '0')
  const whole = magnitude.slice(0, magnitude.length - value.scale)
  const fraction = value.scale === 0 ? '' : `.${magnitude.slice(-value.scale)}`
  return `${value.digits < 0n ? '-' : ''}${whole}${fraction}`
}

/** Plain text without trailing zeros: "12.50" is "12.5", "3.00" is "3". */
export function toShortText(value: Decimal): string {
  const text = toPlainText(value)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
