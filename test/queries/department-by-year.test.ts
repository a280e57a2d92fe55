import { expect, test } from 'vitest'
import { emptySelection } from '@/domain/selection.ts'
import { departmentByYear, departmentTrends } from '@/queries/department-by-year.ts'
import { ask } from '@/queries/query.ts'
import { budgets, form, openTiny } from './tiny-tables.ts'

test('a cell a department and year; a year without a form has none', async () => {
  const engine = await openTiny({ project_year: [form({ project: '甲', ...budgets('100', '50', '50') }), form({ project: '甲', year: 2021, ...budgets('10', '10', '5') }), form({ project: '乙', department: '水务局', ...budgets('0', '0', '0') })] })
  const rates = await ask(engine, departmentByYear('cut_rate'), emptySelection)
  expect(rates).toEqual([{ department: '教育局', year: 2021, cut_rate: 0 }, { department: '教育局', year: 2023, cut_rate: 0.5 }, { department: '水务局', year: 2023, cut_rate: null }])
  expect(await ask(engine, departmentTrends, { ...emptySelection, to: 2021 })).toEqual([{ department: '教育局', year: 2021, initial_budget: '10.00', full_year_budget: '10.00', executed: '5.00', execution_rate: 0.5, execution_of_initial: 0.5 }])
  await engine.close()
})
