import type { Label } from '@/domain/label.ts'

/** A worked example of the workbench: what it answers, and its SQL, with the page's parameters where it helps. */
export interface ExampleQuery {
  readonly key: string
  readonly group: 'basics' | 'budget' | 'indicators' | 'windows' | 'shapes'
  readonly title: Label
  readonly question: Label
  readonly sql: string
  /** Trino does not read it: PIVOT, QUALIFY and the like. */
  readonly duckdbOnly?: true
}
