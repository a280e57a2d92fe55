import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factOf } from '@/domain/declaration.ts'
import { emptySelection, type Selection } from '@/domain/selection.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql, toText } from '@/engine/sql.ts'
import { aggregateWithin } from '@/queries/aggregate.ts'
import { createFormsDesk, type FormsDesk } from '@/queries/from-forms/forms-desk.ts'
import { indicatorByYear } from '@/queries/indicator-by-year.ts'
import { indicatorFigures } from '@/queries/indicator-figures.ts'
import { indicatorTotals } from '@/queries/indicator-totals.ts'
import { indicators } from '@/queries/indicators.ts'
import { ask, type Query } from '@/queries/query.ts'
import { scoreByLevel } from '@/queries/score-by-level.ts'
import { searchIndicators } from '@/queries/search.ts'
import { openForms } from '@/rollups/forms/open-forms.ts'
import type { PreparedFiles } from '@/rollups/prepared-files.ts'
import { departments, fillWith, randomDeclarations, randomScopes, randomTables, regions, texts, units, type RandomTables } from '../../rollups/random-tables.ts'
import { preparedForms, type MemoryPrepared } from '../../rollups/prepared-files.ts'
import { fill, form, indicator } from '../tiny-tables.ts'
import { fromDesk } from './from-desk.ts'

/** One form a project and year, whose project may move from year to year; its texts may stand on it twice. */
const forms: fc.Arbitrary<RandomTables> = randomTables.map(({ project_year, indicator: rows }) => {
  const idOf = new Map(project_year.map((row) => [row['form_id'], `${String(row['project_id'])}-${String(row['year'])}`]))
  const first = new Map(project_year.toReversed().map((row) => [idOf.get(row['form_id']), row]))
  return {
    project_year: [...first].map(([id, row]) => ({ ...row, form_id: id ?? '', initial_budget: null, full_year_budget: null, executed: null })),
    indicator: rows.map((row) => ({ ...row, form_id: idOf.get(row['form_id']) ?? '' })),
  }
})

/** What people choose of indicators: a place, a text of any case, or both. */
const selections: fc.Arbitrary<Selection> = fc.record({
  from: fc.option(fc.constantFrom(2014, 2015, 2017), { nil: null }),
  to: fc.option(fc.constantFrom(2013, 2016, 2018, 2021), { nil: null }),
  region: fc.option(fc.constantFrom(...regions, 'nowhere'), { nil: null, freq: 1 }),
  department: fc.option(fc.constantFrom(...departments), { nil: null, freq: 1 }),
  unit: fc.option(fc.constantFrom(...units), { nil: null, freq: 1 }),
  q: fc.option(fc.constantFrom('培训', '满', '\u{20000}', 'Ｚ', '局', 'i', '项目 1', 'ΣΑ', '', 'nowhere'), { nil: null, freq: 2 }),
}).map((chosen) => ({ ...emptySelection, ...chosen }))

function both<Params, Row>(query: Query<Params, Row>, toParams: (selection: Selection, level3: string) => Params) {
  return {
    name: query.name,
    compare: async (engine: Engine, desk: FormsDesk, selection: Selection, level3: string) => {
      const params = toParams(selection, level3)
      const rows = await ask(engine, query, params)
      expect(await fromDesk(desk, query, params), `${query.name} ${JSON.stringify(params)}`).toEqual(rows)
      return rows.length
    },
  }
}

const questions = [
  both(searchIndicators, (selection, level3) => ({ text: selection.q ?? level3.slice(0, 2) })),
  both(indicators, (selection) => selection),
  both(scoreByLevel, (selection) => selection),
  both(indicatorTotals, (selection) => selection),
  both(indicatorFigures, (selection, level3) => ({ selection, level3 })),
  both(indicatorByYear, (selection, level3) => ({ selection, level3 })),
]

describe('sums of indicators, answered from the forms', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openNativeEngine()
  })
  afterAll(() => engine.close())

  it('are those of native DuckDB, for every question of the views', async () => {
    const rows = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(forms, fc.array(fc.tuple(selections, fc.constantFrom(...texts, 'nowhere')), { minLength: 8, maxLength: 8 }), async (tables, choices) => {
        await fillWith(engine, tables)
        fc.pre(tables.project_year.length > 0)
        const desk = createFormsDesk(await preparedForms(engine))
        for (const [selection, level3] of choices) for (const { name, compare } of questions) rows.set(name, (rows.get(name) ?? 0) + (await compare(engine, desk, selection, level3)))
      }),
      { numRuns: 60, seed: 20231231, endOnFailure: true },
    )
    for (const { name } of questions) expect(rows.get(name), name).toBeGreaterThan(50)
  }, 240_000)

  it('are those of native DuckDB, for any declaration', async () => {
    const found = { rows: 0, byText: 0 }
    await fc.assert(
      fc.asyncProperty(forms, fc.array(fc.tuple(randomDeclarations, fc.oneof(randomScopes, selections.map((selection) => ({ selection })))), { minLength: 16, maxLength: 16 }), async (tables, declared) => {
        await fillWith(engine, tables)
        fc.pre(tables.project_year.length > 0)
        const desk = createFormsDesk(await preparedForms(engine))
        for (const [declaration, scope] of declared) {
          if (factOf(declaration) !== 'indicator') continue
          const query = aggregateWithin(declaration, () => scope)
          const rows = await fromDesk(desk, query, null)
          expect(rows, toText(query.statement(null))).toEqual(await engine.rows(query.statement(null)))
          found.rows += rows?.length ?? 0
          if (scope.selection.q !== null) found.byText += rows?.length ?? 0
        }
      }),
      { numRuns: 60, seed: 20231231, endOnFailure: true },
    )
    expect(found.rows).toBeGreaterThan(500)
    expect(found.byText).toBeGreaterThan(50)
  }, 240_000)

  it('are found by a text: those that start with it, then the most frequent, six of them', async () => {
    const times = { X培训: 5, 培训a: 1, 培训b: 2, 'Y 培训': 4, '培训 ab': 2, Z培训: 3, '培训\u{20000}': 2, '培训\uff21': 2, 别的: 9 }
    await fill(engine, {
      project_year: Array.from({ length: 9 }, (_, at) => form({ project: `p${at}`, year: 2023 })),
      indicator: Object.entries(times).flatMap(([level3, count], seq) => Array.from({ length: count }, (_, at) => indicator({ form_id: `p${at}-2023`, seq: seq + 1, level3 }))),
    })
    const desk = createFormsDesk(await preparedForms(engine))
    const found = await fromDesk(desk, searchIndicators, { text: '培训' })
    expect(found?.map((row) => [row['name'], row['times']])).toEqual([['培训 ab', 2], ['培训b', 2], ['培训\uff21', 2], ['培训\u{20000}', 2], ['培训a', 1], ['X培训', 5]])
    expect(found).toEqual(await ask(engine, searchIndicators, { text: '培训' }))
  })

  it('count each project of a text once over its years, where more are than flags can tell', async () => {
    // 4,200 texts and 4,200 projects: more pairs than fit into flags.
    const count = 4200
    await fill(engine, {})
    await engine.rows(sql`INSERT INTO project_year (year, department, project, project_id, form_id) SELECT y, 'd' || (n % 7), 'p' || n, lpad('' || n, 6, '0'), lpad('' || n, 6, '0') || '-' || y FROM range(${count}) AS r(n), (VALUES (2022), (2023)) AS years(y)`)
    await engine.rows(sql`INSERT INTO indicator (form_id, seq, level3, weight) SELECT form_id, s, 't' || ((CAST(project_id AS INTEGER) * s + s) % ${count}), s FROM project_year, (VALUES (1), (2), (3), (5)) AS seqs(s)`)
    const desk = createFormsDesk(await preparedForms(engine))
    const list = questions.find(({ name }) => name === indicators.name)
    expect(await list?.compare(engine, desk, emptySelection, '')).toBe(count)
    expect(await list?.compare(engine, desk, { ...emptySelection, department: 'd3' }, '')).toBeGreaterThan(600)
  }, 120_000)

  describe('read what they need', () => {
    const years = [2021, 2022, 2023] as const
    const inYears = (from: number, to: number): Selection => ({ ...emptySelection, from, to, department: '教育局' })
    let prepared: MemoryPrepared
    let read: string[]
    const watched = (files: MemoryPrepared = prepared): PreparedFiles => ({
      ...files,
      read: (path) => {
        if (path.includes('indicator')) read.push(path)
        return files.read(path)
      },
    })
    const opened = (files?: MemoryPrepared) => createFormsDesk(watched(files))
    beforeAll(async () => {
      await fill(engine, { project_year: years.map((year) => form({ project: '甲', department: '教育局', year })), indicator: years.map((year) => indicator({ form_id: `甲-${year}`, level3: `t${year}` })) })
      prepared = await preparedForms(engine)
    })

    it('of the years that were chosen, once', async () => {
      read = []
      const desk = opened()
      expect((await fromDesk(desk, indicators, inYears(2022, 2023)))?.map((row) => row['level3'])).toEqual(['t2022', 't2023'])
      expect((await fromDesk(desk, indicators, inYears(2021, 2022)))?.map((row) => row['level3'])).toEqual(['t2021', 't2022'])
      expect(read).toEqual(['derived/indicator-kinds.jlnc', 'derived/indicators/year=2022.jlnc', 'derived/indicators/year=2023.jlnc', 'derived/indicators/year=2021.jlnc'])
    })

    it.each(['derived/indicator-kinds.jlnc', 'derived/indicators/year=2022.jlnc'])('and leave it to SQL where %s is damaged or missing', async (path) => {
      const damaged = opened({ ...prepared, read: async (name) => (name === path ? new Uint8Array() : prepared.read(name)) })
      await expect(fromDesk(damaged, indicators, inYears(2022, 2022))).rejects.toThrow()
      const without = opened({ ...prepared, files: prepared.files.filter((file) => file.path !== path) })
      await expect(fromDesk(without, indicators, inYears(2022, 2022))).rejects.toThrow('missing')
    })

    it('and let go of the years asked for longest ago where they are too much, of those of one question never', async () => {
      read = []
      const forms = openForms(watched(), { mostBytes: 20 })
      await forms?.indicators([2021, 2022, 2023])
      await forms?.indicators([2021, 2022, 2023])
      expect(read.slice(1).map((path) => path.slice(-9, -5))).toEqual(['2021', '2022', '2023'])
      // A year of one form and one indicator takes 10 bytes.
      await forms?.indicators([2022])
      await forms?.indicators([2023])
      await forms?.indicators([2021])
      expect(read.slice(4).map((path) => path.slice(-9, -5))).toEqual(['2021'])
    })

    it('and nothing where a project is asked for, whose own rows are few', async () => {
      const ofProject = aggregateWithin({ name: 'of a project', groupBy: ['level1'], measures: ['indicator_count'] }, () => ({ selection: emptySelection, where: { project_id: '甲' } }))
      expect(await fromDesk(opened(), ofProject, null)).toBeNull()
    })
  })
})
