import { readCellFile } from '../cell-file.ts'
import type { CellTable } from '../cell-table.ts'
import { filesOfKind, type PreparedFiles } from '../prepared-files.ts'
import { toReasons, type Reasons } from './form-reasons.ts'
import { FormsFault, toFormsCells, type FormsCells } from './forms-cells.ts'
import { toIndicatorKinds, type IndicatorKinds } from './indicator-kinds.ts'
import { toYearIndicators, type YearIndicators } from './year-indicators.ts'

/** The forms of a dataset, each part read when it is first asked for. Null where they were not made. */
export interface Forms {
  readonly cells: () => Promise<FormsCells>
  readonly reasons: () => Promise<Reasons>
  /** What the years' indicators have in common. */
  readonly kinds: () => Promise<IndicatorKinds>
  /** The indicators of some of the forms' years, in their order; those asked for last are kept. */
  readonly indicators: (years: readonly number[]) => Promise<readonly YearIndicators[]>
}

/** Bytes of indicators that stay beside those of the last question: ten million take some 35 MB. */
const mostKeptBytes = 32_000_000

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

interface KeptYear {
  readonly read: () => Promise<YearIndicators>
  bytes: number
}

/** Years that were read, the last asked for at the end; the others go once they are too much. */
function keptByYear(read: (year: number) => Promise<YearIndicators>, mostBytes: number): (years: readonly number[]) => Promise<readonly YearIndicators[]> {
  const kept = new Map<number, KeptYear>()
  const keptOf = (year: number): KeptYear => {
    const made: KeptYear = {
      bytes: 0,
      read: reading(async () => {
        const found = await read(year)
        made.bytes = found.text.byteLength + found.kind.byteLength + found.starts.byteLength
        return found
      }),
    }
    return made
  }
  return async (years) => {
    const asked = years.map((year) => {
      const known = kept.get(year) ?? keptOf(year)
      kept.delete(year)
      kept.set(year, known)
      return known
    })
    const found: YearIndicators[] = []
    for (const year of asked) found.push(await year.read())
    let bytes = [...kept.values()].reduce((sum, each) => sum + each.bytes, 0)
    for (const [year, each] of kept) {
      if (bytes <= mostBytes || years.includes(year)) break
      kept.delete(year)
      bytes -= each.bytes
    }
    return found
  }
}

export function openForms(prepared: PreparedFiles, { mostBytes = mostKeptBytes }: { readonly mostBytes?: number } = {}): Forms | null {
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
  const [kindsFile] = filesOfKind(prepared, 'indicator-kinds')
  const kinds = reading(async () => {
    if (!kindsFile) throw new FormsFault('the kinds of indicators are missing')
    return toIndicatorKinds(await table(kindsFile))
  })
  async function readIndicators(year: number): Promise<YearIndicators> {
    const { years, yearStarts } = (await opened()).cells
    const code = years.indexOf(year)
    const file = filesOfKind(prepared, 'indicators').find((each) => each.year === year)
    if (!file) throw new FormsFault(`the indicators of ${year} are missing`)
    const shared = await kinds()
    return toYearIndicators(await table(file), year, (yearStarts[code + 1] ?? 0) - (yearStarts[code] ?? 0), shared)
  }
  return {
    cells: async () => (await opened()).cells,
    reasons: reading(async () => toReasons((await opened()).fileRows, await inTurn(reasons))),
    kinds,
    indicators: keptByYear(readIndicators, mostBytes),
  }
}
