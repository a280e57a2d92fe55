import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection } from '@/domain/selection.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { createFormsDesk, type FormsDesk } from '@/queries/from-forms/forms-desk.ts'
import { ask, type Query } from '@/queries/query.ts'
import { departmentChange } from '@/queries/standouts/department-change.ts'
import { largestCut } from '@/queries/standouts/largest-cut.ts'
import { maskedCuts } from '@/queries/standouts/masked-cuts.ts'
import { repeatedIndicator } from '@/queries/standouts/repeated-indicator.ts'
import { sameScore } from '@/queries/standouts/same-score.ts'
import { satisfactionDeducted } from '@/queries/standouts/satisfaction-deducted.ts'
import type { StandoutScope } from '@/queries/standouts/standout.ts'
import { worstReliability } from '@/queries/standouts/worst-reliability.ts'
import { preparedForms } from '../../rollups/prepared-files.ts'
import { budgets, fill, form, indicator } from '../tiny-tables.ts'
import { fromDesk } from './from-desk.ts'
import { randomScope, randomTables } from './random-standouts.ts'

type Comparison = (engine: Engine, desk: FormsDesk, scope: StandoutScope) => Promise<number>

function both<Row>({ query }: { readonly query: Query<StandoutScope, Row> }): readonly [string, Comparison] {
  return [
    query.name,
    async (engine, desk, scope) => {
      const rows = await ask(engine, query, scope)
      expect(await fromDesk(desk, query, scope), `${query.name} ${JSON.stringify(scope.selection)}`).toEqual(rows)
      return rows.length
    },
  ]
}

const questions = [both(largestCut), both(maskedCuts), both(departmentChange), both(worstReliability), both(satisfactionDeducted), both(repeatedIndicator), both(sameScore)]
const scope: StandoutScope = { ruleSet: defaultRuleSet, selection: emptySelection }
const inAll = { ...scope, ruleSet: { ...defaultRuleSet, repeatedIndicator: { projects: 2, departments: 2 }, flatScores: { projects: 2 } } }

describe('what stands out, answered from the forms', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openNativeEngine()
  })
  afterAll(() => engine.close())

  it('is what native DuckDB says, over random forms, filters, thresholds and rules', async () => {
    const rows = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(randomTables, fc.array(randomScope, { minLength: 6, maxLength: 6 }), async (tables, scopes) => {
        await fill(engine, tables)
        const desk = createFormsDesk(await preparedForms(engine))
        for (const each of scopes) for (const [name, compare] of questions) rows.set(name, (rows.get(name) ?? 0) + (await compare(engine, desk, each)))
      }),
      { numRuns: 80, seed: 20231231, endOnFailure: true },
    )
    for (const [name] of questions) expect(rows.get(name), name).toBeGreaterThan(20)
  }, 240_000)

  it('compares departments at their thresholds as SQL does', async () => {
    const found: string[] = []
    // Of 10,000.00 a hundredth is 100.00: with less a department is passed over, however far it moved.
    for (const base of ['99.99', '100.00']) {
      for (const moved of ['104.99', '105.00', '105.01', '95.00', '94.99']) {
        await fill(engine, {
          project_year: [
            form({ project: '甲', year: 2022, ...budgets(null, null, base) }),
            form({ project: '甲', ...budgets(base, null, moved) }),
            form({ project: '乙', department: '水务局', year: 2022, ...budgets(null, null, '9900.00') }),
            form({ project: '乙', department: '水务局', ...budgets('9900.00', null, '9900.00') }),
          ],
        })
        const desk = createFormsDesk(await preparedForms(engine))
        for (const [name, compare] of questions) if ((await compare(engine, desk, scope)) > 0) found.push(`${name} ${base} ${moved}`)
      }
    }
    // A change of a twentieth is told; a budget kept within a twentieth is not, but 1.05 - 1 is more than that in doubles.
    expect(found).toEqual([
      'department-change 100.00 105.00',
      'worst-reliability 100.00 105.00',
      'department-change 100.00 105.01',
      'worst-reliability 100.00 105.01',
      'department-change 100.00 95.00',
      'worst-reliability 100.00 95.00',
      'department-change 100.00 94.99',
      'worst-reliability 100.00 94.99',
    ])
  })

  it('names the higher of two scores that half of the forms have each', async () => {
    for (const scores of [['97.50', '98.00'], ['98.00', '97.50']]) {
      await fill(engine, { project_year: ['甲', '乙', '丙', '丁'].map((project, index) => form({ project, total_score: scores[index % 2] ?? null })) })
      const desk = createFormsDesk(await preparedForms(engine))
      expect(await fromDesk(desk, sameScore.query, inAll)).toEqual([{ year: 2023, total_score: '98.00', form_count: 2, scored_form_count: 4 }])
    }
  })

  it('takes no budget that was not above 0 for a cut', async () => {
    await fill(engine, { project_year: [form({ project: '甲', ...budgets('0.00', '-10.00', null) }), form({ project: '乙', ...budgets('-5.00', '-20.00', null) })] })
    expect(await fromDesk(createFormsDesk(await preparedForms(engine)), largestCut.query, scope)).toEqual([])
    expect(await ask(engine, largestCut.query, scope)).toEqual([])
  })

  it('says of the last year alone which indicators are repeated, of equals the first, and in how many departments', async () => {
    const level3s = { '甲-2023': ['b', 'a', 'a'], '乙-2023': ['a', 'b'], '丙-2023': ['c'], '甲-2022': ['c', 'c'], '乙-2022': ['c'] }
    await fill(engine, {
      project_year: ['甲', '乙', '丙'].flatMap((project) => [2022, 2023].map((year) => form({ project, year, ...(project === '乙' ? { department: '水务局' } : {}) }))),
      indicator: Object.entries(level3s).flatMap(([id, written]) => written.map((level3, index) => indicator({ form_id: id, seq: index + 1, level3 }))),
    })
    const prepared = await preparedForms(engine)
    const desk = createFormsDesk(prepared)
    expect(await fromDesk(desk, repeatedIndicator.query, inAll)).toEqual([{ level3: 'a', year: 2023, project_count: 2, department_count: 2 }])
    expect(await fromDesk(desk, repeatedIndicator.query, { ...inAll, selection: { ...emptySelection, to: 2022 } })).toEqual([{ level3: 'c', year: 2022, project_count: 2, department_count: 2 }])
    const one = { ...inAll, ruleSet: { ...defaultRuleSet, repeatedIndicator: { projects: 1, departments: 2 } } }
    expect(await fromDesk(desk, repeatedIndicator.query, one)).toEqual(await ask(engine, repeatedIndicator.query, one))
  })

  describe('reads the indicators of the last year', () => {
    const path = 'derived/indicators/year=2023.jlnc'
    const years = [2019, 2020, 2021, 2022, 2023] as const
    const ofYear = (year: number) => ({ ...scope, selection: { ...emptySelection, to: year } })
    beforeAll(async () => {
      await fill(engine, { project_year: years.map((year) => form({ project: '甲', year, ...budgets('100.00', '50.00', '50.00') })), indicator: [indicator({})] })
    })

    async function openWatched() {
      const prepared = await preparedForms(engine)
      const read: string[] = []
      const desk = createFormsDesk({
        ...prepared,
        read: (name) => {
          if (name.includes('indicator')) read.push(name)
          return prepared.read(name)
        },
      })
      return { prepared, read, desk }
    }

    it('only where they are asked for, once', async () => {
      const { read, desk } = await openWatched()
      await desk.warm()
      for (const [name, compare] of questions) if (name !== repeatedIndicator.query.name) await compare(engine, desk, scope)
      expect(read).toEqual([])
      await Promise.all([fromDesk(desk, repeatedIndicator.query, scope), fromDesk(desk, repeatedIndicator.query, scope)])
      expect(read).toEqual(['derived/indicator-kinds.jlnc', path])
      for (const year of [2022, 2021, 2023, 2020, 2023, 2022]) await fromDesk(desk, repeatedIndicator.query, ofYear(year))
      expect(read.slice(1).map((name) => name.slice(-9, -5))).toEqual(['2023', '2022', '2021', '2020'])
    })

    it('and leaves them to SQL where they are damaged, missing or of other forms', async () => {
      const { prepared } = await openWatched()
      const [whole, other] = [prepared.bytes.get(path) ?? new Uint8Array(), prepared.bytes.get('derived/indicators/year=2022.jlnc') ?? new Uint8Array()]
      for (const bytes of [whole.slice(0, -8), new Uint8Array(), other]) {
        const desk = createFormsDesk({ ...prepared, read: async (name) => (name === path ? bytes : prepared.read(name)) })
        await expect(fromDesk(desk, repeatedIndicator.query, scope)).rejects.toThrow()
        expect(await fromDesk(desk, largestCut.query, scope)).toHaveLength(1)
      }
      const without = createFormsDesk({ ...prepared, files: prepared.files.filter((file) => file.path !== path) })
      await expect(fromDesk(without, repeatedIndicator.query, scope)).rejects.toThrow('missing')
    })

    it('once more after they could not be read', async () => {
      const { prepared } = await openWatched()
      let isThere = false
      const desk = createFormsDesk({ ...prepared, read: async (name) => (name === path && !isThere ? new Uint8Array() : prepared.read(name)) })
      await expect(fromDesk(desk, repeatedIndicator.query, scope)).rejects.toThrow()
      isThere = true
      expect(await fromDesk(desk, repeatedIndicator.query, scope)).toEqual([])
    })
  })

  it('is left to SQL where a threshold has more decimals than SQL keeps', async () => {
    await fill(engine, { project_year: [form({ project: '甲', ...budgets('100.00', '50.00', '50.00') })] })
    const desk = createFormsDesk(await preparedForms(engine))
    const fine = { ...scope, selection: { ...emptySelection, minCut: 0.123_456_7 } }
    expect([await fromDesk(desk, largestCut.query, fine), await fromDesk(desk, maskedCuts.query, fine)]).toEqual([null, null])
  })
})
