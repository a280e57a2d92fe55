import { expect, test } from 'vitest'
import { emptySelection } from '@/domain/selection.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { askFindingsOf, wholeScope } from '@/queries/findings.ts'
import { compared, form, indicator, openTiny } from '../tiny-tables.ts'
import { found } from './found.ts'

const one = [form({ project: '甲' })]

test('dimension-missing names what is missing; a form without indicators or levels is not judged', async () => {
  const at = (project: string, seq: number, level1: string | null, level2: string | null = null) => indicator({ form_id: `${project}-2023`, seq, level1, level2 })
  const findings = await found('dimension-missing', {
    project_year: ['全', '缺两类', '合并', '未分级', '无指标'].map((project) => form({ project })),
    indicator: [at('全', 1, '产出指标(50分)'), at('全', 2, '效益指标'), at('全', 3, '满意度指标'), at('缺两类', 1, '产出指标'), at('合并', 1, '产出指标'), at('合并', 2, '效益指标', '社会效益指标'), at('合并', 3, '效益指标', '服务对象满意度指标'), at('未分级', 1, null)],
  })
  expect(findings.map(({ form_id, values }) => [form_id, values])).toEqual([['缺两类-2023', { output_count: 1, benefit_count: 0, satisfaction_count: 0, indicator_count: 1 }]])
  expect(findings[0]?.message.zh).toBe('1 条指标中没有效益、满意度指标')
})

test('vacuous-target: qualitative under quantity or cost, or >= 0 anywhere', async () => {
  const rows = [
    indicator({ seq: 1, level2: '数量指标', target: '完成', target_kind: 'qualitative' }),
    indicator({ seq: 2, level2: '成本指标', target: '合理', target_kind: 'qualitative' }),
    indicator({ seq: 3, level2: '质量指标', target: '有效', target_kind: 'qualitative' }),
    indicator({ seq: 4, level2: '社会效益指标', ...compared('>=', '0', '0', true) }),
    indicator({ seq: 5, level2: '社会效益指标', ...compared('=', '0', '0', true) }),
    indicator({ seq: 6, level2: null, target: null, target_kind: null }),
  ]
  expect((await found('vacuous-target', { project_year: one, indicator: rows })).map(({ seq }) => seq)).toEqual([1, 2, 4])
})

test('exact-hit: every quantitative target, and at least one', async () => {
  const at = (project: string, seq: number, row: object) => indicator({ form_id: `${project}-2023`, seq, ...row })
  const findings = await found('exact-hit', {
    project_year: ['全中', '一项不同', '只有定性', '实际未填', '区间'].map((project) => form({ project })),
    indicator: [
      at('全中', 1, compared('>=', '12', '12', true)),
      at('全中', 2, compared('=', '0', '0', true)),
      at('全中', 3, { target_kind: 'qualitative' }),
      at('一项不同', 1, compared('>=', '12', '12', true)),
      at('一项不同', 2, compared('>=', '85', '90', true)),
      at('只有定性', 1, { target_kind: 'qualitative' }),
      at('实际未填', 1, { target_kind: 'quantitative', target_operator: '>=', target_value: '12' }),
      at('区间', 1, { target_kind: 'quantitative', target_operator: 'range', target_value: '90', target_high: '95', actual_value: '90' }),
    ],
  })
  expect(findings.map(({ form_id, values }) => [form_id, values['quantitative_count']])).toEqual([['全中-2023', 2]])
})

test('overshoot: 130 % of a >= target above 0', async () => {
  const rows = [compared('>=', '10', '13', true), compared('>=', '10', '12.99', true), compared('>=', '0', '5', true), compared('>', '10', '20', true), compared('<=', '10', '20', false)].map((row, index) => indicator({ seq: index + 1, ...row }))
  const findings = await found('overshoot', { project_year: one, indicator: rows })
  expect(findings.map(({ seq, values }) => [seq, values['actual_percent']])).toEqual([[1, '130.00']])
})

test('ratchet-down: below the actual of the year before, same project, same text, where more is better', async () => {
  const project_year = [2021, 2022, 2023].map((year) => form({ project: '甲', year })).concat(form({ project: '乙', year: 2022 }))
  const at = (form_id: string, seq: number, level3: string, row: object) => indicator({ form_id, seq, level3, ...row })
  const indicatorRows = [
    at('甲-2022', 1, '培训次数', compared('>=', '10', '15', true)),
    at('甲-2023', 1, '培训次数', compared('>=', '12', '12', true)),
    at('甲-2022', 2, '满意度', compared('>=', '85', '90', true)),
    at('甲-2023', 2, '满意度', compared('>=', '90', '90', true)),
    at('甲-2022', 3, '事故数', compared('=', '0', '1', false)),
    at('甲-2023', 3, '事故数', compared('=', '0', '0', true)),
    at('甲-2022', 4, '成本', compared('<=', '90', '80', true)),
    at('甲-2023', 4, '成本', compared('<=', '70', '70', true)),
    at('甲-2021', 5, '隔年', compared('>=', '10', '15', true)),
    at('甲-2023', 5, '隔年', compared('>=', '10', '10', true)),
    at('乙-2022', 1, '别家', compared('>=', '10', '15', true)),
    at('甲-2023', 6, '别家', compared('>=', '10', '10', true)),
    at('甲-2022', 7, '人次', { ...compared('>=', '1', '5000', true), target_unit: '人次' }),
    at('甲-2023', 7, '人次', { ...compared('>=', '1', '1', true), target_unit: '万人次' }),
  ]
  const findings = await found('ratchet-down', { project_year, indicator: indicatorRows })
  expect(findings.map(({ form_id, seq, values }) => [form_id, seq, values['target_value'], values['last_actual_value'], values['last_year']])).toEqual([['甲-2023', 1, '12.0000', '15.0000', 2022]])
  expect(findings[0]?.message.zh).toBe('培训次数：目标 >=12，低于 2022 年实际 15')
})

test('boilerplate: 3 projects of a department in a year, or 5 departments; a filter never changes what repeats', async () => {
  const uses: readonly (readonly [level3: string, department: string, project: string, year: number])[] = [
    ...['一', '二', '三'].map((project) => ['同部门三个', '教育局', project, 2023] as const),
    ...['一', '二'].map((project) => ['同部门两个', '教育局', project, 2023] as const),
    ...[2021, 2022, 2023].map((year) => ['同项目三年', '教育局', '一', year] as const),
    ...['甲', '乙', '丙', '丁', '戊'].map((department) => ['五个部门', department, '五', 2023] as const),
    ...['甲', '乙', '丙', '丁'].map((department) => ['四个部门', department, '五', 2023] as const),
  ]
  const forms = new Map(uses.map(([, department, project, year]) => [`${department}${project}-${year}`, form({ project: `${department}${project}`, department, year })]))
  const engine = await openTiny({ project_year: [...forms.values()], indicator: uses.map(([level3, department, project, year], index) => indicator({ form_id: `${department}${project}-${year}`, seq: index + 1, level3 })) })
  const asked = async (change: object) => (await askFindingsOf(engine, 'boilerplate', wholeScope(defaultRuleSet, { ...emptySelection, ...change }))).map(({ department, year, values }) => [values['level3'], department, year, values['project_count'], values['department_count']])
  expect(await asked({})).toEqual([
    ['五个部门', null, 2023, 5, 5],
    ['同部门三个', '教育局', 2023, 3, 1],
  ])
  expect(await asked({ department: '甲' })).toEqual([['五个部门', '甲', 2023, 5, 5]])
  expect(await asked({ to: 2022 })).toEqual([])
  await engine.close()
})
