import type { CutTests } from './cut-tests.ts'
import type { FormsCells } from './forms-cells.ts'

/** For how many years running up to this form its project was cut by the thresholds; years outside a selection count too. */
export function yearsRunning({ initial, full, previous }: FormsCells, row: number, { isCut }: CutTests): number {
  const before = previous()
  let running = 0
  for (let at = row; at >= 0 && isCut(initial[at] as number, full[at] as number); at = before[at] as number) running += 1
  return running
}
