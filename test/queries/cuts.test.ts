import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection, type Selection } from '@/domain/selection.ts'
import type { Engine } from '@/engine/engine.ts'
import { additions } from '@/queries/additions.ts'
import { cutsByGroup } from '@/queries/cuts-by-group.ts'
import { cutsByProject, type CutsChoice } from '@/queries/cuts-by-project.ts'
import { cutsHistogram } from '@/queries/cuts-histogram.ts'
import { cutsScatter } from '@/queries/cuts-scatter.ts'
import { cutsSummary } from '@/queries/cuts-summary.ts'
import { ask } from '@/queries/query.ts'
import { cutsTables } from './cuts-tables.ts'
import { openTiny } from './tiny-tables.ts'

let engine: Engine
beforeAll(async () => {
  engine = await openTiny(cutsTables)
})
afterAll(() => engine.close())

const in2023: Selection = { ...emptySelection, from: 2023, to: 2023 }
const choice = (change: Partial<CutsChoice> = {}): CutsChoice => ({ selection: in2023, minAmount: '0', maskedOnly: false, minYearsRunning: 1, changeWords: defaultRuleSet.changeWords, ...change })
const cuts = async (change: Partial<CutsChoice>) => (await ask(engine, cutsByProject, choice(change))).map(({ project }) => project)

test('forms cut by the thresholds, the largest amount first', async () => {
  const rows = await ask(engine, cutsByProject, choice())
  expect(rows.map((row) => [row.project, row.cut, row.cut_rate, row.masked_cut, row.years_running, row.reason_given, row.reason])).toEqual([
    ['乙', '210.00', 0.21, false, 1, true, '年中压减后完成'],
    ['甲', '50.00', 0.5, true, 3, false, null],
    ['己', '10.00', 1, false, 1, null, null],
  ])
  expect(rows[1]).toMatchObject({ form_id: '甲-2023', initial_budget: '100.00', full_year_budget: '50.00', executed: '50.00', execution_rate: 1, execution_of_initial: 0.5 })
  expect(rows[2]).toMatchObject({ execution_rate: null, execution_of_initial: 0 })
})

test('rate and amount hold together; masked only; years running; scope; a quote', async () => {
  expect(await cuts({ minAmount: '50' })).toEqual(['乙', '甲'])
  expect(await cuts({ minAmount: '50.01' })).toEqual(['乙'])
  expect(await cuts({ selection: { ...in2023, minCut: 0.21 } })).toEqual(['乙', '甲', '己'])
  expect(await cuts({ selection: { ...in2023, minCut: 0.210001 } })).toEqual(['甲', '己'])
  expect(await cuts({ maskedOnly: true })).toEqual(['甲'])
  expect(await cuts({ minYearsRunning: 2 })).toEqual(['甲'])
  expect(await cuts({ selection: { ...in2023, department: '水务局' } })).toEqual(['乙'])
  expect(await cuts({ selection: { ...in2023, q: "'; DROP TABLE project_year" } })).toEqual([])
})

test('a year without a form ends a run', async () => {
  const rows = await ask(engine, cutsByProject, choice({ selection: { ...emptySelection, q: '甲' } }))
  expect(rows.map(({ year, years_running }) => [year, years_running]).toSorted()).toEqual([[2019, 1], [2021, 1], [2022, 2], [2023, 3]])
})

test('the summary keeps cuts, additions and added projects apart', async () => {
  expect(await ask(engine, cutsSummary, choice())).toEqual([
    { form_count: 6, cut_count: 3, cut: '270.00', masked_count: 1, masked_cut: '50.00', running_count: 1, explained_count: 1, addition_count: 1, addition: '20.00', added_count: 1, added: '30.00' },
  ])
  expect(await ask(engine, cutsSummary, choice({ selection: { ...in2023, from: 2000, to: 2000 } }))).toEqual([
    { form_count: 0, cut_count: 0, cut: '0.00', masked_count: 0, masked_cut: '0.00', running_count: 0, explained_count: 0, addition_count: 0, addition: '0.00', added_count: 0, added: '0.00' },
  ])
})

test('additions: raised and added', async () => {
  const rows = await ask(engine, additions, { selection: in2023, minAmount: '0' })
  expect(rows.map((row) => [row.project, row.kind, row.addition, row.addition_rate])).toEqual([['丁', 'added', '30.00', null], ['丙', 'addition', '20.00', 0.2]])
  expect(await ask(engine, additions, { selection: in2023, minAmount: '31' })).toEqual([])
})

test('points of the scatter: those past the thresholds first, then the largest', async () => {
  const rows = await ask(engine, cutsScatter, { ...choice(), limit: 4 })
  expect(rows.map((row) => [row.project, row.past_thresholds, row.masked_cut, row.cut])).toEqual([['乙', true, false, '210.00'], ['甲', true, true, '50.00'], ['己', true, false, '10.00'], ['戊', false, false, '0.00']])
})

test('bins of 5 points hold their lower end; 100 % is in the last', async () => {
  expect(await ask(engine, cutsHistogram, in2023)).toEqual([
    { kind: 'addition', from_percent: null, form_count: 1 },
    { kind: 'cut', from_percent: 20, form_count: 1 },
    { kind: 'cut', from_percent: 50, form_count: 1 },
    { kind: 'cut', from_percent: 95, form_count: 1 },
    { kind: 'unchanged', from_percent: null, form_count: 1 },
  ])
  expect(await ask(engine, cutsHistogram, { ...in2023, from: 2022, to: 2022 })).toEqual([{ kind: 'cut', from_percent: 20, form_count: 1 }])
})

test('by department, and by a region that some have not', async () => {
  const byDepartment = await ask(engine, cutsByGroup, { ...choice(), by: 'department' })
  // 水务局: 1200 initial, 210 cut. 教育局: 100 + 100 + 0 + 10 initial; cut 50 + 10, raised by 20, added 30: net 50 − 20 − 30 + 10.
  expect(byDepartment).toEqual([
    { name: '水务局', form_count: 2, initial_budget: '1200.00', net_cut: '210.00', net_cut_rate: 0.175, cut_count: 1, cut: '210.00', masked_count: 0, addition_count: 0, addition: '0.00' },
    { name: '教育局', form_count: 4, initial_budget: '210.00', net_cut: '10.00', net_cut_rate: 10 / 210, cut_count: 2, cut: '60.00', masked_count: 1, addition_count: 1, addition: '20.00' },
  ])
  expect((await ask(engine, cutsByGroup, { ...choice(), by: 'region' })).map(({ name, cut }) => [name, cut])).toEqual([['西区', '210.00'], [null, '60.00']])
})
