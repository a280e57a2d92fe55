import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { additions } from '@/queries/additions.ts'
import { cutsByGroup } from '@/queries/cuts-by-group.ts'
import { cutsByProject } from '@/queries/cuts-by-project.ts'
import { cutsHistogram } from '@/queries/cuts-histogram.ts'
import { cutsScatter } from '@/queries/cuts-scatter.ts'
import { cutsSummary } from '@/queries/cuts-summary.ts'
import { additionsAnswer } from '@/queries/from-forms/additions-answer.ts'
import { cutsByGroupAnswer } from '@/queries/from-forms/cuts-by-group-answer.ts'
import { cutsByProjectAnswer } from '@/queries/from-forms/cuts-by-project-answer.ts'
import { cutsHistogramAnswer } from '@/queries/from-forms/cuts-histogram-answer.ts'
import { cutsScatterAnswer } from '@/queries/from-forms/cuts-scatter-answer.ts'
import { cutsSummaryAnswer } from '@/queries/from-forms/cuts-summary-answer.ts'
import type { FormAnswer, FormList, FormsSource } from '@/queries/from-forms/form-answer.ts'
import { ask, type Query } from '@/queries/query.ts'
import { toPlainRows } from '@/rollups/row-columns.ts'
import { fill } from '../tiny-tables.ts'
import { openForms } from './open-forms.ts'
import { randomAmount, randomSelection, randomTables } from './random-forms.ts'

const { changeWords } = defaultRuleSet

const randomChoice = fc.record({
  selection: randomSelection,
  minAmount: randomAmount,
  changeWords: fc.constant(changeWords),
  maskedOnly: fc.boolean(),
  minYearsRunning: fc.integer({ min: 1, max: 3 }),
  limit: fc.integer({ min: 1, max: 30 }),
  by: fc.constantFrom('department' as const, 'unit' as const, 'region' as const),
})

/** A question asked both ways, of parameters that serve every question. */
function both<Params, Row>(query: Query<Params, Row>, answer: FormAnswer<Params, Row> | FormList<Params>, toParams: (choice: typeof randomChoice extends fc.Arbitrary<infer C> ? C : never) => Params) {
  return {
    name: query.name,
    compare: async (engine: Engine, source: FormsSource, choice: Parameters<typeof toParams>[0]) => {
      const params = toParams(choice)
      const rows = await ask(engine, query, params)
      const found = await answer(source, params)
      expect(found && 'columns' in found ? toPlainRows(found) : found, `${query.name} ${JSON.stringify(params)}`).toEqual(rows)
      return rows.length
    },
  }
}

const questions = [
  both(cutsByProject, cutsByProjectAnswer, (choice) => choice),
  both(cutsByGroup, cutsByGroupAnswer, (choice) => choice),
  both(cutsScatter, cutsScatterAnswer, (choice) => choice),
  both(cutsSummary, cutsSummaryAnswer, (choice) => choice),
  both(cutsHistogram, cutsHistogramAnswer, ({ selection }) => selection),
  both(additions, additionsAnswer, (choice) => choice),
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
        const source = await openForms(engine)
        for (const choice of choices) for (const { name, compare } of questions) rows.set(name, (rows.get(name) ?? 0) + (await compare(engine, source, choice)))
      }),
      { numRuns: 40 },
    )
    for (const { name } of questions) expect(rows.get(name), name).toBeGreaterThan(20)
  }, 120_000)
})
