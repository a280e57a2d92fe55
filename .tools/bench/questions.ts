import type { Selection } from '../../src/domain/selection.ts'
import { emptySelection } from '../../src/domain/selection.ts'
import { aggregate } from '../../src/queries/aggregate.ts'
import { budgetByDepartment } from '../../src/queries/budget-by-department.ts'
import { cutsByProject } from '../../src/queries/cuts-by-project.ts'
import { cutsHistogram } from '../../src/queries/cuts-histogram.ts'
import { projectFunds } from '../../src/queries/project-funds.ts'
import { projectIndicators } from '../../src/queries/project-indicators.ts'
import { projectYears } from '../../src/queries/project-years.ts'
import type { Query } from '../../src/queries/query.ts'

/** What a dataset has to ask about, in a fixed order. */
export interface BenchFacts {
  readonly years: readonly number[]
  readonly regions: readonly string[]
  readonly projects: readonly string[]
  readonly changeWords: readonly string[]
}

/** One question for one parameter value; the row type is nobody's business here. */
export interface BenchAsk {
  readonly query: Query<unknown, unknown>
  readonly params: unknown
}

export interface BenchQuestion {
  readonly name: string
  /** The most that its median may take of native DuckDB's over a compressed file on one thread, at a million rows and at ten. */
  readonly goals: readonly [million: number, tenMillion: number]
  /** The columns that every peer gives too: what of an answer is held against theirs. None where no peer is made for it. */
  readonly peerColumns?: readonly string[]
  /** What is asked for each of at least 25 parameter values. */
  readonly values: (facts: BenchFacts) => readonly (readonly BenchAsk[])[]
}

function asked<Params, Row>(query: Query<Params, Row>, params: Params): BenchAsk {
  return { query: query as Query<unknown, unknown>, params }
}

/** 25 different selections: every start year with several ends, each in another region and now and then in all of them. */
function selections({ years, regions }: BenchFacts): readonly Selection[] {
  return Array.from({ length: 25 }, (_, index) => {
    const from = years[index % years.length] ?? null
    const to = years[Math.min(years.length - 1, (index % years.length) + 1 + (index % 4))] ?? null
    return { ...emptySelection, from, to, region: index % 5 === 0 ? null : (regions[index % regions.length] ?? null) }
  })
}

const scoreByPlace = aggregate({ name: 'score by level, year and region', groupBy: ['year', 'region', 'level1', 'level2'], measures: ['indicator_count', 'indicator_weight', 'indicator_score', 'score_rate'] })
const departmentsByText = aggregate({ name: 'departments by level-3 text', groupBy: ['level3'], measures: ['department_count'] })

/** The interactions of the product's own views that are measured. */
export const benchQuestions: readonly BenchQuestion[] = [
  { name: 'years × regions → departments', goals: [0.05, 0.05], peerColumns: ['department', 'form_count', 'initial_budget', 'full_year_budget', 'executed'], values: (facts) => selections(facts).map((selection) => [asked(budgetByDepartment, selection)]) },
  {
    name: 'cuts: list and histogram',
    goals: [0.1, 0.05],
    values: (facts) =>
      selections(facts).map((selection, index) => {
        const cut = { ...selection, minCut: (1 + (index % 9)) / 10 }
        return [asked(cutsByProject, { selection: cut, minAmount: '0', changeWords: [...facts.changeWords], maskedOnly: false, minYearsRunning: 1 }), asked(cutsHistogram, cut)]
      }),
  },
  { name: 'level 1/2 → score by year and region', goals: [0.02, 0.005], peerColumns: ['year', 'region', 'level1', 'level2', 'indicator_count', 'indicator_weight', 'indicator_score'], values: (facts) => selections(facts).map((selection) => [asked(scoreByPlace, { ...selection, region: null })]) },
  { name: 'departments per level-3 text', goals: [0.03, 0.005], peerColumns: ['level3', 'department_count'], values: (facts) => selections(facts).map((selection) => [asked(departmentsByText, { ...selection, region: null })]) },
  { name: "one project's history", goals: [0.02, 0.02], values: ({ projects }) => projects.slice(0, 25).map((projectId) => [asked(projectYears, { projectId }), asked(projectIndicators, { projectId }), asked(projectFunds, { projectId })]) },
]
