import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { ruleIds } from '@/domain/checks.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { QueryError, type Engine } from '@/engine/engine.ts'
import { toText } from '@/engine/sql.ts'
import { findingChunks, firstFindingStatements, formsOfScores } from '@/queries/finding-pages.ts'
import { askFindings, askFindingsOf, findingStatement, wholeScope } from '@/queries/findings.ts'
import { recomputedOfForms } from '@/queries/recomputed-scores.ts'
import { form, indicator, openTiny } from './tiny-tables.ts'

describe('findings in chunks', () => {
  it('are cut by rule, each of its own beginning', () => {
    expect(findingChunks([{ rule: 'weight-sum', count: 3 }, { rule: 'score-sum', count: 0 }, { rule: 'fund-sum', count: 200 }, { rule: 'unexplained', count: 101 }])).toEqual([
      { rule: 'weight-sum', offset: 0, from: 0, to: 3 },
      { rule: 'fund-sum', offset: 0, from: 3, to: 103 },
      { rule: 'fund-sum', offset: 100, from: 103, to: 203 },
      { rule: 'unexplained', offset: 0, from: 203, to: 303 },
      { rule: 'unexplained', offset: 100, from: 303, to: 304 },
    ])
    expect(findingChunks([])).toEqual([])
  })

  it('have recomputed scores where they are about a score: of an indicator, or of the execution', async () => {
    const engine = await openTiny({
      project_year: [form({ project: '甲', execution_weight: '10', execution_score: '1', full_year_budget: '100', executed: '100' }), form({ project: '乙', total_weight: '100', total_score: '101' }), form({ project: '丙' })],
      indicator: [indicator({ form_id: '丙-2023', weight: '5', score: '6' })],
    })
    const findings = await askFindings(engine, wholeScope(defaultRuleSet))
    expect([new Set(findings.map(({ form_id: id }) => id)), formsOfScores(findings).toSorted()]).toEqual([new Set(['甲-2023', '乙-2023', '丙-2023']), ['丙-2023', '甲-2023']])
    await engine.close()
  })
})

describe('what a list of findings asks first', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openNativeEngine()
    await loadDatasetFolder(engine, 'data/demo-city')
  })
  afterAll(() => engine.close())

  /** As the page asks: each chunk that its rows or the hundred after them are in, and the scores beside it. */
  async function askedOf(rows: number): Promise<readonly string[]> {
    const scope = wholeScope(defaultRuleSet)
    const segments: { rule: (typeof ruleIds)[number]; count: number }[] = []
    for (const rule of ruleIds) segments.push({ rule, count: (await askFindingsOf(engine, rule, scope)).length })
    const statements: string[] = []
    for (const { rule, offset } of findingChunks(segments).filter(({ from }) => from < rows + 100)) {
      const page = { limit: 100, offset }
      const formIds = formsOfScores(await askFindingsOf(engine, rule, scope, { page }))
      statements.push(toText(findingStatement(rule, scope, page)), ...(formIds.length > 0 ? [toText(recomputedOfForms.statement({ ruleSet: defaultRuleSet, formIds }))] : []))
    }
    return statements
  }

  it('is what the page asks of its longest list without a window', async () => {
    const ahead = (await firstFindingStatements(engine, defaultRuleSet)).map((statement) => toText(statement))
    const asked = await askedOf(120)
    expect(asked.length).toBeGreaterThan(8)
    expect(ahead).toEqual(asked)
  })

  it('ends where SQL refuses a check', async () => {
    let asked = 0
    const refusing: Engine = { ...engine, rows: (statement, options) => (asked++ === 2 ? Promise.reject(new QueryError('Conversion Error', '')) : engine.rows(statement, options)) }
    expect((await firstFindingStatements(refusing, defaultRuleSet)).length).toBe(2)
  })

  it('leaves out what is switched off', async () => {
    const ahead = await firstFindingStatements(engine, { ...defaultRuleSet, off: ruleIds.filter((rule) => rule !== 'fund-sum') })
    expect(ahead.map((statement) => toText(statement))).toEqual([toText(findingStatement('fund-sum', wholeScope(defaultRuleSet), { limit: 100, offset: 0 }))])
  })
})
