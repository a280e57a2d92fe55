import type { AnswerValue } from '@/engine/engine.ts'
import type { CellColumn } from './cell-table.ts'

/** A whole number: of cents, of hundredths of points, of rows. */
export type Whole = number | bigint

const limb = 2n ** 32n

/** The column of a sum's upper limb, where one number is too small for it: the sum is high × 2^32 + low. */
export function highName(key: string): string {
  return `${key} high`
}

/** The column of how many rows a sum is over. Left out where that is all of a cell's rows. */
export function countName(key: string): string {
  return `${key} count`
}

/** An exact decimal of an answer ("-12.50") in units of its last digit; null where absent. */
export function toWhole(value: AnswerValue | undefined): Whole | null {
  if (value === null || value === undefined || typeof value === 'boolean') return null
  if (typeof value === 'number') return value
  const digits = value.replace('.', '')
  return digits.length <= 15 ? Number(digits) : BigInt(digits)
}

function fits(values: readonly (Whole | null)[], greatest: number): boolean {
  let sum = 0
  for (const value of values) {
    if (typeof value === 'bigint') return false
    // Exact for as long as it matters: it only grows, and is judged before it leaves the exact range.
    sum += Math.abs(value ?? 0)
    if (sum > greatest) return false
  }
  return true
}

function numbers(name: string, values: readonly (number | null)[], nullable: boolean): CellColumn {
  const isSmall = !nullable && values.every((value) => value !== null && value >= -0x8000_0000 && value <= 0x7fff_ffff)
  if (isSmall) return { name, kind: 'i32', values: Int32Array.from(values, (value) => value ?? 0) }
  return { name, kind: 'f64', ...(nullable ? { nullable } : {}), values: Float64Array.from(values, (value) => value ?? (nullable ? Number.NaN : 0)) }
}

/**
 * Whole numbers as columns that can be added in any order without losing a unit: one while the sum of all magnitudes is
 * below 2^53, else two limbs of it; null where even those would not do. Absent is 0, or NaN in a nullable column.
 */
export function sumColumns(key: string, values: readonly (Whole | null)[], { nullable = false }: { readonly nullable?: boolean } = {}): readonly CellColumn[] | null {
  if (fits(values, Number.MAX_SAFE_INTEGER)) return [numbers(key, values.map((value) => (value === null ? null : Number(value))), nullable)]
  const split = values.map((value) => (value === null ? null : { high: BigInt(value) / limb, low: BigInt(value) % limb }))
  const [highs, lows] = [split.map((value) => (value === null ? null : Number(value.high))), split.map((value) => (value === null ? null : Number(value.low)))]
  if (!split.every((value) => value === null || BigInt(Number(value.high)) === value.high)) return null
  if (!fits(highs, Number.MAX_SAFE_INTEGER) || !fits(lows, Number.MAX_SAFE_INTEGER)) return null
  return [numbers(key, lows, nullable), numbers(highName(key), highs, nullable)]
}

/** Counts as the narrowest column that holds them. */
export function countColumn(name: string, values: readonly number[]): CellColumn {
  const most = values.reduce((high, value) => Math.max(high, value), 0)
  if (most < 0x1_00) return { name, kind: 'u8', values: Uint8Array.from(values) }
  if (most < 0x1_00_00) return { name, kind: 'u16', values: Uint16Array.from(values) }
  return { name, kind: 'u32', values: Uint32Array.from(values) }
}
