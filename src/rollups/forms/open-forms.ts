import { readCellFile } from '../cell-file.ts'
import type { CellTable } from '../cell-table.ts'
import { filesOfKind, type PreparedFiles } from '../prepared-files.ts'
import { toReasons, type Reasons } from './form-reasons.ts'
import { FormsFault, toFormsCells, type FormsCells } from './forms-cells.ts'
import { toYearIndicators, type YearIndicators } from './year-indicators.ts'

/** The forms of a dataset, each part read when it is first asked for. Null where they were not made. */
export interface Forms {
  readonly cells: () => Promise<FormsCells>
  readonly reasons: () => Promise<Reasons>
  /** The indicators of one of the forms' years; those of the last few asked for are kept. */
  readonly indicators: (year: number) => Promise<YearIndicators>
}

/** Years whose indicators stay: each takes some megabytes of millions of indicators. */
const mostKept = 3

/** Reads once; what failed is tried again by the next who asks. */
export function reading<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | null = null
  return () => {
    known ??= read().catch((error: unknown) => {
      known = null
      throw error
    })
    return known
  }
}

function keptByYear<T>(read: (year: number) => Promise<T>): (year: number) => Promise<T> {
  const kept = new Map<number, () => Promise<T>>()
  return (year) => {
    const known = kept.get(year) ?? reading(() => read(year))
    kept.delete(year)
    kept.set(year, known)
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return known()
  }
}

export function openForms(prepared: PreparedFiles): Forms | null {
  const [places] = filesOfKind(prepared, 'places')
  const [forms, reasons] = [filesOfKind(prepared, 'forms'), filesOfKind(prepared, 'reasons')]
  if (!places || forms.length === 0) return null
  const table = async ({ path }: { readonly path: string }): Promise<CellTable> => readCellFile(await prepared.read(path))
  // One after the other: a file's bytes are there several times over while it comes.
  const inTurn = async (files: readonly { readonly path: string }[]): Promise<readonly CellTable[]> => {
    const tables: CellTable[] = []
    for (const file of files) tables.push(await table(file))
    return tables
  }
  const opened = reading(async () => {
    const placesTable = await table(places)
    const tables = await inTurn(forms)
    return { cells: toFormsCells(placesTable, tables), fileRows: tables.map(({ rows }) => rows) }
  })
  async function readIndicators(year: number): Promise<YearIndicators> {
    const { years, yearStarts } = (await opened()).cells
    const code = years.indexOf(year)
    const file = filesOfKind(prepared, 'indicators').find((each) => each.year === year)
    if (!file) throw new FormsFault(`the indicators of ${year} are missing`)
    return toYearIndicators(await table(file), year, (yearStarts[code + 1] ?? 0) - (yearStarts[code] ?? 0))
  }
  return {
    cells: async () => (await opened()).cells,
    reasons: reading(async () => toReasons((await opened()).fileRows, await inTurn(reasons))),
    indicators: keptByYear(readIndicators),
  }
}
