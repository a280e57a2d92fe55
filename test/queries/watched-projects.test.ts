import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection } from '@/domain/selection.ts'
import type { Engine } from '@/engine/engine.ts'
import { ask } from '@/queries/query.ts'
import { watchedProjects, type WatchChoice } from '@/queries/watched-projects.ts'
import { cutsTables } from './cuts-tables.ts'
import { openTiny } from './tiny-tables.ts'

let engine: Engine
beforeAll(async () => {
  engine = await openTiny(cutsTables)
})
afterAll(() => engine.close())

const watched = async (change: Partial<WatchChoice> = {}) => {
  const rows = await ask(engine, watchedProjects, { selection: emptySelection, minAmount: '0', maskedOnly: false, minYearsRunning: 1, changeWords: defaultRuleSet.changeWords, pinned: [], ...change })
  return rows.map((row) => [row.project, row.year, row.cut, row.past_thresholds, row.pinned, row.years_running])
}

test('those past the thresholds in the last year, the largest cut first', async () => {
  expect(await watched()).toEqual([['乙', 2023, '210.00', true, false, 1], ['甲', 2023, '50.00', true, false, 3], ['己', 2023, '10.00', true, false, 1]])
  // A run is of cuts past the same thresholds: 2022 took 20 off.
  expect(await watched({ minAmount: '50', maskedOnly: true })).toEqual([['甲', 2023, '50.00', true, false, 1]])
  expect(await watched({ minYearsRunning: 4 })).toEqual([])
})

test('pinned ones whatever their figures, by their last form up to that year, once', async () => {
  expect(await watched({ pinned: ['丙', '甲', 'nobody', "'; --"], minAmount: '50' })).toEqual([['乙', 2023, '210.00', true, false, 1], ['甲', 2023, '50.00', true, true, 1], ['丙', 2023, '-20.00', false, true, 0]])
  expect(await watched({ pinned: ['甲'], selection: { ...emptySelection, to: 2020 }, minAmount: '1000' })).toEqual([['甲', 2019, '90.00', false, true, 0]])
  expect(await watched({ pinned: ['甲'], selection: { ...emptySelection, department: '水务局' } })).toEqual([['乙', 2023, '210.00', true, false, 1], ['甲', 2023, '50.00', false, true, 3]])
})

test('nothing where the selection has no form', async () => {
  expect(await watched({ pinned: ['甲'], selection: { ...emptySelection, department: 'nowhere' } })).toEqual([])
})
