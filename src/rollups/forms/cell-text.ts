/** Whole cents as an answer writes them, "-12.30"; NaN, which stands for absent, is null. */
export function amountText(cents: number): string | null {
  return Number.isNaN(cents) ? null : plainAmount(cents)
}

/** The same where an amount is never absent. */
export function plainAmount(cents: number): string {
  const size = Math.abs(cents)
  const whole = Math.floor(size / 100)
  const rest = size - whole * 100
  return `${cents < 0 ? '-' : ''}${whole}.${rest < 10 ? '0' : ''}${rest}`
}

/** part ÷ whole of amounts in cents, as SQL divides the yuan. */
export function quotientOf(part: number, whole: number): number {
  return part / 100 / (whole / 100)
}

/** The same to draw; null where the whole is 0, negative or absent, or the part is absent. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 && !Number.isNaN(part) ? quotientOf(part, whole) : null
}

/** An exact amount of an answer, "-12.30", in whole cents; NaN where it is absent. */
export function toCents(amount: unknown): number {
  return typeof amount === 'string' ? Number(amount.replace('.', '')) : Number.NaN
}
