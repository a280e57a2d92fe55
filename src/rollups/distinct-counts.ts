import type { Dimension } from '@/domain/measures.ts'
import { passedRows, type Family, type Groups } from './grouped-rows.ts'
import { projectName } from './project-name.ts'
import { namesIn, type CellValues, type OpenCells } from './open-cells.ts'
import type { RowFilter } from './row-filter.ts'
import type { Tally } from './cell-sums.ts'

/** Counts by group of how many different values of a column there are. */
export type DistinctCounter = (tally: Tally, groups: Groups) => Float64Array

export interface DistinctQuestion {
  readonly cells: OpenCells
  readonly filter: RowFilter
  readonly groupBy: readonly Dimension[]
  /** Dimensions that are held to one value. */
  readonly given: readonly string[]
}

/** Up to this many flags, a group and value each. */
const mostFlags = 2 ** 24

function filteredBy({ clauses }: RowFilter): readonly string[] {
  return clauses.flatMap(({ anyOf }) => anyOf.map(({ dimension }) => dimension))
}

/** The same where flags would be too many: one group's rows after the other's, each value marked with the group that had it last. */
function byGroupInTurn({ codes, isCounted, passed, groups, size }: Pick<Tally, 'passed' | 'groups' | 'size'> & { readonly codes: CellValues; readonly isCounted: readonly boolean[] }): Float64Array {
  const groupAt = (index: number) => (groups === null ? 0 : (groups[index] as number))
  const starts = new Uint32Array(size + 1)
  for (let index = 0; index < passed.count; index += 1) starts[groupAt(index) + 1] = (starts[groupAt(index) + 1] as number) + 1
  for (let group = 0; group < size; group += 1) starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number)
  const next = starts.slice()
  const inTurn = new Uint32Array(passed.count)
  for (let index = 0; index < passed.count; index += 1) {
    const group = groupAt(index)
    const to = next[group] as number
    next[group] = to + 1
    inTurn[to] = codes[passed.rows === null ? passed.start + index : (passed.rows[index] as number)] as number
  }
  const counts = new Float64Array(size)
  const last = new Int32Array(isCounted.length).fill(-1)
  for (let group = 0; group < size; group += 1) {
    let count = 0
    for (let at = starts[group] as number; at < (starts[group + 1] as number); at += 1) {
      const code = inTurn[at] as number
      if (last[code] === group || !isCounted[code]) continue
      last[code] = group
      count += 1
    }
    counts[group] = count
  }
  return counts
}

/** Different values of a dimension that the rows have. */
function byFlags({ cells }: DistinctQuestion, column: string): DistinctCounter | null {
  const dictionary = cells.dictionary(column)
  if (dictionary === null) return null
  const codes = cells.values(column)
  return ({ passed, groups, size, rows }) => {
    const counts = new Float64Array(size)
    // One value over the whole table.
    if (codes === null) return counts.map((_, group) => Number((rows[group] ?? 0) > 0 && dictionary[0] !== null))
    const width = dictionary.length
    if (size * width > mostFlags) return byGroupInTurn({ codes, isCounted: dictionary.map((text) => text !== null), passed, groups, size })
    const seen = new Uint8Array(size * width)
    for (let index = 0; index < passed.count; index += 1) {
      const code = codes[passed.rows === null ? passed.start + index : (passed.rows[index] as number)] as number
      const group = groups === null ? 0 : (groups[index] as number)
      const flag = group * width + code
      if (dictionary[code] === null) continue
      if (seen[flag] === 1) continue
      seen[flag] = 1
      counts[group] = (counts[group] ?? 0) + 1
    }
    return counts
  }
}

/** Projects of a range of years: each counts in the first of them, where its year before lies outside. */
function byPreviousYear({ cells, filter, groupBy, given }: DistinctQuestion): DistinctCounter | null {
  const meta = cells.table.meta['projects']
  if (typeof meta !== 'object' || meta === null || !('by' in meta)) return null
  const [by, within] = [namesIn(meta['by']), namesIn('within' in meta ? meta['within'] : undefined)]
  const isSingle = (dimension: string) => (cells.dictionary(dimension)?.length ?? 0) === 1
  const isKnown = (dimension: string) => dimension === 'year' || by.includes(dimension) || within.includes(dimension) || isSingle(dimension)
  if (![...groupBy, ...filteredBy(filter)].every(isKnown)) return null
  if (!by.every((dimension) => given.includes(dimension) || groupBy.some((each) => each === dimension))) return null
  const inRows = 'inRows' in meta && meta['inRows'] === true
  const nameOf = inRows ? (name: string) => name : projectName
  const previous = cells.values(nameOf('previous_year'))
  const years = cells.values(nameOf('year'))
  if (previous === null) return null
  const family: Family = { nameOf, length: previous.length }
  const eachYear = groupBy.includes('year')
  const counted = cells.values(nameOf('rows'))
  return (_, groups) => {
    const passed = passedRows(cells, family, filter)
    const ids = groups.of(family, passed)
    const counts = new Float64Array(groups.size)
    for (let index = 0; index < passed.count; index += 1) {
      const row = passed.rows === null ? passed.start + index : (passed.rows[index] as number)
      const first = eachYear ? (years === null ? 0 : (years[row] as number)) : filter.years.first
      // Code 0 of a year before is none, code 1 the table's first year.
      if ((previous[row] as number) > first) continue
      const group = ids === null ? 0 : (ids[index] as number)
      counts[group] = (counts[group] as number) + (counted === null ? 1 : (counted[row] as number))
    }
    return counts
  }
}

function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555)
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

/** Departments by the bitmaps of each year and value. */
function byBitmaps({ cells, filter, groupBy }: DistinctQuestion): DistinctCounter | null {
  const bits = cells.values('departments')
  const by = cells.table.meta['departmentsBy']
  if (bits === null || typeof by !== 'string') return null
  const isKnown = (dimension: string) => dimension === 'year' || dimension === by
  if (![...groupBy, ...filteredBy(filter)].every(isKnown)) return null
  const all = cells.dictionary(by)?.length ?? 0
  const years = cells.dictionary('year')?.length ?? 0
  const words = all === 0 ? 0 : bits.length / (years * all)
  const marks = filter.clauses.map(({ anyOf }) => anyOf[0]?.marked)
  return (_, groups) => {
    const values = new Uint32Array(all).map((__, value) => value).filter((value) => marks.every((marked) => marked?.[value] === 1))
    const sizes = groupBy.map((dimension) => (dimension === 'year' ? years : all))
    const stepOf = (isYear: boolean) => groupBy.reduce((step, dimension, place) => ((dimension === 'year') === isYear ? sizes.slice(place + 1).reduce((product, size) => product * size, 1) : step), 0)
    const [yearStep, valueStep] = [stepOf(true), stepOf(false)]
    const merged = new Uint32Array(groups.size * words)
    const isWhole = values.length === all && valueStep === 1 && yearStep === 0
    const counts = new Float64Array(groups.size)
    if (filter.isNone) return counts
    for (let year = filter.years.first; year <= filter.years.last; year += 1) {
      // Each value's own group: a year's bitmaps lie as the merged ones do.
      if (isWhole) {
        const start = year * merged.length
        for (let word = 0; word < merged.length; word += 1) merged[word] = (merged[word] as number) | (bits[start + word] as number)
        continue
      }
      for (const value of values) {
        const from = (year * all + value) * words
        const to = (year * yearStep + value * valueStep) * words
        for (let word = 0; word < words; word += 1) merged[to + word] = (merged[to + word] as number) | (bits[from + word] as number)
      }
    }
    for (let group = 0, at = 0; group < groups.size; group += 1) {
      let count = 0
      for (const end = at + words; at < end; at += 1) count += bitsIn(merged[at] as number)
      counts[group] = count
    }
    return counts
  }
}

/** How to count different values of a column for a question over a table; null where the table can't tell. */
export function distinctCounter(question: DistinctQuestion, column: string): DistinctCounter | null {
  if (column === 'project_id') return byPreviousYear(question) ?? byFlags(question, column)
  return byFlags(question, column) ?? (column === 'department' ? byBitmaps(question) : null)
}

