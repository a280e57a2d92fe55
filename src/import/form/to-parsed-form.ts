import { toFormId, toProjectId } from '../../domain/project-id.ts'
import { parseTarget } from '../../domain/target.ts'
import type { FormFunds } from './parse-funds.ts'
import type { FormGoals } from './parse-goals.ts'
import type { FormHead } from './parse-head.ts'
import type { FormIndicator } from './parse-indicators.ts'
import type { FormOptions, ParsedForm } from './parsed-form.ts'
import type { FormTotal } from './total-row.ts'

export interface FormParts {
  readonly head: FormHead
  readonly funds: FormFunds
  readonly goals: FormGoals
  readonly indicators: readonly FormIndicator[]
  readonly totals: FormTotal
  readonly pages: readonly [number, number]
}

/** The parts of a form as rows of the three tables. */
export function toParsedForm(parts: FormParts, options: FormOptions): ParsedForm {
  const { head, funds, goals, totals, pages } = parts
  const region = options.region ?? null
  const projectId = toProjectId({ region, department: head.department, unit: head.unit, project: head.project })
  const formId = toFormId(projectId, head.year)
  return {
    projectYear: {
      year: head.year,
      region,
      department: head.department,
      unit: head.unit,
      project: head.project,
      initial_budget: funds.initial_budget,
      full_year_budget: funds.full_year_budget,
      executed: funds.executed,
      execution_weight: funds.execution_weight,
      execution_rate_percent: funds.execution_rate_percent,
      execution_score: funds.execution_score,
      total_weight: totals.total_weight,
      total_score: totals.total_score,
      expected_goal: goals.expected_goal,
      actual_goal: goals.actual_goal,
      project_id: projectId,
      form_id: formId,
      source_kind: 'form',
      source_name: options.file,
      source_locator: pages[0] === pages[1] ? `p${pages[0]}` : `p${pages[0]}-${pages[1]}`,
    },
    funds: funds.sources.map((source) => ({ form_id: formId, ...source })),
    indicators: parts.indicators.map((indicator, index) => {
      const { level1, level2, level3, target, actual, weight, score, deviation_reason } = indicator
      return { form_id: formId, seq: index + 1, level1, level2, level3, target, actual, weight, score, deviation_reason, ...parseTarget(target, actual) }
    }),
  }
}
