import type { Dimension, MeasureName } from './measures.ts'
import type { Selection } from './selection.ts'

/** A question as a declaration: sums over dimensions. All measures come from one fact table. */
export interface Declaration<D extends Dimension = Dimension, M extends MeasureName = MeasureName> {
  readonly name: string
  readonly groupBy: readonly D[]
  readonly measures: readonly M[]
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
