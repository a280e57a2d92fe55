import { expect, test } from 'vitest'
import { isMeasure, toFormula } from '@/domain/measure-formula.ts'
import { toRowsBehind } from '@/domain/rows-behind.ts'
import { emptySelection } from '@/domain/selection.ts'
import { toText, verbatim } from '@/engine/sql.ts'
import { maskedCutCondition } from '@/engine/table-sql.ts'
import { findingCounts, findingStatement, wholeScope } from '@/queries/findings.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { indicators } from '@/queries/indicators.ts'
import { targetDrift } from '@/queries/target-drift.ts'
import { totals } from '@/queries/totals.ts'
import { budgets, form, indicator, openTiny } from '../queries/tiny-tables.ts'

const selection = { ...emptySelection, from: 2023, q: "甲'" }

test('the rows behind a sum are those that it adds up', () => {
  const behind = toRowsBehind("SELECT\n  sum(p.executed) FILTER (WHERE p.year > 1) AS x\nFROM project_year AS p\nWHERE p.project = 'FROM' AND (p.year = 2023)\nGROUP BY p.year\nORDER BY 1", { limit: 5 })
  expect(behind?.rows).toBe("SELECT\n  p.year,\n  p.department,\n  p.unit,\n  p.project,\n  p.initial_budget,\n  p.full_year_budget,\n  p.executed,\n  p.total_score,\n  p.form_id\nFROM project_year AS p\nWHERE p.project = 'FROM' AND (p.year = 2023)\nORDER BY p.year DESC, p.department, p.project, p.form_id\nLIMIT 5")
  expect(behind?.count).toBe("SELECT CAST(count(*) AS INTEGER) AS row_count\nFROM project_year AS p\nWHERE p.project = 'FROM' AND (p.year = 2023)")
  expect(toRowsBehind('INSERT INTO x VALUES (1)', { limit: 1 })).toBeNull()
  expect(toRowsBehind('SELECT 1', { limit: 1 })).toBeNull()
  expect(toRowsBehind('', { limit: 1 })).toBeNull()
})

test('every kind of statement of the product gives rows that run', async () => {
  const engine = await openTiny({ project_year: [form({ project: "甲'", ...budgets('100', '50', '50') }), form({ project: '乙', ...budgets('100', '100', '50') })], indicator: [indicator({ seq: 1, weight: '10', score: '8' })] })
  const scope = wholeScope(defaultRuleSet)
  const asked = async (text: string, condition?: string) => {
    const behind = toRowsBehind(text, { limit: 100, ...(condition === undefined ? {} : { condition }) })
    const rows = await engine.rows(verbatim(behind?.rows ?? ''))
    const [counted] = await engine.rows(verbatim(behind?.count ?? ''))
    expect(counted?.['row_count']).toBe(rows.length)
    return rows
  }
  expect((await asked(toText(totals.statement(emptySelection)))).map((row) => [row['project'], row['executed']])).toEqual([['乙', '50.00'], ["甲'", '50.00']].toSorted())
  expect(await asked(toText(totals.statement(selection)))).toHaveLength(1)
  expect((await asked(toText(totals.statement(emptySelection)), toText(maskedCutCondition(emptySelection)))).map((row) => row['project'])).toEqual(["甲'"])
  for (const statement of [indicators.statement(emptySelection), targetDrift.statement(emptySelection), findingCounts.statement(scope), findingStatement('boilerplate', scope), findingStatement('masked-cut', scope, { limit: 2, offset: 0 })]) await asked(toText(statement))
  await engine.close()
})

test('measures as formulas', () => {
  const zh = { language: 'zh', minCut: 0.2, minExecution: 0.95 } as const
  expect(toFormula('cut_rate', zh)).toBe('Σ (年初预算数 − 全年预算数) ÷ Σ 年初预算数')
  expect(toFormula('masked_cut_count', zh)).toContain('≥ 20%')
  expect(toFormula('average_score', { ...zh, language: 'en' })).toBe('Σ Total score ÷ number of forms with Total score')
  expect([isMeasure('cut'), isMeasure('toString'), isMeasure('finding_count')]).toEqual([true, false, false])
})
