import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { folderFiles, loadDatasetFolder } from '@/cli/folder-files.ts'
import { openAhead } from '@/dataset/open-ahead.ts'
import { readManifest } from '@/dataset/read-manifest.ts'
import { ruleIds } from '@/domain/checks.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection } from '@/domain/selection.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { askedAhead } from '@/queries/asked-ahead.ts'
import { bridgeProjects } from '@/queries/bridge-projects.ts'
import { budgetBridge } from '@/queries/budget-bridge.ts'
import { budgetByDepartment } from '@/queries/budget-by-department.ts'
import { budgetByYear } from '@/queries/budget-by-year.ts'
import { budgetReliability } from '@/queries/budget-reliability.ts'
import { departmentByYear, departmentTrends } from '@/queries/department-by-year.ts'
import { departmentMeasure } from '@/queries/department-measure.ts'
import { facets } from '@/queries/facets.ts'
import { findingCounts, wholeScope } from '@/queries/findings.ts'
import { indicatorByYear } from '@/queries/indicator-by-year.ts'
import { indicatorFigures } from '@/queries/indicator-figures.ts'
import { indicatorTotals } from '@/queries/indicator-totals.ts'
import { indicators } from '@/queries/indicators.ts'
import { ask, type Query } from '@/queries/query.ts'
import { scoreByLevel } from '@/queries/score-by-level.ts'
import { scoreDistribution } from '@/queries/score-distribution.ts'
import { askStandouts } from '@/queries/standouts.ts'
import { targetDrift } from '@/queries/target-drift.ts'
import { totals } from '@/queries/totals.ts'
import { createAnswerer, type Prepared } from '@/rollups/answerer.ts'
import { answersFirst } from '@/rollups/prepared-answers.ts'
import { asking } from './asking.ts'

const selection = emptySelection
const bridge = { selection, lastYear: 2024, thisYear: 2025 }

function asked<Params>(query: Query<Params, unknown>, params: Params): readonly [string, Query<unknown, unknown>, unknown] {
  return [query.name, query as Query<unknown, unknown>, params]
}

/** What the views ask of the demo city before anyone has chosen anything. */
const first = [
  asked(totals, selection),
  asked(indicatorTotals, selection),
  asked(budgetByYear, selection),
  asked(budgetByDepartment, selection),
  asked(scoreDistribution, selection),
  asked(scoreByLevel, selection),
  asked(departmentByYear('form_count'), selection),
  asked(departmentTrends, selection),
  asked(departmentMeasure, { measure: 'execution_rate', selection }),
  asked(indicators, selection),
  asked(indicatorFigures, { level3: '社会公众满意度', selection }),
  asked(indicatorByYear, { level3: '社会公众满意度', selection }),
  asked(facets, null),
  asked(budgetReliability, { selection, by: 'all' }),
  asked(budgetReliability, { selection, by: 'department' }),
  asked(budgetBridge, bridge),
  asked(bridgeProjects, { ...bridge, part: 'cuts' }),
  asked(targetDrift, selection),
  ...ruleIds.map((rule) => asked(findingCounts, wholeScope({ ...defaultRuleSet, off: ruleIds.filter((id) => id !== rule) }))),
]

describe('the demo city as shipped', () => {
  let engine: Engine
  let prepared: Prepared
  const noEngine: Engine = { rows: () => Promise.reject(new Error('asked the engine')), load: () => Promise.reject(new Error()), parquet: () => Promise.reject(new Error()), close: async () => undefined }
  beforeAll(async () => {
    const folder = fileURLToPath(new URL('../../data/demo-city', import.meta.url))
    engine = await openNativeEngine()
    await loadDatasetFolder(engine, folder)
    const files = folderFiles(folder)
    const manifest = await readManifest(files)
    const now = await openAhead(manifest, files)
    if (!now) throw new Error('the demo city carries nothing made ahead')
    const later = await now.later()
    prepared = { tables: [...now.tables, ...later.tables], answers: new Map([...now.answers, ...later.answers]) }
  })
  afterAll(() => engine.close())

  it.each(first)('answers %s without an engine, as the engine does', async (_, query, params) => {
    const answered = await createAnswerer({ prepared: () => prepared, engine: async () => noEngine }).ask(query, params)
    expect(answered.rows).toEqual(await ask(engine, query, params))
  })

  it('says what stands out without an engine', async () => {
    const scope = { ruleSet: defaultRuleSet, selection }
    expect(await askStandouts(asking(answersFirst(noEngine, () => prepared.answers)), scope)).toEqual(await askStandouts(asking(engine), scope))
  })

  it('carries no answer that is not asked', async () => {
    const { first: now, later } = await askedAhead(engine)
    expect(prepared.answers.size).toBe(now.length + later.length)
  })
})

describe('a dataset of one year as shipped', () => {
  it('carries the bridge from the year before, of which it has no form', async () => {
    const folder = fileURLToPath(new URL('../../data/songjiang-2023', import.meta.url))
    const engine = await openNativeEngine()
    try {
      await loadDatasetFolder(engine, folder)
      const files = folderFiles(folder)
      const ahead = await openAhead(await readManifest(files), files)
      const answerer = createAnswerer({ prepared: () => ahead ?? { tables: [], answers: new Map() }, engine: () => Promise.reject(new Error('asked the engine')) })
      const params = { selection, lastYear: 2022, thisYear: 2023 }
      expect((await answerer.ask(budgetBridge, params)).rows).toEqual(await ask(engine, budgetBridge, params))
    } finally {
      await engine.close()
    }
  })
})
