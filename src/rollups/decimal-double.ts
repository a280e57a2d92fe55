import type { Whole } from './sum-columns.ts'

const [largest, lowerHalf] = [2n ** 53n, 2n ** 64n - 1n]

/** A HUGEINT as DuckDB makes a DOUBLE of it, which past 2^64 is not always the nearest. */
function wideDouble(value: bigint): number {
  const upper = value >> 64n
  const lower = value & lowerHalf
  return upper === -1n ? -Number(lowerHalf - lower) - 1 : Number(lower) + Number(upper) * Number(lowerHalf)
}

/**
 * `CAST(x AS DOUBLE)` of a DECIMAL of 38 digits, bit for bit as DuckDB does it: value ÷ 10^scale where the digits fit a
 * double, else whole part and rest apart.
 */
export function decimalDouble(value: Whole, scale: number): number {
  const power = 10 ** scale
  if (typeof value === 'number') return value / power
  if (scale === 0 || (value <= largest && value >= -largest)) return wideDouble(value) / power
  return wideDouble(value / BigInt(power)) + wideDouble(value % BigInt(power)) / power
}

/** Digits with a point put in, as DuckDB prints a DECIMAL: (-30, 2) is "-0.30". */
export function decimalDigits(value: Whole, scale: number): string {
  const isNegative = value < 0
  const digits = String(isNegative ? -value : value).padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return isNegative ? `-${text}` : text
}
