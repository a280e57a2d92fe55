import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptySelection } from '@/domain/selection.ts'
import type { Engine } from '@/engine/engine.ts'
import { budgetByDepartment } from '@/queries/budget-by-department.ts'
import { budgetByYear } from '@/queries/budget-by-year.ts'
import { indicatorTotals } from '@/queries/indicator-totals.ts'
import { ask } from '@/queries/query.ts'
import { scoreByLevel } from '@/queries/score-by-level.ts'
import { totals } from '@/queries/totals.ts'
import { drillTables, hostile } from './drill-tables.ts'
import { budgets, form, openTiny } from './tiny-tables.ts'

let engine: Engine
beforeAll(async () => {
  engine = await openTiny(drillTables)
})
afterAll(() => engine.close())

it('totals: sums over all years, rates of sums, masked cuts by the thresholds', async () => {
  const [row] = await ask(engine, totals, emptySelection)
  expect(row).toMatchObject({ project_count: 3, form_count: 4, department_count: 2, initial_budget: '160.10', full_year_budget: '125.10', executed: '100.10', cut: '40.00', masked_cut_count: 1 })
  expect(row?.execution_rate).toBe(100.1 / 125.1)
  expect(row?.cut_rate).toBe(40 / 160.1)
  const [strict] = await ask(engine, totals, { ...emptySelection, minCut: 0.5 })
  expect(strict?.masked_cut_count).toBe(0)
})

it('totals of nothing: no forms, no sums, no rates', async () => {
  const [row] = await ask(engine, totals, { ...emptySelection, department: '无' })
  expect(row).toMatchObject({ project_count: 0, initial_budget: null, cut_rate: null, average_score: null })
})

it('budget by year keeps only years that have forms', async () => {
  const rows = await ask(engine, budgetByYear, { ...emptySelection, department: '教育局' })
  expect(rows.map(({ year, initial_budget, executed, project_count }) => [year, initial_budget, executed, project_count])).toEqual([[2022, '100.00', '60.00', 1], [2023, '60.10', '35.10', 2]])
})

it('budget by department: an absent initial budget is no zero', async () => {
  const rows = await ask(engine, budgetByDepartment, emptySelection)
  expect(rows.map(({ department, initial_budget, cut, cut_rate }) => [department, initial_budget, cut, cut_rate])).toContainEqual([hostile, null, null, null])
})

it('indicator totals and scores by level', async () => {
  expect(await ask(engine, indicatorTotals, emptySelection)).toEqual([{ indicator_count: 4, indicator_weight: '40.00', indicator_score: '23.00', score_rate: 23 / 40 }])
  expect(await ask(engine, scoreByLevel, { ...emptySelection, q: '满意' })).toEqual([{ level1: '满意度指标', level2: '服务对象满意度指标', indicator_count: 1, indicator_weight: '10.00', indicator_score: '8.00', score_rate: 0.8 }])
})

it('totals of the largest amounts that the columns hold', async () => {
  const huge = '9999999999999999.99'
  const largest = await openTiny({ project_year: [form({ project: '巨', ...budgets(huge, '5000000000000000.00', '5000000000000000.00'), total_score: '100.00' })] })
  const [row] = await ask(largest, totals, emptySelection)
  expect(row).toMatchObject({ initial_budget: huge, cut: '4999999999999999.99', masked_cut_count: 1, weighted_score: 100 })
  await largest.close()
})
