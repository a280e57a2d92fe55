import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { ruleIds } from '@/domain/checks.ts'
import { defaultRuleSet, shippedRuleSets } from '@/domain/rule-sets.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { checks, wholeScope } from '@/queries/findings.ts'
import { askStandouts } from '@/queries/standouts.ts'
import { makeRollup } from '@/rollups/make-rollup.ts'
import { rollupPlans } from '@/rollups/rollup-plans.ts'
import { answer, paramsOf, questions, sampleOf, selectionsOf, type AnyQuery, type Sample } from '../queries/questions.ts'
import { asking } from '../queries/asking.ts'
import { publish, readerOf } from './published.ts'
import { loadRandomTables } from './random-tables.ts'

const atOnce = 6

/** Runs work over items, a few at a time: a cluster answers several, a test of one after the other takes minutes. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of waiting) await work(item)
    }),
  )
}

/** One of the params for each statement that they lead to: asked twice, it only says the same twice. */
function distinctParams(query: AnyQuery, all: readonly unknown[]): readonly unknown[] {
  return [...new Map(all.map((params) => [JSON.stringify(query.statement(params)), params])).values()]
}

function folderOf(dataset: string): string {
  return fileURLToPath(new URL(`../../data/${dataset}`, import.meta.url))
}

const datasets = [
  { name: 'songjiang-2023', by: 'engine', load: (engine: Engine) => loadDatasetFolder(engine, folderOf('songjiang-2023')) },
  { name: 'demo-city', by: 'files', load: (engine: Engine) => loadDatasetFolder(engine, folderOf('demo-city')) },
  { name: 'random', by: 'engine', load: (engine: Engine) => loadRandomTables(engine, 1, 2) },
] as const

describe.each(datasets)('every question on $name', ({ name: dataset, by, load }) => {
  let native: Engine
  let cluster: Engine
  let sample: Sample
  beforeAll(async () => {
    const running = inject('cluster')
    const schema = dataset.replaceAll('-', '_')
    native = await openNativeEngine()
    await publish(native, await load(native), running, schema, by)
    cluster = readerOf(running, schema)
    sample = await sampleOf(native)
  })
  afterAll(() => native.close())

  it.each([...questions].toSorted(([a], [b]) => (a < b ? -1 : 1)))('%s has one answer in DuckDB and on the cluster', async (name, query) => {
    let rows = 0
    await eachOf(distinctParams(query, paramsOf(name, sample)), async (params) => {
      const [there, here] = await Promise.all([answer(cluster, query, params), answer(native, query, params)])
      expect(there, JSON.stringify(params)).toEqual(here)
      rows += Array.isArray(here) ? here.length : 0
    })
    if (dataset === 'demo-city') expect(rows).toBeGreaterThan(0)
  })

  it('what stands out is the same in DuckDB and on the cluster', async () => {
    await eachOf(selectionsOf(sample).slice(0, 6), async (selection) => {
      const scope = { ruleSet: defaultRuleSet, selection }
      expect(await askStandouts(asking(cluster), scope)).toEqual(await askStandouts(asking(native), scope))
    })
  })

  it.each(rollupPlans)('the sums made ahead $name are the same from DuckDB and from the cluster', async (plan) => {
    const [there, here] = [await makeRollup(cluster, plan), await makeRollup(native, plan)]
    expect(there).toEqual(here)
  })

  it.each(ruleIds)('the check %s has one answer in DuckDB and on the cluster', async (rule) => {
    const [all, lastYear, , department] = selectionsOf(sample)
    await eachOf([all, lastYear, department].map((selection, index) => wholeScope(shippedRuleSets[index] ?? defaultRuleSet, selection)), async (scope) => {
      const statement = checks[rule].statement(scope)
      expect(await cluster.rows(statement)).toEqual(await native.rows(statement))
    })
  })
})
