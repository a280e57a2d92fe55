import { expect, test } from 'vitest'
import { toReliabilityLetters, type ReliabilityYear } from '@/domain/budget-reliability.ts'

const years = (...all: readonly (readonly [year: number, outturn: number | null, variance: number | null])[]): readonly ReliabilityYear[] => all.map(([year, outturn, composition_variance]) => ({ year, outturn, composition_variance }))

test('two of the last three years decide; outturn bounds belong to the letter, variance bounds do not', () => {
  expect(toReliabilityLetters(years([2021, 0.95, 0.0499], [2022, 1.05, 0.01], [2023, 0.5, 0.9]))).toEqual({ outturn: 'A', composition: 'A', years: [2021, 2022, 2023] })
  expect(toReliabilityLetters(years([2021, 0.949, 0.05], [2022, 1, 0.05], [2023, 1.1, 0.3]))).toMatchObject({ outturn: 'B', composition: 'B' })
  expect(toReliabilityLetters(years([2021, 0.85, 0.1], [2022, 1.15, 0.149], [2023, 2, 0.15]))).toMatchObject({ outturn: 'C', composition: 'C' })
  expect(toReliabilityLetters(years([2021, 0.84, 0.15], [2022, 1.16, 0.2], [2023, 1, 0]))).toMatchObject({ outturn: 'D', composition: 'D' })
})

test('older years do not count', () => {
  expect(toReliabilityLetters(years([2023, 0.5, 0.5], [2019, 1, 0], [2020, 1, 0], [2021, 0.5, 0.5], [2022, 0.5, 0.5]))).toEqual({ outturn: 'D', composition: 'D', years: [2021, 2022, 2023] })
})

test('no letter with fewer than three years, with a gap, or without a figure', () => {
  const none = { outturn: null, composition: null, years: [] }
  expect(toReliabilityLetters([])).toEqual(none)
  expect(toReliabilityLetters(years([2022, 1, 0], [2023, 1, 0]))).toEqual(none)
  expect(toReliabilityLetters(years([2020, 1, 0], [2022, 1, 0], [2023, 1, 0]))).toEqual(none)
  expect(toReliabilityLetters(years([2021, 1, 0], [2022, null, null], [2023, 1, 0]))).toEqual(none)
})
