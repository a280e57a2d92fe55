/** How a year's spending kept to its initial budgets; null where there is nothing to divide by. Fractions. */
export interface ReliabilityYear {
  readonly year: number
  readonly outturn: number | null
  readonly composition_variance: number | null
}

export type ReliabilityLetter = 'A' | 'B' | 'C' | 'D'

export interface ReliabilityLetters {
  readonly outturn: ReliabilityLetter | null
  readonly composition: ReliabilityLetter | null
  /** The three years that the letters are about; empty where there are no three in a row. */
  readonly years: readonly number[]
}

interface Bands {
  readonly letter: ReliabilityLetter
  readonly outturn: readonly [from: number, to: number]
  readonly varianceBelow: number
}

/** PEFA-style bounds: outturn includes them, composition variance stays below. */
export const reliabilityBands: readonly Bands[] = [
  { letter: 'A', outturn: [0.95, 1.05], varianceBelow: 0.05 },
  { letter: 'B', outturn: [0.9, 1.1], varianceBelow: 0.1 },
  { letter: 'C', outturn: [0.85, 1.15], varianceBelow: 0.15 },
]

function twoOfThree(years: readonly ReliabilityYear[], within: (year: ReliabilityYear, bands: Bands) => boolean): ReliabilityLetter {
  return reliabilityBands.find((bands) => years.filter((year) => within(year, bands)).length >= 2)?.letter ?? 'D'
}

/** The letters of the last three years where they follow each other and all have figures; else none. */
export function toReliabilityLetters(all: readonly ReliabilityYear[]): ReliabilityLetters {
  const years = all.toSorted((left, right) => left.year - right.year).slice(-3)
  const [first, , last] = years
  const complete = first !== undefined && last !== undefined && last.year - first.year === 2 && years.every((year) => year.outturn !== null && year.composition_variance !== null)
  if (!complete) return { outturn: null, composition: null, years: [] }
  return {
    outturn: twoOfThree(years, ({ outturn }, bands) => outturn !== null && outturn >= bands.outturn[0] && outturn <= bands.outturn[1]),
    composition: twoOfThree(years, ({ composition_variance: variance }, bands) => variance !== null && variance < bands.varianceBelow),
    years: years.map(({ year }) => year),
  }
}
