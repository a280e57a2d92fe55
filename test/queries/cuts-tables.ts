import { budgets, form, indicator, type TinyTables } from './tiny-tables.ts'

/**
 * 2023: 甲 100 → 50, executed 50: a masked cut of half, its third year running. 乙 1000 → 790, executed 100: cut by 21 %,
 * not masked, and its goal speaks of it. 丙 100 → 120 raised. 丁 0 → 30 added. 戊 200 → 200. 己 10 → 0 cut to nothing.
 * 2022: 甲 100 → 80, executed 80. 2021: 甲 100 → 70, executed 10. 2020 no 甲. 2019: 甲 100 → 10, executed 10.
 */
export const cutsTables: TinyTables = {
  project_year: [
    form({ project: '甲', ...budgets('100', '50', '50'), expected_goal: '保障运行' }),
    form({ project: '乙', department: '水务局', region: '西区', ...budgets('1000', '790', '100'), actual_goal: '年中压减后完成' }),
    form({ project: '丙', ...budgets('100', '120', '120') }),
    form({ project: '丁', ...budgets('0', '30', '30') }),
    form({ project: '戊', department: '水务局', ...budgets('200', '200', '199') }),
    form({ project: '己', ...budgets('10', '0', '0') }),
    form({ project: '甲', year: 2022, ...budgets('100', '80', '80') }),
    form({ project: '甲', year: 2021, ...budgets('100', '70', '10') }),
    form({ project: '甲', year: 2019, ...budgets('100', '10', '10') }),
  ],
  indicator: [indicator({ form_id: '甲-2023', deviation_reason: '无' })],
}
