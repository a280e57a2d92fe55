import { expect, test } from 'vitest'
import { toReliabilityLetters } from '@/domain/budget-reliability.ts'
import { emptySelection } from '@/domain/selection.ts'
import { budgetReliability } from '@/queries/budget-reliability.ts'
import { ask } from '@/queries/query.ts'
import { sixForms } from './six-forms.ts'
import { budgets, form, openTiny } from './tiny-tables.ts'

test('the six forms: outturn 92.61 %, composition variance 9.35 %, no letter', async () => {
  const engine = await openTiny(sixForms())
  const [year, ...others] = await ask(engine, budgetReliability, { selection: emptySelection, by: 'all' })
  expect(others).toEqual([])
  expect(year).toMatchObject({ year: 2023, department: null, parts: 'project', part_count: 6, initial_budget: '62982490.00', executed: '58331035.57' })
  expect(year?.outturn?.toFixed(4)).toBe('0.9261')
  expect(year?.composition_variance?.toFixed(4)).toBe('0.0935')
  expect(toReliabilityLetters(year ? [year] : [])).toEqual({ outturn: null, composition: null, years: [] })
  await engine.close()
})

test('over departments, and over the projects within one', async () => {
  const engine = await openTiny({
    project_year: [
      form({ project: '甲', department: '水务局', ...budgets('100', '100', '50') }),
      form({ project: '乙', department: '水务局', ...budgets('100', '100', '100') }),
      form({ project: '丙', department: '教育局', ...budgets('200', '200', '150') }),
      form({ project: '丁', department: '教育局', year: 2022, ...budgets(null, '10', '10') }),
      form({ project: '戊', department: "O'局", year: 2021, ...budgets('100', '100', null) }),
    ],
  })
  const asked = async (by: 'all' | 'department', change: object = {}) => (await ask(engine, budgetReliability, { selection: { ...emptySelection, ...change }, by })).map((row) => [row.year, row.department, row.parts, row.part_count, row.outturn, row.composition_variance])
  // 2023: both departments spend 150 of 200, as k = 0.75 says: no variance. 2022 has no initial budget, 2021 nothing executed.
  expect(await asked('all')).toEqual([[2021, null, 'department', 1, null, null], [2022, null, 'department', 1, null, null], [2023, null, 'department', 2, 0.75, 0]])
  // 水务局: k = 0.75; |50 − 75| + |100 − 75| = 50 of 150.
  expect(await asked('department', { from: 2023 })).toEqual([[2023, '教育局', 'project', 1, 0.75, 0], [2023, '水务局', 'project', 2, 0.75, 1 / 3]])
  expect(await asked('all', { department: '水务局' })).toEqual([[2023, null, 'project', 2, 0.75, 1 / 3]])
  expect(await asked('all', { department: "O'局" })).toEqual([[2021, null, 'project', 1, null, null]])
  expect(await asked('all', { from: 2030 })).toEqual([])
  await engine.close()
})
