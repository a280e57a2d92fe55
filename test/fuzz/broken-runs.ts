import * as fc from 'fast-check'
import { fuzzRun, type FuzzRun } from './fuzz-target.ts'

function target(name: string, holds: () => void): FuzzRun {
  return fuzzRun({ name, share: 1, cases: fc.nat(), holds })
}

/** Readers that break on purpose: whether the watch sees them. */
export const fuzzRuns: readonly FuzzRun[] = [
  target('throws', () => {
    throw new Error('as it was told')
  }),
  target('hangs', () => {
    for (;;);
  }),
  target('eats memory', () => {
    const kept: object[] = []
    for (;;) kept.push({ kept: kept.length })
  }),
]
