import { measures, type Dimension, type Measure, type MeasureName } from './measures.ts'
import type { Selection } from './selection.ts'

/** A question as a declaration: sums over dimensions, in the order of their values, absent ones last. Grouped by score_point, forms without a score are left out. */
export interface Declaration<D extends Dimension = Dimension, M extends MeasureName = MeasureName> {
  readonly name: string
  readonly groupBy: readonly D[]
  /** Sums of one table; different projects, departments and units can be counted beside either. */
  readonly measures: readonly M[]
}

/** The table whose rows a declaration adds. Throws where its measures come from both. */
export function factOf({ name, groupBy, measures: names }: Declaration): Measure['fact'] {
  const facts = new Set(names.filter((each) => measures[each].form.kind !== 'distinct').map((each) => measures[each].fact))
  if (facts.size > 1) throw new Error(`${name}: measures of different tables can't be added in one question`)
  return facts.has('indicator') || groupBy.some((dimension) => dimension.startsWith('level')) ? 'indicator' : 'project_year'
}

/** Which rows a declared question is about: those of a selection, and of these values of dimensions (null: where absent). */
export interface DeclaredScope {
  readonly selection: Selection
  readonly where?: Readonly<Partial<Record<Dimension, string | null>>>
}

/** How a question was declared, and which rows its parameters ask about: enough to answer it without SQL. */
export interface Declared<Params> {
  readonly declaration: Declaration
  readonly scope: (params: Params) => DeclaredScope
}

/** What sums can be asked for: beside measures, each group's most frequent value of a dimension, the first of equals in their order. */
export interface AskedSums extends Declaration {
  readonly commonest?: readonly Dimension[]
}

/** Asks sums made ahead: the rows that SQL gives for a declaration, or null where they don't cover it. */
export type AskSums = (declaration: AskedSums, scope: DeclaredScope) => readonly Readonly<Record<string, string | number | boolean | null>>[] | null
