import { expect, test } from 'vitest'
import { defaultRuleSet, shippedRuleSets } from '@/domain/rule-sets.ts'
import { ask } from '@/queries/query.ts'
import { recomputedOfForms, recomputedScores } from '@/queries/recomputed-scores.ts'
import { budgets, compared, form, indicator, openTiny } from './tiny-tables.ts'

test('reported beside recomputed: one figure, a band, or none', async () => {
  const engine = await openTiny({
    project_year: [form({ project: '甲', ...budgets('1', '100', '90'), execution_weight: '10', execution_score: '10' }), form({ project: '乙' })],
    indicator: [indicator({ seq: 1, weight: '10', score: '8', ...compared('>=', '85', '85', true) }), indicator({ seq: 2, weight: '20', score: '20', target_kind: 'qualitative', attained: true }), indicator({ seq: 3, weight: '5', score: '5', target_kind: 'qualitative', attained: null })],
  })
  const asked = async (ruleSet = defaultRuleSet, projectId = '甲') => (await ask(engine, recomputedScores, { ruleSet, projectId })).map(({ seq, score, lowest, highest }) => [seq, score, lowest, highest])
  expect(await asked()).toEqual([[null, '10.00', '9.00', '9.00'], [1, '8.00', '10.00', '10.00'], [2, '20.00', '16.00', '20.00'], [3, '5.00', null, null]])
  expect((await asked(shippedRuleSets.find(({ id }) => id === 'jiangxi')))[0]).toEqual([null, '10.00', '7.00', '7.00'])
  expect(await asked(defaultRuleSet, "O'Neil")).toEqual([])
  const of = async (...formIds: readonly string[]) => (await ask(engine, recomputedOfForms, { ruleSet: defaultRuleSet, formIds })).map(({ seq, lowest }) => [seq, lowest])
  expect(await of('甲-2023', '不在')).toEqual([[null, '9.00'], [1, '10.00'], [2, '16.00'], [3, null]])
  expect(await of()).toEqual([])
  await engine.close()
})
