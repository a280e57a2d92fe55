import type { Language } from '@/domain/label.ts'

const steps = {
  zh: [
    { from: 1e8, name: ' 亿' },
    { from: 1e4, name: ' 万' },
  ],
  en: [
    { from: 1e9, name: 'bn' },
    { from: 1e6, name: 'm' },
    { from: 1e3, name: 'k' },
  ],
} as const

/** A round amount in yuan as a log axis names it: 10000 is "1 万" or "10k". */
export function amountLabel(amount: number, language: Language): string {
  const step = steps[language].find(({ from }) => Math.abs(amount) >= from)
  return step ? `${Number((amount / step.from).toPrecision(4))}${step.name}` : String(amount)
}

/** The powers of ten around some amounts above 0: what a log axis runs between. */
export function decadesAround(...lists: readonly ArrayLike<number>[]): readonly [from: number, to: number] {
  let [least, most] = [Infinity, 0]
  for (const amounts of lists) {
    for (let at = 0; at < amounts.length; at += 1) {
      const amount = amounts[at] as number
      if (!(amount > 0)) continue
      if (amount < least) least = amount
      if (amount > most) most = amount
    }
  }
  if (most === 0) return [1, 10]
  const from = 10 ** Math.floor(Math.log10(least))
  return [from, Math.max(10 ** Math.ceil(Math.log10(most)), from * 10)]
}
