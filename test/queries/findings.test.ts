import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { ruleIds, rules, type RuleId } from '@/domain/checks.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection } from '@/domain/selection.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { askFindingCount, askFindings, askFindingsOf, checks, findingCounts, wholeScope } from '@/queries/findings.ts'
import { ask } from '@/queries/query.ts'
import { openWasmEngineInNode } from '../engine/open-wasm-engine.ts'
import { sixForms } from './six-forms.ts'
import { budgets, fill, form, openTiny } from './tiny-tables.ts'

const scope = wholeScope(defaultRuleSet)

/** Counted by hand on the printed forms. */
const expectedCounts: Readonly<Partial<Record<RuleId, number>>> = {
  // 满意度 of every form: 8 of 10 points, target met, the reason a set phrase.
  'score-recomputed': 6,
  'met-but-deducted': 6,
  unexplained: 6,
  // Cut by 77, 54, 48 and 44 %; the fifth by 2.5 %; the sixth not at all. No text speaks of it.
  'change-unexplained': 4,
  'masked-cut': 4,
  // Qualitative cost targets of four forms, and three ">=0" of 设备运行与维护.
  'vacuous-target': 7,
  'exact-hit': 6,
  // Eight texts that 设备, 网络…维护 and 网络…建设 share.
  boilerplate: 8,
  'flat-scores': 1,
}

describe.each([
  ['native', () => openNativeEngine()],
  ['wasm', openWasmEngineInNode],
] as const)('findings on the six forms, %s', (_, open) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await fill(await open(), sixForms())
  }, 60_000)
  afterAll(() => engine.close())

  test('every rule finds what a person counts', async () => {
    const findings = await askFindings(engine, scope)
    const counted = Object.fromEntries(ruleIds.map((rule) => [rule, findings.filter((finding) => finding.rule === rule).length]))
    expect(counted).toEqual(Object.fromEntries(ruleIds.map((rule) => [rule, expectedCounts[rule] ?? 0])))
    expect(findings.map(({ rule }) => ruleIds.indexOf(rule))).toEqual(findings.map(({ rule }) => ruleIds.indexOf(rule)).toSorted((a, b) => a - b))
    expect(findings.every(({ rule, severity }) => severity === rules[rule].severity)).toBe(true)
  })

  test('met but deducted: one a form, each about satisfaction', async () => {
    const findings = await askFindingsOf(engine, 'met-but-deducted', scope)
    expect(new Set(findings.map(({ form_id }) => form_id)).size).toBe(6)
    expect(findings.every(({ values }) => String(values['level3']).includes('满意度') && values['weight'] === '10.00' && values['score'] === '8.00')).toBe(true)
    expect(findings.find(({ project }) => project === '课题与规划')).toEqual({
      rule: 'met-but-deducted',
      severity: 'warning',
      form_id: '课题与规划-2023',
      project_id: '课题与规划',
      project: '课题与规划',
      department: '上海市松江区城市运行管理中心',
      year: 2023,
      seq: 9,
      values: { level3: '受益群体满意度', target: '>=85%', actual: '85', weight: '10.00', score: '8.00', deviation_reason: '有待加强' },
      message: { zh: '受益群体满意度：目标 >=85%，实际 85，已达标，扣 2 分（得 8 / 10）', en: '受益群体满意度: target >=85%, actual 85: met, yet 2 points off (8 of 10)' },
    })
  })

  test('masked cuts carry exact figures', async () => {
    const findings = await askFindingsOf(engine, 'masked-cut', scope)
    expect(findings.map(({ project, values }) => [project, values['cut'], values['cut_rate_percent']]).toSorted()).toEqual([
      ['宣传与推广', '251600.00', '53.53'],
      ['网络信息系统运行与维护', '2379967.85', '44.13'],
      ['设备运行与维护', '459212.68', '48.37'],
      ['课题与规划', '154659.00', '77.33'],
    ])
    expect(findings.find(({ project }) => project === '设备运行与维护')?.message.zh).toBe('年内调减 459,212.68 元（48.37%），表上执行率 100%；按年初预算只执行 51.63%')
  })

  test('counts by rule, department and year add up to the findings', async () => {
    const counts = await ask(engine, findingCounts, scope)
    expect(counts.every(({ department, year }) => department === '上海市松江区城市运行管理中心' && year === 2023)).toBe(true)
    expect(Object.fromEntries(counts.map((row) => [row.rule, row.finding_count]))).toEqual(expectedCounts)
    expect(await askFindingCount(engine, scope)).toBe(48)
  })

  test('of one project: its own rows, repeated indicators named one by one', async () => {
    const ofProject = { ...scope, projectId: '设备运行与维护' }
    const repeated = await askFindingsOf(engine, 'boilerplate', ofProject)
    expect(repeated.map(({ form_id, seq }) => [form_id, seq])).toEqual([1, 3, 4, 5, 6, 7, 8, 9].map((seq) => ['设备运行与维护-2023', seq]))
    expect((await askFindingsOf(engine, 'flat-scores', ofProject)).length).toBe(1)
    expect((await askFindingsOf(engine, 'masked-cut', ofProject)).map(({ project }) => project)).toEqual(['设备运行与维护'])
  })
})

test('the dataset made from the six forms has the same findings as what a person read off them', async () => {
  const [made, read] = await Promise.all([openNativeEngine(), openTiny(sixForms())])
  await loadDatasetFolder(made, fileURLToPath(new URL('../../data/songjiang-2023', import.meta.url)))
  const told = async (engine: Engine) => (await askFindings(engine, scope)).map(({ rule, project, seq, message, values }) => JSON.stringify([rule, project, seq, message, values])).toSorted()
  expect(await told(made)).toEqual(await told(read))
  await Promise.all([made.close(), read.close()])
})

test('project_year alone gives no finding that needs the other tables', async () => {
  const engine = await openTiny({ project_year: [form({ project: '甲', ...budgets('100', '90', '90'), execution_weight: '10', execution_score: '10', total_score: '98', total_weight: '100' })] })
  expect((await askFindings(engine, scope)).map(({ rule }) => rule)).toEqual(['change-unexplained'])
  await engine.close()
})

test('no rows, a rule switched off, a page, and a quote in a value', async () => {
  const engine = await openTiny({ project_year: ['甲', '乙', "O'Neil's"].map((project) => form({ project, ...budgets('100', '50', '50') })) })
  expect(await askFindings(engine, wholeScope(defaultRuleSet, { ...emptySelection, department: '不存在' }))).toEqual([])
  expect(await askFindingCount(engine, wholeScope({ ...defaultRuleSet, off: [...ruleIds] }))).toBe(0)
  const off = wholeScope({ ...defaultRuleSet, off: ['change-unexplained'] })
  expect((await askFindings(engine, off)).map(({ rule }) => rule)).toEqual(['masked-cut', 'masked-cut', 'masked-cut'])
  expect((await askFindingsOf(engine, 'masked-cut', scope, { page: { limit: 1, offset: 1 } })).length).toBe(1)
  const quoted = wholeScope(defaultRuleSet, { ...emptySelection, q: "o'neil's" })
  expect((await askFindingsOf(engine, 'masked-cut', quoted)).map(({ project }) => project)).toEqual(["O'Neil's"])
  await engine.close()
})

test('every check has the id it is filed under', () => {
  expect(ruleIds.map((id) => checks[id].id)).toEqual([...ruleIds])
})
