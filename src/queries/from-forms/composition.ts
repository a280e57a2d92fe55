import { decimalDouble } from '@/rollups/decimal-double.ts'
import { isProductAbove } from '@/rollups/forms/exact-share.ts'
import type { Run } from '@/rollups/forms/form-scope.ts'

/** What each part of a whole was given and spent, in cents, side by side; NaN where absent. */
export interface Amounts {
  readonly initial: Float64Array
  readonly executed: Float64Array
}

/** What the parts were given and spent together, NaN where all are absent, and how far their shares of the two lie apart; null where one is 0, negative or absent. */
export interface Composition {
  readonly initial: number
  readonly executed: number
  readonly variance: number | null
}

function sumOf(amounts: Float64Array, runs: readonly Run[]): number {
  let [sum, filled] = [0, 0]
  for (const { from, to } of runs) {
    for (let at = from; at < to; at += 1) {
      const amount = amounts[at] as number
      if (Number.isNaN(amount)) continue
      sum += amount
      filled += 1
    }
  }
  return filled > 0 ? sum : Number.NaN
}

/**
 * Σ |executedᵢ × initial − executed × initialᵢ|. Without their signs these add up to 0, so those above it are half of the sum:
 * what they are made of is added in whole numbers that a double holds, and multiplied once.
 */
function deviationOf(parts: Amounts, runs: readonly Run[], initial: number, executed: number): bigint {
  let [givenAbove, spentAbove] = [0, 0]
  for (const { from, to } of runs) {
    for (let at = from; at < to; at += 1) {
      // An absent amount, NaN, is none.
      const [given, spent] = [(parts.initial[at] as number) || 0, (parts.executed[at] as number) || 0]
      if (!isProductAbove(spent, initial, given, executed)) continue
      givenAbove += given
      spentAbove += spent
    }
  }
  return 2n * (BigInt(spentAbove) * BigInt(initial) - BigInt(givenAbove) * BigInt(executed))
}

/** The composition of the parts in some runs. All of a column's amounts together stay below 2^53, whatever their signs. */
export function compositionOf(parts: Amounts, runs: readonly Run[]): Composition {
  const [initial, executed] = [sumOf(parts.initial, runs), sumOf(parts.executed, runs)]
  const variance = initial > 0 && executed > 0 ? decimalDouble(deviationOf(parts, runs, initial, executed), 0) / initial / executed : null
  return { initial, executed, variance }
}
