import * as z from 'zod/mini'
import { measures, type MeasureName } from '@/domain/measures.ts'
import { defaultRuleSet, shippedRuleSets } from '@/domain/rule-sets.ts'
import { emptySelection, type Selection } from '@/domain/selection.ts'
import { QueryError, type Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { bridgeSteps } from '@/queries/parts/bridge-amounts.ts'
import type { Query } from '@/queries/query.ts'

export type AnyQuery = Query<unknown, unknown>

function isQuery(value: unknown): value is AnyQuery {
  return typeof value === 'object' && value !== null && 'statement' in value && 'row' in value && 'name' in value
}

const files = import.meta.glob<Record<string, unknown>>('../../src/queries/*.ts', { eager: true })
/** Every question of the product, by the name that it is exported under. */
export const questions = new Map(Object.values(files).flatMap((file) => Object.entries(file).filter((entry): entry is [string, AnyQuery] => isQuery(entry[1]))))

/** Names that stand in the data, to ask about. */
export interface Sample {
  readonly years: readonly number[]
  readonly department: string
  readonly unit: string | null
  readonly region: string | null
  readonly projectId: string
  readonly level3: string
}

export async function sampleOf(engine: Engine): Promise<Sample> {
  const [row] = await engine.rows(sql`SELECT min(year) AS first, max(year) AS last, mode(department ORDER BY department) AS department, mode(unit ORDER BY unit) AS unit, mode(region ORDER BY region) AS region, mode(project_id ORDER BY project_id) AS project FROM project_year`)
  const [often] = await engine.rows(sql`SELECT mode(level3 ORDER BY level3) AS level3 FROM indicator`)
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return { years: [Number(row?.['first']), Number(row?.['last'])], department: text(row?.['department']) ?? '', unit: text(row?.['unit']), region: text(row?.['region']), projectId: text(row?.['project']) ?? '', level3: text(often?.['level3']) ?? '' }
}

export function selectionsOf({ years, department, unit, region, level3 }: Sample): readonly Selection[] {
  const [first = 0, last = 0] = years
  const parts: readonly Partial<Selection>[] = [
    {},
    { from: last },
    { from: first, to: Math.max(first, last - 2) },
    { department },
    { department, unit, region, from: first },
    { q: '网络' },
    { q: level3.slice(0, 4) },
    { minCut: 0.05, minExecution: 0.5 },
    { minCut: 1, minExecution: 1 },
    { q: "o'neil %_\\" },
    { department: "nowhere' OR 1 = 1 --" },
    { from: last + 1 },
  ]
  return parts.map((part) => ({ ...emptySelection, ...part }))
}

function searchedTexts({ department, level3 }: Sample) {
  return ['网', '网络', department, level3, "'", '%', 'A', '不会有的'].map((text) => ({ text }))
}

function lastTwo(years: readonly number[]) {
  const thisYear = years[1] ?? 0
  return { lastYear: thisYear - 1, thisYear }
}

/** What is asked of a question that takes more than a selection, by its export's name. */
export const otherParams: Readonly<Record<string, (sample: Sample, selections: readonly Selection[]) => readonly object[] | readonly null[]>> = {
  facets: () => [null],
  searchForms: searchedTexts,
  searchIndicators: searchedTexts,
  projectYears: ({ projectId }) => [{ projectId }, { projectId: "no'body" }],
  projectFunds: ({ projectId }) => [{ projectId }, { projectId: '' }],
  projectIndicators: ({ projectId }) => [{ projectId }, { projectId: '0' }],
  recomputedScores: ({ projectId }) => shippedRuleSets.map((ruleSet) => ({ ruleSet, projectId })),
  recomputedOfForms: ({ projectId, years }) => shippedRuleSets.map((ruleSet) => ({ ruleSet, formIds: [`${projectId}-${years[1] ?? ''}`, "no'form"] })),
  projectTotals: ({ projectId }, selections) => selections.map((selection) => ({ projectId, selection })),
  indicatorByYear: ({ level3 }, selections) => selections.map((selection) => ({ level3, selection })),
  indicatorFigures: ({ level3 }, selections) => selections.map((selection) => ({ level3, selection })),
  indicatorOccurrences: ({ level3 }, selections) => selections.map((selection) => ({ level3, selection })),
  findingCounts: (_, selections) => shippedRuleSets.map((ruleSet, index) => ({ ruleSet, selection: selections[index], projectId: null })),
  additions: (_, selections) => selections.flatMap((selection) => ['0', '100000'].map((minAmount) => ({ selection, minAmount }))),
  ...Object.fromEntries(
    ['cutsByProject', 'cutsByGroup', 'cutsScatter', 'cutsSummary'].map((name) => [
      name,
      (_: Sample, selections: readonly Selection[]) =>
        selections.flatMap((selection, index) =>
          ['0', '50000.5'].map((minAmount) => ({ selection, minAmount, changeWords: defaultRuleSet.changeWords, limit: 500, by: (['department', 'unit', 'region'] as const)[index % 3], maskedOnly: index % 2 === 1, minYearsRunning: 1 + (index % 3) })),
        ),
    ]),
  ),
  watchedProjects: ({ projectId }, selections) =>
    selections.flatMap((selection, index) => [[], [projectId, "no'body"]].map((pinned) => ({ selection, minAmount: '0', changeWords: defaultRuleSet.changeWords, maskedOnly: index % 2 === 1, minYearsRunning: 1 + (index % 2), pinned }))),
  departmentMeasure: (_, selections) => (Object.keys(measures) as MeasureName[]).flatMap((measure) => selections.slice(0, 5).map((selection) => ({ measure, selection }))),
  budgetReliability: (_, selections) => selections.flatMap((selection) => ['all', 'department'].map((by) => ({ selection, by }))),
  budgetBridge: ({ years }, selections) => selections.map((selection) => ({ selection, ...lastTwo(years) })),
  bridgeProjects: ({ years }, selections) => bridgeSteps.flatMap((part) => selections.slice(0, 4).map((selection) => ({ selection, ...lastTwo(years), part }))),
}

/** The answer, checked against its row schema; a refusal of the engine is an answer too, so that it shows in the comparison. */
export async function answer(engine: Engine, query: AnyQuery, params: unknown): Promise<unknown> {
  const rows = await engine.rows(query.statement(params)).catch((error: unknown) => {
    throw error instanceof QueryError ? new Error(`${query.name}: ${error.message}\n${error.statementText}`, { cause: error }) : error
  })
  return z.parse(z.array(query.row), rows)
}

/** Everything that is asked of a question on a dataset. */
export function paramsOf(name: string, sample: Sample): readonly unknown[] {
  const selections = selectionsOf(sample)
  return otherParams[name]?.(sample, selections) ?? selections
}
