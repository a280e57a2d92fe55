import type { AnswerValue } from './engine.ts'

/** Digits of an unscaled integer with a decimal point put in: (-30n, 2) gives "-0.30". */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString()
  const sign = unscaled < 0n ? '-' : ''
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** An integer of any width as a number where every digit survives, else as its digits. */
export function integerValue(value: bigint): AnswerValue {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value.toString()
}

/** Milliseconds since 1970 as DuckDB prints a DATE. */
export function dateText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}
