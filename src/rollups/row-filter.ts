import type { DeclaredScope } from '@/domain/declaration.ts'
import type { Dimension, Measure } from '@/domain/measures.ts'
import { lowerText } from './lower-text.ts'
import type { OpenCells } from './open-cells.ts'

/** A condition on rows: one of these dimensions has a code that is marked. */
export interface Clause {
  readonly anyOf: readonly { readonly dimension: string; readonly marked: Uint8Array }[]
}

/** What rows a scope asks about: clauses that all hold, and years by code, the first and the last. */
export interface RowFilter {
  readonly clauses: readonly Clause[]
  readonly years: { readonly first: number; readonly last: number }
  /** Whether no row can pass. */
  readonly isNone: boolean
}

function markedBy(dictionary: readonly (string | null)[], holds: (text: string | null) => boolean): Uint8Array {
  return Uint8Array.from(dictionary, (text) => Number(holds(text)))
}

function markedCode(dictionary: readonly (string | null)[], code: number): Uint8Array {
  const marked = new Uint8Array(dictionary.length)
  if (code >= 0) marked[code] = 1
  return marked
}

/** What is asked for word by word: a value of a dimension, or a text in one of several. */
type Wanted = { readonly dimension: string; readonly value: string | null } | { readonly text: string; readonly dimensions: readonly string[] } | { readonly present: string }

function wantedBy({ selection, where = {} }: DeclaredScope, fact: Measure['fact'], groupBy: readonly Dimension[]): readonly Wanted[] {
  const { region, department, unit, q } = selection
  const given = Object.entries({ region, department, unit }).flatMap(([dimension, value]) => (value === null ? [] : [{ dimension, value }]))
  const texts = fact === 'indicator' && where.level3 === undefined ? ['level3', 'project', 'department', 'unit'] : ['project', 'department', 'unit']
  return [
    ...given,
    ...Object.entries(where).map(([dimension, value]) => ({ dimension, value })),
    ...(q === null ? [] : [{ text: lowerText(q), dimensions: texts }]),
    ...(groupBy.includes('score_point') ? [{ present: 'score_point' }] : []),
  ]
}

function clauseOf(cells: OpenCells, wanted: Wanted): Clause | null {
  const { dictionary, code } = cells
  if ('text' in wanted) {
    const anyOf = wanted.dimensions.map((dimension) => ({ dimension, texts: dictionary(dimension) }))
    if (anyOf.some(({ texts }) => texts === null)) return null
    return { anyOf: anyOf.map(({ dimension, texts }) => ({ dimension, marked: markedBy(texts ?? [], (text) => text !== null && lowerText(text).includes(wanted.text)) })) }
  }
  const dimension = 'present' in wanted ? wanted.present : wanted.dimension
  const texts = dictionary(dimension)
  if (texts === null) return null
  return { anyOf: [{ dimension, marked: 'present' in wanted ? markedBy(texts, (text) => text !== null) : markedCode(texts, code(dimension, wanted.value)) }] }
}

function yearsOf(cells: OpenCells, { from, to }: DeclaredScope['selection']): RowFilter['years'] {
  const years = (cells.dictionary('year') ?? []).map(Number)
  const first = years.findIndex((year) => from === null || year >= from)
  const after = years.findIndex((year) => to !== null && year > to)
  return { first: first === -1 ? years.length : first, last: (after === -1 ? years.length : after) - 1 }
}

/** The filter of a scope over a table's codes; null where the table lacks a dimension that it asks for. */
export function rowFilter(cells: OpenCells, scope: DeclaredScope, fact: Measure['fact'], groupBy: readonly Dimension[]): RowFilter | null {
  const all = wantedBy(scope, fact, groupBy).map((wanted) => clauseOf(cells, wanted))
  const clauses = all.filter((clause) => clause !== null)
  if (clauses.length < all.length) return null
  const years = yearsOf(cells, scope.selection)
  const isNone = years.first > years.last || clauses.some(({ anyOf }) => anyOf.every(({ marked }) => !marked.includes(1)))
  return { clauses: clauses.filter(({ anyOf }) => !anyOf.some(({ marked }) => !marked.includes(0))), years, isNone }
}
