import { factOf, type Declaration, type DeclaredScope } from '@/domain/declaration.ts'
import { additions } from '../additions.ts'
import { cutsByGroup } from '../cuts-by-group.ts'
import { cutsByProject } from '../cuts-by-project.ts'
import { cutsHistogram } from '../cuts-histogram.ts'
import { cutsScatter } from '../cuts-scatter.ts'
import { cutsSummary } from '../cuts-summary.ts'
import { projectFunds } from '../project-funds.ts'
import { projectIndicators } from '../project-indicators.ts'
import { projectYears } from '../project-years.ts'
import { projects } from '../projects.ts'
import type { Query } from '../query.ts'

/** A question as it goes to the thread that has the forms: plain data. */
export interface DeskQuestion {
  readonly name: string
  readonly params: unknown
  readonly declared: { readonly declaration: Declaration; readonly scope: DeclaredScope } | null
}

/** A question with its parameters as plain data. */
export function toDeskQuestion<Params, Row>({ name, declared }: Query<Params, Row>, params: Params): DeskQuestion {
  return { name, params: JSON.parse(JSON.stringify(params)), declared: declared ? { declaration: declared.declaration, scope: declared.scope(params) } : null }
}

const names: ReadonlySet<string> = new Set([additions, cutsByGroup, cutsByProject, cutsHistogram, cutsScatter, cutsSummary, projectFunds, projectIndicators, projectYears, projects].map(({ name }) => name))

/** Whether the forms may answer a question: one by hand that they know, or sums of forms. */
export function isDeskQuestion({ name, declared }: Pick<DeskQuestion, 'name' | 'declared'>): boolean {
  return names.has(name) || (declared !== null && factOf(declared.declaration) === 'project_year')
}
