import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ruleIds } from '@/domain/checks.ts'
import type { IndicatorRow, ProjectYearRow } from '@/domain/rows.ts'
import { shippedRuleSets, defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection } from '@/domain/selection.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { askedAhead } from '@/queries/asked-ahead.ts'
import type { CheckScope } from '@/queries/checks/check.ts'
import { askFindings, wholeScope } from '@/queries/findings.ts'
import { createFormsDesk, type FormsDesk } from '@/queries/from-forms/forms-desk.ts'
import { askProjectFindings, projectFindings } from '@/queries/project-findings.ts'
import { ask, type AskQuestion } from '@/queries/query.ts'
import { recomputedScores } from '@/queries/recomputed-scores.ts'
import { preparedForms } from '../../rollups/prepared-files.ts'
import { fill, form, indicator, type TinyTables } from '../tiny-tables.ts'
import { fromDesk } from './from-desk.ts'

const often = <T>(usual: T, ...others: readonly T[]) => fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...others) })
const number = often('10.00', '20.00', '5.00', '0.00', '-1.00', null)
const value = fc.constantFrom('0', '10', '12.5', '20', '123456789012.3456', null)

const randomIndicator = fc.record({
  level1: often<string | null>('产出指标', '效益指标', '满意度指标', null),
  level2: often<string | null>('数量指标', '成本指标', '满意度指标', null),
  level3: fc.constantFrom('培训次数', '满意度', '网络带宽', "o'neil", '=1+1'),
  target: often<string | null>('>=10', '优', '', null),
  actual: often<string | null>('10', '未完成', null),
  target_kind: fc.constantFrom('quantitative' as const, 'quantitative' as const, 'qualitative' as const),
  target_operator: fc.constantFrom('>=' as const, '>' as const, '=' as const, '<=' as const, '<' as const, null),
  target_value: value,
  target_high: often<string | null>(null, '20'),
  actual_value: value,
  target_unit: often<string | null>(null, '次'),
  attained: fc.constantFrom(true, false, null),
  weight: number,
  score: number,
  deviation_reason: often<string | null>(null, '无', '有待加强', '经费压减', 'true', '0.10'),
})

const randomForm = fc.record({
  project: fc.constantFrom('甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'),
  year: fc.constantFrom(2022, 2023),
  department: often('教育局', '水务局'),
  initial_budget: often<string | null>('1000.00', '700.00', null),
  full_year_budget: often<string | null>('700.00', '1000.00', '0.00', null),
  executed: often<string | null>('700.00', '690.00', '1200.00', null),
  execution_rate_percent: often<string | null>(null, '100.00', '50.00'),
  execution_weight: often<string | null>('10.00', null),
  execution_score: often<string | null>('10.00', '8.00', '11.00', '-1.00', null),
  total_weight: often<string | null>('100.00', null),
  total_score: often<string | null>('98.00', '101.00', '90.00', null),
  expected_goal: often<string | null>('建成', '经费调整后建成', null),
  actual_goal: often<string | null>('建成', '已建成', null),
  indicators: fc.array(randomIndicator, { maxLength: 5 }),
  isBalanced: fc.boolean(),
})

/** Where they are flat, all forms are of one department and year, with one score. */
const randomTables: fc.Arbitrary<TinyTables> = fc.tuple(fc.boolean(), fc.array(randomForm, { minLength: 1, maxLength: 14 })).map(([isFlat, drawn]) => {
  const all = drawn.map(({ indicators, isBalanced, ...row }) => ({ row: form({ ...row, ...(isFlat ? { department: '教育局', year: 2023, total_score: '98.00' } : {}) } satisfies Partial<ProjectYearRow>), indicators, isBalanced }))
  const rows = [...new Map(all.map((each) => [each.row.form_id ?? '', each])).values()]
  return {
    project_year: rows.map(({ row }) => row),
    fund_source: rows.map(({ row, isBalanced }) => ({ form_id: row.form_id ?? '', source: '其他资金', initial_budget: isBalanced ? (row.initial_budget ?? null) : '0.01', full_year_budget: row.full_year_budget ?? null, executed: isBalanced ? null : '0.02' })),
    indicator: rows.flatMap(({ row, indicators }) => indicators.map((each, index) => indicator({ ...each, form_id: row.form_id ?? '', seq: index + 1 } satisfies Partial<IndicatorRow>))),
  }
})

function scopeOf(projectId: string, ruleSet = defaultRuleSet): CheckScope {
  return { ...wholeScope(ruleSet), projectId }
}

/** Asks the desk alone; the rules that it does not answer are put into `open`. */
function asDesk(desk: FormsDesk, open: string[] = []): AskQuestion {
  return async <Params, Row>(query: Parameters<typeof ask<Params, Row>>[1], params: Params) => {
    const rows = await fromDesk(desk, query, params)
    if (!rows) open.push(query.name)
    return (rows ?? []) as readonly Row[]
  }
}

const signal = new AbortController().signal

describe('the findings and scores in a project’s history', () => {
  let engine: Engine
  const desk = async () => createFormsDesk(await preparedForms(engine, (await askedAhead(engine)).ofProjects))
  beforeAll(async () => {
    engine = await openNativeEngine()
  })
  afterAll(() => engine.close())

  it('are what SQL finds in it, rule by rule', async () => {
    const found = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(randomTables, async (tables) => {
        await fill(engine, tables)
        const made = await desk()
        const ids = new Set([...(tables.project_year ?? []).map((row) => String(row.project_id)), 'nobody'])
        for (const projectId of ids) {
          const scope = scopeOf(projectId)
          for (const { check, query } of projectFindings) {
            const rows = await engine.rows(check.statement(scope))
            expect(await fromDesk(made, query, scope), `${check.id} of ${projectId}`).toEqual(rows)
            found.set(check.id, (found.get(check.id) ?? 0) + rows.length)
          }
          expect(await askProjectFindings(asDesk(made), scope, signal)).toEqual(await askFindings(engine, scope))
          const scores = { ruleSet: defaultRuleSet, projectId }
          expect(await fromDesk(made, recomputedScores, scores)).toEqual(await ask(engine, recomputedScores, scores))
        }
      }),
      { numRuns: 25, seed: 20231231, endOnFailure: true },
    )
    for (const rule of ruleIds) expect(found.get(rule), rule).toBeGreaterThan(0)
  }, 240_000)

  it('are of the usual rules: a rule that asks for something else is left to SQL, and so is a selection', async () => {
    await fill(engine, { project_year: [form({ project: '甲', execution_weight: '10', execution_score: '8' })], indicator: [indicator({})] })
    const made = await desk()
    const openOf = async (scope: CheckScope) => {
      const open: string[] = []
      await askProjectFindings(asDesk(made, open), scope, signal)
      return open.map((name) => name.split(': ')[1])
    }
    expect(await openOf(scopeOf('甲'))).toEqual([])
    expect(await openOf({ ...scopeOf('甲'), ruleSet: { ...defaultRuleSet, id: 'mine', off: ['weight-sum'] } })).toEqual([])
    expect(await openOf({ ...scopeOf('甲'), selection: { ...emptySelection, minCut: 0.3 } })).toEqual(['masked-cut'])
    expect(await openOf({ ...scopeOf('甲'), ruleSet: { ...defaultRuleSet, flatScores: { projects: 2 } } })).toEqual(['flat-scores'])
    expect(await openOf({ ...scopeOf('甲'), selection: { ...scopeOf('甲').selection, from: 2023 } })).toContain('weight-sum')
    // Hubei's weights and bands are asked for by no check; Jiangxi scores the execution in steps.
    expect(await Promise.all(shippedRuleSets.map((ruleSet) => openOf(scopeOf('甲', ruleSet))))).toEqual([[], [], ['execution-score']])
    expect(await Promise.all(shippedRuleSets.map(async (ruleSet) => (await fromDesk(made, recomputedScores, { ruleSet, projectId: '甲' })) !== null))).toEqual([true, true, false])
  })

  it('leave out a rule that SQL refuses, and keep the others', async () => {
    await fill(engine, { project_year: [form({ project: '甲', execution_weight: '10', execution_score: '11', full_year_budget: '100', executed: '90' })] })
    const { findings, scores } = (await askedAhead(engine)).ofProjects
    const refused = sql`SELECT * FROM no_such_table`
    const made = createFormsDesk(await preparedForms(engine, { findings: [refused, ...findings.slice(1)], scores: [sql`SELECT * FROM no_such_table`, ...scores] }))
    const open: string[] = []
    const rules = (await askProjectFindings(asDesk(made, open), scopeOf('甲'), signal)).map(({ rule }) => rule)
    expect([open, rules]).toEqual([[projectFindings[0]?.query.name], ['score-over-weight', 'execution-score']])
    expect(await fromDesk(made, recomputedScores, { ruleSet: defaultRuleSet, projectId: '甲' })).toHaveLength(1)
  })

  it('are asked of SQL where a dataset was made without them', async () => {
    await fill(engine, { project_year: [form({ project: '甲' })] })
    const without = createFormsDesk(await preparedForms(engine))
    for (const { query } of projectFindings) expect(await fromDesk(without, query, scopeOf('甲'))).toBeNull()
    expect(await fromDesk(without, recomputedScores, { ruleSet: defaultRuleSet, projectId: '甲' })).toBeNull()
  })
})
