/** The least of 1, 2, 2.5 and 5 times a power of ten that is not below an amount. */
export function roundUp(amount: number): number {
  if (amount <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(amount))
  return power * ([1, 2, 2.5, 5].find((step) => step * power >= amount) ?? 10)
}
