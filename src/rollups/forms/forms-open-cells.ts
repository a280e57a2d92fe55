import { addendKey } from '@/domain/addends.ts'
import type { CellValues, OpenCells } from '../open-cells.ts'
import { highName } from '../sum-columns.ts'
import { mark, type FormMarks } from './form-marks.ts'
import type { FormScope } from './form-scope.ts'
import { noScore, once, type FormsCells } from './forms-cells.ts'
import { placeColumns } from './forms-sql.ts'

const limb = 2 ** 32
/** Beyond so many rows the lower limbs of products might leave a double. */
const mostProducts = 2 ** 21

/** The rows of a scope: neighbours, or a list. */
function rowsIn({ runs }: FormScope): { readonly from: number; readonly to: number } | Uint32Array {
  const joined: { from: number; to: number }[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last?.to === run.from) last.to = run.to
    else joined.push({ ...run })
  }
  const [only] = joined
  if (joined.length <= 1) return only ?? { from: 0, to: 0 }
  const rows = new Uint32Array(joined.reduce((sum, { from, to }) => sum + to - from, 0))
  let at = 0
  for (const { from, to } of joined) for (let row = from; row < to; row += 1) rows[at++] = row
  return rows
}

/** The whole points of scores, in order, absent last. */
function scorePoints(score: Int32Array): readonly (string | null)[] {
  const points = new Set<number>()
  for (const hundredths of score) if (hundredths !== noScore) points.add(Math.floor(hundredths / 100))
  return [...[...points].toSorted((a, b) => a - b).map(String), null]
}

/** For each form the code of the year before in which its project had one, 1 the first; 0 where it is the project's first. */
function previousYears({ count, places, place, year }: FormsCells): Uint16Array<ArrayBuffer> {
  const last = new Uint16Array(places.texts.project_id.length)
  const previous = new Uint16Array(count)
  for (let row = 0; row < count; row += 1) {
    const project = places.codes.project_id[place[row] as number] as number
    previous[row] = last[project] as number
    last[project] = (year[row] as number) + 1
  }
  return previous
}

interface Known {
  readonly points: () => readonly (string | null)[]
  readonly previous: () => Uint16Array<ArrayBuffer>
}

const known = new WeakMap<FormsCells, Known>()

function knownOf(cells: FormsCells): Known {
  const made = known.get(cells) ?? {
    points: once(() => scorePoints(cells.score)),
    previous: once(() => previousYears(cells)),
  }
  known.set(cells, made)
  return made
}

/** score × money in two limbs: high × 2^32 + low, each exact. */
function productLimbs(score: number, cents: number): { readonly high: number; readonly low: number } {
  const upper = Math.trunc(cents / limb)
  const part = score * (cents - upper * limb)
  const carried = Math.trunc(part / limb)
  return { high: score * upper + carried, low: part - carried * limb }
}

/**
 * The forms of a scope as a table that the executor of sums reads: a row a form, its places as codes, its budgets and
 * scores as addends. Columns are made when they are first asked for. Masked cuts are counted by marks where they are given,
 * which are those of a selection's shares.
 */
export function formsOpenCells(cells: FormsCells, scope: FormScope, marks: FormMarks | null = null): OpenCells {
  const { places, place, years } = cells
  const picked = rowsIn(scope)
  const count = picked instanceof Uint32Array ? picked.length : picked.to - picked.from
  const rowAt = picked instanceof Uint32Array ? (at: number) => picked[at] as number : (at: number) => picked.from + at
  const { points, previous } = knownOf(cells)

  function taken<T extends CellValues>(values: T): T {
    if (!(picked instanceof Uint32Array)) return values.subarray(picked.from, picked.to) as T
    const found = new (values.constructor as new (length: number) => T)(count)
    for (let at = 0; at < count; at += 1) found[at] = values[picked[at] as number] as number
    return found
  }
  function computed(valueOf: (row: number) => number): Float64Array<ArrayBuffer> {
    const found = new Float64Array(count)
    for (let at = 0; at < count; at += 1) found[at] = valueOf(rowAt(at))
    return found
  }
  const scoreAt = (row: number) => (cells.score[row] === noScore ? Number.NaN : (cells.score[row] as number))
  const product = addendKey({ kind: 'product', column: 'total_score', weight: 'full_year_budget' })
  const limbAt = (of: 'high' | 'low') => (row: number) => {
    const [score, money] = [scoreAt(row), cells.full[row] as number]
    return Number.isNaN(score) || Number.isNaN(money) ? Number.NaN : productLimbs(score, money)[of]
  }
  function pointCodes(): Uint16Array<ArrayBuffer> {
    const codeOf = new Map(points().map((text, code) => [text === null ? noScore : Number(text), code]))
    return Uint16Array.from({ length: count }, (_, at) => {
      const score = cells.score[rowAt(at)] as number
      return codeOf.get(score === noScore ? noScore : Math.floor(score / 100)) ?? 0
    })
  }

  const made: readonly (readonly [string, () => CellValues | null])[] = [
    ['year', once(() => taken(cells.year))],
    ['previous_year', once(() => taken(previous()))],
    ['score_point', once(pointCodes)],
    ...placeColumns.map((name): [string, () => CellValues] => [
      name,
      once(() => {
        const codes = places.codes[name]
        const found = new Uint32Array(count)
        for (let at = 0; at < count; at += 1) found[at] = codes[place[rowAt(at)] as number] as number
        return found
      }),
    ]),
    ['initial_budget', once(() => taken(cells.initial))],
    ['full_year_budget', once(() => taken(cells.full))],
    ['executed', once(() => taken(cells.executed))],
    [addendKey({ kind: 'column', column: 'initial_budget', minus: 'full_year_budget' }), once(() => computed((row) => (cells.initial[row] as number) - (cells.full[row] as number)))],
    ['total_score', once(() => computed(scoreAt))],
    [product, once(() => (count > mostProducts ? null : computed(limbAt('low'))))],
    [highName(product), once(() => (count > mostProducts ? null : computed(limbAt('high'))))],
    [addendKey({ kind: 'given', column: 'full_year_budget', given: 'total_score' }), once(() => computed((row) => (cells.score[row] === noScore ? Number.NaN : (cells.full[row] as number))))],
  ]
  const isMasked = (): Uint8Array<ArrayBuffer> => {
    const found = new Uint8Array(count)
    if (marks) for (let at = 0; at < count; at += 1) found[at] = ((marks.of[rowAt(at)] as number) & mark.masked) === 0 ? 0 : 1
    return found
  }
  const columns = new Map(made)
  const amounts = new Set([...columns.keys()].filter((name) => !['year', 'previous_year', 'score_point', ...placeColumns].includes(name)))
  if (marks) columns.set('masked_cuts', once(isMasked))
  const dictionaries = new Map<string, () => readonly (string | null)[] | null>([
    ['year', () => years.map(String)],
    ['score_point', points],
    ...placeColumns.map((name): [string, () => readonly (string | null)[] | null] => [name, () => (name === 'project_id' && !cells.idsInOrder() ? null : places.texts[name])]),
  ])
  // A project that never changes its place can be counted at its first year of a range, in whichever part of the places.
  const isSettled = places.count === places.texts.project_id.length
  const projects = isSettled ? { projects: { by: [], within: [...placeColumns], inRows: true } } : {}
  const dictionary = (name: string) => dictionaries.get(name)?.() ?? null
  return {
    table: { name: 'forms', rows: count, columns: [], dictionaries: {}, meta: { fact: 'project_year', perForm: true, ...(marks ? { minCut: marks.minCut, minExecution: marks.minExecution } : {}), ...projects } },
    values: (name) => columns.get(name)?.() ?? null,
    isNullable: (name) => amounts.has(name),
    dictionary,
    code: (name, value) => dictionary(name)?.indexOf(value) ?? -1,
    isSorted: (name) => name === 'year',
  }
}
