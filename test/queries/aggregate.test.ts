import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProjectYearRow } from '@/domain/rows.ts'
import { emptySelection, type Selection } from '@/domain/selection.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { toText } from '@/engine/sql.ts'
import { aggregate } from '@/queries/aggregate.ts'
import { ask } from '@/queries/query.ts'
import { openWasmEngineInNode } from '../engine/open-wasm-engine.ts'
import { budgets, fill, form, indicator } from './tiny-tables.ts'

const hostile = "o'neil 局"

function scored(total: string | null): Partial<ProjectYearRow> {
  return { total_score: total }
}

const tables = {
  project_year: [
    form({ project: '甲', year: 2022, ...budgets('100.10', '80.00', '40.00'), ...scored('90.00') }),
    form({ project: '甲', year: 2023, ...budgets('0.20', '0.10', '0.10'), ...scored('100.00') }),
    form({ project: '乙', year: 2023, department: hostile, region: '城东区', ...budgets('300.00', '300.00', '150.00'), ...scored(null) }),
    // Added in the year: nothing at first.
    form({ project: '丙', year: 2023, department: hostile, ...budgets(null, '50.00', '50.00'), ...scored('80.00') }),
    // Nothing to divide by.
    form({ project: '丁', year: 2023, department: '空局', ...budgets('0.00', '0.00', '0.00'), ...scored(null) }),
  ],
  indicator: [
    indicator({ form_id: '甲-2023', seq: 1, weight: '10.00', score: '8.00' }),
    indicator({ form_id: '甲-2023', seq: 2, level3: '网络带宽', weight: '20.00', score: '20.00' }),
    indicator({ form_id: '乙-2023', seq: 1, weight: '0.00', score: '0.00', level1: null, level2: null }),
  ],
}

const totals = aggregate({ name: 'totals', groupBy: [], measures: ['project_count', 'form_count', 'department_count', 'unit_count', 'initial_budget', 'full_year_budget', 'executed', 'cut', 'cut_rate', 'execution_rate', 'execution_of_initial', 'average_score', 'weighted_score', 'masked_cut_count'] })
const byDepartment = aggregate({ name: 'by department', groupBy: ['department'], measures: ['project_count', 'initial_budget', 'cut', 'cut_rate', 'execution_rate'] })
const byLevel = aggregate({ name: 'by level', groupBy: ['level1', 'level3'], measures: ['indicator_count', 'indicator_weight', 'indicator_score', 'score_rate'] })

describe.each([
  ['native', openNativeEngine],
  ['wasm', openWasmEngineInNode],
] as const)('aggregate, %s', (_, open) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await fill(await open(), tables)
  })
  afterAll(() => engine.close())

  const within = (part: Partial<Selection>): Selection => ({ ...emptySelection, ...part })

  it('adds exactly and divides last', async () => {
    expect(await ask(engine, totals, emptySelection)).toEqual([
      {
        project_count: 4,
        form_count: 5,
        department_count: 3,
        unit_count: 3,
        initial_budget: '400.30',
        full_year_budget: '430.10',
        executed: '240.10',
        cut: '20.20',
        cut_rate: 20.2 / 400.3,
        execution_rate: 240.1 / 430.1,
        execution_of_initial: 240.1 / 400.3,
        average_score: 90,
        weighted_score: (90 * 80 + 100 * 0.1 + 80 * 50) / 130.1,
        // 甲 2023: half was cut and all of the rest spent.
        masked_cut_count: 1,
      },
    ])
  })

  it('gives a row a group, rates as ratios of sums, null where there is nothing to divide by', async () => {
    expect((await ask(engine, byDepartment, within({ from: 2023 }))).toSorted((a, b) => a.project_count - b.project_count || (a.department < b.department ? -1 : 1))).toEqual([
      { department: '教育局', project_count: 1, initial_budget: '0.20', cut: '0.10', cut_rate: 0.5, execution_rate: 1 },
      { department: '空局', project_count: 1, initial_budget: '0.00', cut: '0.00', cut_rate: null, execution_rate: null },
      { department: hostile, project_count: 2, initial_budget: '300.00', cut: '0.00', cut_rate: 0, execution_rate: 200 / 350 },
    ])
  })

  it.each([
    [{ department: hostile }, 2],
    [{ department: "x' OR 1 = 1 --" }, 0],
    [{ from: 2022, to: 2022 }, 1],
    [{ region: '城东区' }, 1],
    [{ unit: '空局' }, 1],
    [{ q: '甲' }, 2],
    [{ q: 'O\'NEIL' }, 2],
    [{ q: '%' }, 0],
  ] as const)('holds to the selection %j', async (part, forms) => {
    const [row] = await ask(engine, totals, within(part))
    expect(row?.form_count).toBe(forms)
  })

  it('gives one row of nothing for an empty selection without groups, and no row with them', async () => {
    const [row] = await ask(engine, totals, within({ q: 'nowhere' }))
    expect(row).toMatchObject({ form_count: 0, masked_cut_count: 0, initial_budget: null, cut_rate: null, average_score: null, weighted_score: null })
    expect(await ask(engine, byDepartment, within({ q: 'nowhere' }))).toEqual([])
  })

  it('moves the line of a masked cut with the thresholds', async () => {
    const count = async (part: Partial<Selection>) => (await ask(engine, totals, within(part)))[0]?.masked_cut_count
    expect([await count({ minCut: 0.5 }), await count({ minCut: 0.500001 }), await count({ minCut: 0.19, minExecution: 0.5 })]).toEqual([1, 0, 2])
  })

  it('adds indicators, looks for text in them too, and keeps absent levels', async () => {
    expect(await ask(engine, byLevel, within({ q: '网络' }))).toEqual([{ level1: '产出指标', level3: '网络带宽', indicator_count: 1, indicator_weight: '20.00', indicator_score: '20.00', score_rate: 1 }])
    const rows = await ask(engine, byLevel, within({ department: hostile }))
    expect(rows).toEqual([{ level1: null, level3: '培训次数', indicator_count: 1, indicator_weight: '0.00', indicator_score: '0.00', score_rate: null }])
  })

  it('adds up over any split', async () => {
    const all = await ask(engine, byDepartment, emptySelection)
    const early = await ask(engine, byDepartment, within({ to: 2022 }))
    const late = await ask(engine, byDepartment, within({ from: 2023 }))
    const cents = (rows: readonly { readonly initial_budget: string | null }[]) => rows.reduce((sum, row) => sum + BigInt((row.initial_budget ?? '0.00').replace('.', '')), 0n)
    expect(cents(all)).toBe(cents(early) + cents(late))
  })
})

describe('a declaration', () => {
  it('refuses measures of two tables', () => {
    expect(() => aggregate({ name: 'mixed', groupBy: [], measures: ['executed', 'indicator_count'] })).toThrow('different tables')
  })

  it('writes SQL that a person can read', () => {
    expect(toText(aggregate({ name: 'by year', groupBy: ['year'], measures: ['executed'] }).statement({ ...emptySelection, department: hostile }))).toBe(`SELECT
  p."year",
  CAST(sum(p."executed") AS VARCHAR) AS "executed"
FROM project_year AS p
WHERE (p.department = 'o''neil 局')
GROUP BY p."year"
ORDER BY p."year"`)
  })
})
