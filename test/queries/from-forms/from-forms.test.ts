import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factOf } from '@/domain/declaration.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection } from '@/domain/selection.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { toText } from '@/engine/sql.ts'
import { additions } from '@/queries/additions.ts'
import { aggregateWithin } from '@/queries/aggregate.ts'
import { bridgeProjects } from '@/queries/bridge-projects.ts'
import { bridgeParts, budgetBridge } from '@/queries/budget-bridge.ts'
import { budgetReliability } from '@/queries/budget-reliability.ts'
import { cutsByGroup } from '@/queries/cuts-by-group.ts'
import { cutsByProject } from '@/queries/cuts-by-project.ts'
import { cutsHistogram } from '@/queries/cuts-histogram.ts'
import { cutsScatter } from '@/queries/cuts-scatter.ts'
import { cutsSummary } from '@/queries/cuts-summary.ts'
import { facets } from '@/queries/facets.ts'
import { createFormsDesk, type FormsDesk } from '@/queries/from-forms/forms-desk.ts'
import type { DeskQuestion } from '@/queries/from-forms/desk-questions.ts'
import { indicatorOccurrences } from '@/queries/indicator-occurrences.ts'
import { projectFunds } from '@/queries/project-funds.ts'
import { projectIndicators } from '@/queries/project-indicators.ts'
import { projectTotals } from '@/queries/project-totals.ts'
import { projectYears } from '@/queries/project-years.ts'
import { projects } from '@/queries/projects.ts'
import { ask, type Query } from '@/queries/query.ts'
import { searchForms } from '@/queries/search.ts'
import { watchedProjects } from '@/queries/watched-projects.ts'
import { createAnswerer } from '@/rollups/answerer.ts'
import { makePrepared } from '@/rollups/make-prepared.ts'
import { fillWith, randomDeclarations, randomScopes, randomTables as randomSums } from '../../rollups/random-tables.ts'
import { preparedForms, type MemoryPrepared } from '../../rollups/prepared-files.ts'
import { fill, form, budgets } from '../tiny-tables.ts'
import { fromDesk } from './from-desk.ts'
import { closeTables, randomAmount, randomSelection, randomTables } from './random-forms.ts'

const { changeWords } = defaultRuleSet

const randomChoice = fc.record({
  selection: randomSelection,
  minAmount: randomAmount,
  changeWords: fc.constant(changeWords),
  maskedOnly: fc.boolean(),
  minYearsRunning: fc.integer({ min: 1, max: 3 }),
  limit: fc.integer({ min: 1, max: 30 }),
  by: fc.constantFrom('department' as const, 'unit' as const, 'region' as const),
  shareBy: fc.constantFrom('all' as const, 'department' as const),
  lastYear: fc.integer({ min: 2018, max: 2023 }),
  thisYear: fc.integer({ min: 2019, max: 2024 }),
  part: fc.constantFrom(...bridgeParts),
  projectId: fc.constantFrom('教p', '水q', '教', '𠮷𠮷', 'nobody'),
  text: fc.constantFrom('局', '教', '校园', 'İ', 'i', 'ΣΑΣ', 'A', '\uff41', '𠮷', ' ', '', "o'n", 'nobody'),
  pinned: fc.subarray(['教p', '水q', '教', '𠮷𠮷', 'nobody'], { maxLength: 3 }),
})
type RandomChoice = typeof randomChoice extends fc.Arbitrary<infer Choice> ? Choice : never

/** A question asked both ways. */
function both<Params, Row, Choice = RandomChoice>(query: Query<Params, Row>, toParams: (choice: Choice) => Params) {
  return {
    name: query.name,
    compare: async (engine: Engine, desk: FormsDesk, choice: Choice) => {
      const params = toParams(choice)
      const rows = await ask(engine, query, params)
      expect(await fromDesk(desk, query, params), `${query.name} ${JSON.stringify(params)}`).toEqual(rows)
      return rows.length
    },
  }
}

const questions = [
  both(cutsByProject, (choice) => choice),
  both(cutsByGroup, (choice) => choice),
  both(cutsScatter, (choice) => choice),
  both(cutsSummary, (choice) => choice),
  both(cutsHistogram, ({ selection }) => selection),
  both(facets, () => null),
  both(additions, (choice) => choice),
  both(budgetReliability, ({ selection, shareBy }) => ({ selection, by: shareBy })),
  both(budgetBridge, (choice) => choice),
  both(bridgeProjects, (choice) => choice),
  both(projects, ({ selection }) => selection),
  both(projectTotals, (choice) => choice),
  both(projectYears, (choice) => choice),
  both(projectFunds, (choice) => choice),
  both(projectIndicators, (choice) => choice),
  both(watchedProjects, (choice) => choice),
  both(searchForms, (choice) => choice),
]

describe('questions answered from the forms', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openNativeEngine()
  })
  afterAll(() => engine.close())

  it('give what native DuckDB gives, over random forms, filters and thresholds', async () => {
    const rows = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(randomTables, fc.array(randomChoice, { minLength: 6, maxLength: 6 }), async (tables, choices) => {
        await fill(engine, tables)
        const desk = createFormsDesk(await preparedForms(engine))
        for (const choice of choices) for (const { name, compare } of questions) rows.set(name, (rows.get(name) ?? 0) + (await compare(engine, desk, choice)))
      }),
      { numRuns: 40, seed: 20231231, endOnFailure: true },
    )
    for (const { name } of questions) expect(rows.get(name), name).toBeGreaterThan(0)
  }, 240_000)

  it('compare years to the last digit, whatever the amounts', async () => {
    const reliability = both(budgetReliability, (params: Parameters<typeof budgetReliability.statement>[0]) => params)
    const bridge = both(bridgeProjects, (params: Parameters<typeof bridgeProjects.statement>[0]) => params)
    const found = { reliability: 0, bridge: 0 }
    await fc.assert(
      fc.asyncProperty(closeTables, fc.constantFrom(...bridgeParts), async (tables, part) => {
        await fill(engine, tables)
        const desk = createFormsDesk(await preparedForms(engine))
        for (const by of ['all', 'department'] as const) found.reliability += await reliability.compare(engine, desk, { selection: emptySelection, by })
        for (const department of ['教育局', '水务局']) found.reliability += await reliability.compare(engine, desk, { selection: { ...emptySelection, department }, by: 'all' })
        found.bridge += await bridge.compare(engine, desk, { selection: emptySelection, lastYear: 2022, thisYear: 2023, part })
      }),
      { numRuns: 150, seed: 20231231, endOnFailure: true },
    )
    expect(found.reliability).toBeGreaterThan(150)
    expect(found.bridge).toBeGreaterThan(100)
  }, 240_000)

  it('tell products apart that a double does not', async () => {
    await fill(engine, { project_year: [form({ project: '甲', ...budgets('949062.66', null, '949062.67') }), form({ project: '乙', ...budgets('949062.65', null, '949062.66') })] })
    const params = { selection: emptySelection, by: 'all' as const }
    // |94906267 × 189812531 − 189812533 × 94906266| is 1, and so is that of the other.
    const rows = await fromDesk(createFormsDesk(await preparedForms(engine)), budgetReliability, params)
    expect(rows?.map((row) => row['composition_variance'])).toEqual([2 / 189_812_531 / 189_812_533])
    expect(rows).toEqual(await ask(engine, budgetReliability, params))
  })

  it('as sums of any declaration give what native DuckDB gives', async () => {
    const found = { answered: 0, rows: 0, maskedAlone: 0 }
    await fc.assert(
      fc.asyncProperty(fc.oneof(randomTables.map((tables) => ({ tables })), randomSums.map((sums) => ({ sums }))), fc.array(fc.tuple(randomDeclarations, fc.oneof(randomScopes, randomSelection.map((selection) => ({ selection })))), { minLength: 12, maxLength: 12 }), async (drawn, declared) => {
        await ('tables' in drawn ? fill(engine, drawn.tables) : fillWith(engine, drawn.sums))
        const desk = createFormsDesk(await preparedForms(engine))
        const prepared = await makePrepared(engine)
        const { sums } = createAnswerer({ prepared: () => prepared, engine: async () => engine })
        for (const [declaration, scope] of declared) {
          if (Object.keys('where' in scope ? (scope.where ?? {}) : {}).length > 0 && factOf(declaration) === 'project_year') continue
          const query = aggregateWithin(declaration, () => scope)
          const rows = await fromDesk(desk, query, null)
          if (rows === null) continue
          const expected = await engine.rows(query.statement(null))
          expect(rows, toText(query.statement(null))).toEqual(expected)
          const asked: DeskQuestion[] = []
          expect(await fromDesk(desk, query, null, { near: sums, asked }), toText(query.statement(null))).toEqual(expected)
          if (asked.some((question) => question.kind === 'sums' && question.declaration.measures.length < declaration.measures.length)) found.maskedAlone += 1
          found.answered += 1
          found.rows += rows.length
        }
      }),
      { numRuns: 60, seed: 20231231, endOnFailure: true },
    )
    expect(found.answered).toBeGreaterThan(100)
    expect(found.maskedAlone).toBeGreaterThan(5)
    expect(found.rows).toBeGreaterThan(100)
  }, 240_000)

  it('name the first department of a project that several have', async () => {
    await fill(engine, { project_year: ['水务局', '教育局', '园林局'].map((department, at) => form({ project: at === 2 ? '别的' : '校园', project_id: 'p', department, year: 2021 + at })) })
    const found = await fromDesk(createFormsDesk(await preparedForms(engine)), searchForms, { text: '校' })
    expect(found).toEqual([{ kind: 'project', name: '校园', key: 'p', note: '教育局', times: 2 }])
    expect(found).toEqual(await ask(engine, searchForms, { text: '校' }))
  })

  describe('and left to SQL', () => {
    let prepared: MemoryPrepared
    const choice = { selection: emptySelection, minAmount: '0', changeWords, maskedOnly: false, minYearsRunning: 1, limit: 10 }
    beforeAll(async () => {
      await fill(engine, { project_year: [form({ project: '甲', ...budgets('100', '50', '50') })] })
      prepared = await preparedForms(engine)
    })

    it('where a threshold has more decimals than SQL keeps', async () => {
      expect(await fromDesk(createFormsDesk(prepared), cutsByProject, { ...choice, selection: { ...emptySelection, minCut: 0.123_456_7 } })).toBeNull()
      expect(await fromDesk(createFormsDesk(prepared), cutsScatter, { ...choice, minAmount: '1.005' })).toBeNull()
    })

    it('where reasons are judged by other words', async () => {
      const desk = createFormsDesk(prepared)
      expect(await fromDesk(desk, cutsSummary, { ...choice, changeWords: ['压缩'] })).toBeNull()
      expect(await fromDesk(desk, cutsSummary, { ...choice, changeWords: changeWords.toReversed() })).toHaveLength(1)
    })

    it('where it is no question of forms, or its files were not made', async () => {
      expect(await fromDesk(createFormsDesk(prepared), indicatorOccurrences, { level3: '甲', selection: emptySelection })).toBeNull()
      const bare = createFormsDesk({ ...prepared, files: [] })
      expect(await fromDesk(bare, cutsSummary, choice)).toBeNull()
      expect(await fromDesk(bare, projectYears, { projectId: '甲' })).toBeNull()
    })

    it.each(['derived/places.jlnc', 'derived/forms.jlnc', 'derived/reasons.jlnc', 'derived/history/index.jlnc'])('where %s is cut short, missing or of another dataset', async (path) => {
      const whole = prepared.bytes.get(path) ?? new Uint8Array()
      const query = path.includes('history') ? projectYears : cutsByProject
      for (const bytes of [whole.slice(0, -8), whole.slice(0, 20), new Uint8Array()]) {
        const desk = createFormsDesk({ ...prepared, read: async (name) => (name === path ? bytes : prepared.read(name)) })
        await expect(fromDesk<never, unknown>(desk, query as Query<never, unknown>, { ...choice, projectId: '甲' } as never)).rejects.toThrow()
      }
    })
  })

  it('are not made of a dataset whose amounts add up past what a double holds', async () => {
    await fill(engine, { project_year: [form({ project: '甲', ...budgets('9999999999999999.00', null, null) })] })
    expect((await preparedForms(engine)).files).toEqual([])
  })
})
