import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptySelection } from '@/domain/selection.ts'
import type { Engine } from '@/engine/engine.ts'
import { facets } from '@/queries/facets.ts'
import { indicatorByYear } from '@/queries/indicator-by-year.ts'
import { indicatorFigures } from '@/queries/indicator-figures.ts'
import { indicatorOccurrences } from '@/queries/indicator-occurrences.ts'
import { indicators } from '@/queries/indicators.ts'
import { projectFunds } from '@/queries/project-funds.ts'
import { projectIndicators } from '@/queries/project-indicators.ts'
import { projectTotals } from '@/queries/project-totals.ts'
import { projectYears } from '@/queries/project-years.ts'
import { projects } from '@/queries/projects.ts'
import { ask } from '@/queries/query.ts'
import { scoreDistribution } from '@/queries/score-distribution.ts'
import { askSearch } from '@/queries/search.ts'
import { asking } from './asking.ts'
import { drillTables, hostile } from './drill-tables.ts'
import { openTiny } from './tiny-tables.ts'

let engine: Engine
beforeAll(async () => {
  engine = await openTiny(drillTables)
})
afterAll(() => engine.close())

it('facets: the values of the whole dataset, absent regions left out', async () => {
  const rows = await ask(engine, facets, null)
  const values = (facet: string) => rows.filter((row) => row.facet === facet).map((row) => row.value)
  expect(values('year')).toEqual(['2022', '2023'])
  expect(values('region')).toEqual(['东区'])
  expect(new Set(values('department'))).toEqual(new Set(['教育局', hostile]))
})

it('search: departments, then projects, then indicators; a quote and no hit', async () => {
  expect(await askSearch(asking(engine), "O'NEIL")).toEqual([{ kind: 'department', name: hostile, key: hostile, note: '', times: 1 }])
  expect((await askSearch(asking(engine), '甲')).map(({ kind, key, times }) => [kind, key, times])).toEqual([['project', '甲', 2]])
  expect((await askSearch(asking(engine), '满意')).map(({ kind, name }) => [kind, name])).toEqual([['indicator', '群众满意度']])
  expect(await askSearch(asking(engine), '%')).toEqual([])
})

it('score distribution: by whole point, forms without a score left out', async () => {
  expect(await ask(engine, scoreDistribution, emptySelection)).toEqual([{ score_point: 70, form_count: 1 }, { score_point: 98, form_count: 2 }])
  expect(await ask(engine, scoreDistribution, { ...emptySelection, department: hostile })).toEqual([])
})

it('projects: each summed over the selected years, the largest first, without an initial budget last', async () => {
  const rows = await ask(engine, projects, emptySelection)
  expect(rows.map(({ project_id, first_year, last_year, initial_budget, executed, cut_rate, masked_cut_count }) => [project_id, first_year, last_year, initial_budget, executed, cut_rate, masked_cut_count])).toEqual([
    ['甲', 2022, 2023, '150.00', '85.00', 40 / 150, 1],
    ['乙', 2023, 2023, '10.10', '10.10', 0, 0],
    ['丙', 2023, 2023, null, '5.00', null, 0],
  ])
  expect((await ask(engine, projects, { ...emptySelection, from: 2023, department: '教育局' })).map((row) => row.initial_budget)).toEqual(['50.00', '10.10'])
})

it('one project: its years, funds in the order of the form, indicators, totals', async () => {
  const years = await ask(engine, projectYears, { projectId: '甲' })
  expect(years.map(({ year, cut, cut_rate, masked_cut, total_score, execution_rate_percent, expected_goal, source_locator }) => [year, cut, cut_rate, masked_cut, total_score, execution_rate_percent, expected_goal, source_locator])).toEqual([
    [2022, '40.00', 0.4, true, '98.00', '100.00', '建成', 'p1'],
    [2023, '0.00', 0, false, '98.50', null, null, null],
  ])
  expect((await ask(engine, projectFunds, { projectId: '甲' })).map(({ source, initial_budget }) => [source, initial_budget])).toEqual([['当年财政拨款', '100.00'], ['上年结转资金', null], ['其他资金', null]])
  expect((await ask(engine, projectIndicators, { projectId: '甲' })).map(({ year, seq, score, attained }) => [year, seq, score, attained])).toEqual([[2022, 1, '10.00', true], [2022, 2, '8.00', true], [2023, 1, '5.00', false]])
  expect(await ask(engine, projectTotals, { projectId: '甲', selection: { ...emptySelection, to: 2022 } })).toMatchObject([{ form_count: 1, initial_budget: '100.00', cut: '40.00', masked_cut_count: 1, average_score: 98 }])
  expect(await ask(engine, projectYears, { projectId: hostile })).toEqual([])
})

it('indicators: each text with its counts, scores and how many were attained of those judged', async () => {
  const rows = await ask(engine, indicators, emptySelection)
  expect(rows).toEqual([
    { level3: '培训次数', level1: '产出指标', level2: '数量指标', project_count: 2, department_count: 2, indicator_count: 3, indicator_weight: '30.00', indicator_score: '15.00', score_rate: 0.5, attained_share: 0.5 },
    { level3: '群众满意度', level1: '满意度指标', level2: '服务对象满意度指标', project_count: 1, department_count: 1, indicator_count: 1, indicator_weight: '10.00', indicator_score: '8.00', score_rate: 0.8, attained_share: 1 },
  ])
  expect(await ask(engine, indicators, { ...emptySelection, q: hostile })).toMatchObject([{ level3: '培训次数', indicator_weight: null, score_rate: null, attained_share: null }])
})

it('one indicator: figures, years and places, text taken as it is', async () => {
  const asked = { level3: '培训次数', selection: emptySelection }
  expect(await ask(engine, indicatorFigures, asked)).toEqual([{ indicator_count: 3, project_count: 2, department_count: 2, indicator_weight: '30.00', indicator_score: '15.00', score_rate: 0.5 }])
  expect((await ask(engine, indicatorByYear, asked)).map(({ year, indicator_count, score_rate }) => [year, indicator_count, score_rate])).toEqual([[2022, 1, 1], [2023, 2, 0.25]])
  expect((await ask(engine, indicatorOccurrences, asked)).map(({ form_id, score_rate, attained }) => [form_id, score_rate, attained])).toEqual([['丙-2023', null, null], ['甲-2023', 0.25, false], ['甲-2022', 1, true]])
  expect(await ask(engine, indicatorFigures, { level3: "' OR 1=1 --", selection: emptySelection })).toMatchObject([{ indicator_count: 0, indicator_weight: null }])
})
