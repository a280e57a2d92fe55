import type { TinyTables } from './tiny-tables.ts'
import { budgets, form, indicator } from './tiny-tables.ts'

export const hostile = "o'neil 局"

/** Two departments, three projects, two years: small enough to add in one's head. */
export const drillTables: TinyTables = {
  project_year: [
    form({ project: '甲', year: 2022, region: '东区', ...budgets('100.00', '60.00', '60.00'), total_score: '98.00', execution_rate_percent: '100.00', expected_goal: '建成', source_kind: 'form', source_name: '甲.txt', source_locator: 'p1' }),
    form({ project: '甲', year: 2023, region: '东区', ...budgets('50.00', '50.00', '25.00'), total_score: '98.50' }),
    form({ project: '乙', year: 2023, region: '东区', ...budgets('10.10', '10.10', '10.10'), total_score: '70.00' }),
    form({ project: '丙', year: 2023, department: hostile, ...budgets(null, '5.00', '5.00'), total_score: null }),
  ],
  fund_source: [
    { form_id: '甲-2022', source: '其他资金', initial_budget: null, full_year_budget: '0.00', executed: '0.00' },
    { form_id: '甲-2022', source: '当年财政拨款', initial_budget: '100.00', full_year_budget: '60.00', executed: '60.00' },
    { form_id: '甲-2022', source: '上年结转资金', initial_budget: null, full_year_budget: '0.00', executed: '0.00' },
    { form_id: '乙-2023', source: '当年财政拨款', initial_budget: '10.10', full_year_budget: '10.10', executed: '10.10' },
  ],
  indicator: [
    indicator({ form_id: '甲-2022', seq: 1, target: '>=2次', actual: '2', weight: '10.00', score: '10.00', attained: true }),
    indicator({ form_id: '甲-2022', seq: 2, level1: '满意度指标', level2: '服务对象满意度指标', level3: '群众满意度', target: '>=85%', actual: '85', weight: '10.00', score: '8.00', attained: true, deviation_reason: '有待加强' }),
    indicator({ form_id: '甲-2023', seq: 1, target: '>=4次', actual: '3', weight: '20.00', score: '5.00', attained: false }),
    indicator({ form_id: '丙-2023', seq: 1, target: '有效', actual: null, weight: null, score: null, attained: null }),
  ],
}
