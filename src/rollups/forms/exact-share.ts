/** A share as a fraction of whole numbers in lowest terms: 0.2 is 1/5. */
export interface Fraction {
  readonly numerator: number
  readonly denominator: number
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

/** A share of at most six decimals, as SQL reads it, as a fraction; null for one with more, which SQL would round. */
export function toFraction(share: number): Fraction | null {
  const match = /^(\d{1,6})(?:\.(\d{1,6}))?$/.exec(String(share))
  if (!match) return null
  const [, whole = '', decimals = ''] = match
  const millionths = Number(whole + decimals.padEnd(6, '0'))
  const divisor = commonDivisor(millionths, 1_000_000)
  return { numerator: millionths / divisor, denominator: 1_000_000 / divisor }
}

/** Whether part ≥ share × whole, exactly, for whole numbers below 2^53; false where one is absent (NaN). */
export function reaches(part: number, whole: number, { numerator, denominator }: Fraction): boolean {
  const [left, right] = [part * denominator, whole * numerator]
  if (Math.abs(left) <= Number.MAX_SAFE_INTEGER && Math.abs(right) <= Number.MAX_SAFE_INTEGER) return left >= right
  if (Number.isNaN(left) || Number.isNaN(right)) return false
  return BigInt(part) * BigInt(denominator) >= BigInt(whole) * BigInt(numerator)
}

/** Whether a × b > c × d, exactly, for whole numbers up to 2^53. */
export function isProductAbove(a: number, b: number, c: number, d: number): boolean {
  const [left, right] = [a * b, c * d]
  // By so much at most the rounded products differ from the exact ones; products that small are exact.
  const error = (Math.abs(left) + Math.abs(right)) * Number.EPSILON
  if (error < 1 || Math.abs(left - right) > error) return left > right
  return BigInt(a) * BigInt(b) > BigInt(c) * BigInt(d)
}

/** ⌊20 × part ÷ whole⌋, at most 19, exactly: the place of a share in bins of 5 points. Part and whole are whole numbers above 0. */
export function twentieth(part: number, whole: number): number {
  const guess = Math.min(19, Math.floor((part / whole) * 20))
  if (guess < 19 && reaches(part, whole, { numerator: guess + 1, denominator: 20 })) return guess + 1
  return reaches(part, whole, { numerator: guess, denominator: 20 }) ? guess : guess - 1
}
