import { addressTarget } from './address-target.ts'
import { cellsTarget } from './cells-target.ts'
import { formTarget } from './form-target.ts'
import { fuzzRun, type FuzzRun } from './fuzz-target.ts'
import { manifestTarget } from './manifest-target.ts'
import { csvTarget, xlsxTarget } from './table-targets.ts'

/** Every reader of something that comes from outside. */
export const fuzzRuns: readonly FuzzRun[] = [fuzzRun(formTarget), fuzzRun(csvTarget), fuzzRun(xlsxTarget), fuzzRun(manifestTarget), fuzzRun(addressTarget), fuzzRun(cellsTarget)]
