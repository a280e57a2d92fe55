import { ruleIds } from '@/domain/checks.ts'
import { plainRow } from '@/domain/parsed-rows.ts'
import type { AnswerRow, AnswerValue } from '@/engine/engine.ts'
import { identifier, list, sql, type Statement } from '@/engine/sql.ts'
import { figureColumns } from '@/rollups/history/history-questions.ts'
import type { Check, CheckScope, Finding } from './checks/check.ts'
import { checks, findingStatement } from './findings.ts'
import type { AskQuestion, Query } from './query.ts'

/** What each check finds in one project, which the scope names. `Check.toFinding` knows what the rows have to be. */
export const projectFindings = ruleIds.map((id) => {
  const query: Query<CheckScope, AnswerRow> = { name: `findings of a project: ${id}`, row: plainRow, fromForms: 'history', statement: (scope) => findingStatement(id, scope) }
  return { check: checks[id], query }
})

/** The findings of one project by all checks that are on, in the order of the rules. */
export async function askProjectFindings(ask: AskQuestion, scope: CheckScope, signal: AbortSignal): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const { check, query } of projectFindings) {
    if (!scope.ruleSet.off.includes(check.id)) findings.push(...(await ask(query, scope, { signal })).map(check.toFinding))
  }
  return findings
}

/** Figures that are the indicator's own, where a finding is about one, and those that are the form's. */
const ofIndicator: ReadonlySet<string> = new Set(['level2', 'level3', 'target', 'actual', 'weight', 'score', 'deviation_reason'])
const ofForm: ReadonlySet<string> = new Set(['initial_budget', 'full_year_budget', 'executed', 'actual_goal'])

/** One check's findings in every project, as a history is written of them. Throws where a check has more figures than are written. */
export function findingsOfEachProject({ id, figures, ofEachProject }: Check, scope: CheckScope): Statement {
  if (figures.length > figureColumns.length) throw new Error(`${id} has more figures than a history holds`)
  const values = figureColumns.map((column, at) => {
    const figure = figures[at]
    const text = figure === undefined || ofForm.has(figure) ? sql`CAST(NULL AS VARCHAR)` : sql`CAST(${identifier(figure)} AS VARCHAR)`
    return sql`${figure !== undefined && ofIndicator.has(figure) ? sql`CASE WHEN seq IS NULL THEN ${text} END` : text} AS ${identifier(column)}`
  })
  return sql`SELECT of_project, place, ${id} AS rule, form_id IS NOT NULL AS of_form, year, seq, ${list(values)} FROM (${ofEachProject(scope)}) AS found`
}

/** A figure of a check's row as it was before it was written as text. */
function valueOf(text: string | null, fits: (value: AnswerValue) => boolean): AnswerValue {
  return [text, Number(text), text === 'true'].find(fits) ?? null
}

export interface FindingPlaces {
  /** The project's form of the finding's year. */
  readonly form: AnswerRow | undefined
  /** The indicator that it is about, if it is about one. */
  readonly indicator: AnswerRow | undefined
}

/** A finding out of a project's history as the row that SQL gives. */
export function findingOfHistory({ figures, fits }: Check, projectId: string, row: AnswerRow, { form, indicator }: FindingPlaces): AnswerRow {
  const { of_form: isOfForm, year = null, seq = null } = row
  const own = isOfForm === true ? { form_id: form?.['form_id'] ?? null, project_id: projectId, project: form?.['project'] ?? null } : { form_id: null, project_id: null, project: null }
  const values = figures.map((name, at) => {
    if (ofForm.has(name)) return [name, form?.[name] ?? null] as const
    if (seq !== null && ofIndicator.has(name)) return [name, indicator?.[name] ?? null] as const
    const text = row[figureColumns[at] ?? '']
    return [name, valueOf(typeof text === 'string' ? text : null, (value) => fits(name, value))] as const
  })
  return { ...own, department: form?.['department'] ?? null, year, seq, ...Object.fromEntries(values) }
}
