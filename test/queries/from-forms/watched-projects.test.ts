import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection } from '@/domain/selection.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { createFormsDesk, type FormsDesk } from '@/queries/from-forms/forms-desk.ts'
import { ask } from '@/queries/query.ts'
import { watchedProjects, type WatchChoice } from '@/queries/watched-projects.ts'
import { writeCellFile } from '@/rollups/cell-file.ts'
import { makeForms } from '@/rollups/forms/make-forms.ts'
import { budgets, fill, form, type TinyTables } from '../tiny-tables.ts'
import { fromDesk } from './from-desk.ts'

const choice: WatchChoice = { selection: emptySelection, minAmount: '0', changeWords: defaultRuleSet.changeWords, maskedOnly: false, minYearsRunning: 1, pinned: [] }

/** The forms alone, without the histories. */
async function deskOf(engine: Engine): Promise<FormsDesk> {
  const made = new Map<string, { readonly kind: string; readonly year: number | null; readonly bytes: Uint8Array<ArrayBuffer> }>()
  for await (const { path, kind, year, table } of makeForms(engine, { splitOver: 1_000_000 })) made.set(path, { kind, year, bytes: writeCellFile(table) })
  const read = async (path: string) => made.get(path)?.bytes.slice() ?? new Uint8Array()
  return createFormsDesk({ files: [...made].map(([path, { kind, year }]) => ({ path, kind, year })), read, readRange: read })
}

/** Few projects of many years, so that they are cut for years running, and few amounts, so that cuts are equal. */
const ids = ['甲', '乙', '乙-2', '丙', '𠮷', '\uffee'] as const
const money = (amounts: readonly (string | null)[]) => fc.constantFrom(...amounts)
const randomForms: fc.Arbitrary<TinyTables> = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom(...ids),
      year: fc.integer({ min: 2019, max: 2023 }),
      department: fc.constantFrom('教育局', '水务局'),
      initial: money(['100', '100', '200', null, '0']),
      full: money(['50', '50', '80', '100', '150', null]),
      executed: money(['50', '30', '80', null]),
    }),
    { minLength: 10, maxLength: 28, selector: ({ id, year }) => `${id} ${year}` },
  )
  .map((drawn) => ({ project_year: drawn.map(({ id, year, department, initial, full, executed }) => form({ project: `${id} ${year}`, project_id: id, year, department, ...budgets(initial, full, executed) })) }))
const randomChoice = fc.record({
  selection: fc.record({
    from: fc.option(fc.integer({ min: 2019, max: 2023 }), { freq: 2 }),
    to: fc.option(fc.integer({ min: 2019, max: 2023 }), { freq: 2 }),
    department: fc.option(fc.constantFrom('教育局', '水务局'), { freq: 1 }),
    minCut: fc.constantFrom(0, 0.2, 0.5),
    minExecution: fc.constantFrom(0.5, 0.9, 1),
  }),
  minAmount: fc.constantFrom('0', '50', '100'),
  maskedOnly: fc.boolean(),
  minYearsRunning: fc.integer({ min: 1, max: 3 }),
  pinned: fc.subarray([...ids, 'nobody']),
})

describe('watched projects out of the forms', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openNativeEngine()
  })
  afterAll(() => engine.close())

  it('are those of native DuckDB, over random forms, thresholds and pins', async () => {
    const found = { both: 0, earlier: 0, running: 0, cutless: 0, equal: 0, none: 0 }
    await fc.assert(
      fc.asyncProperty(randomForms, fc.array(randomChoice, { minLength: 12, maxLength: 12 }), async (tables, choices) => {
        await fill(engine, tables)
        const desk = await deskOf(engine)
        for (const { selection, ...rest } of choices) {
          const params = { ...choice, ...rest, selection: { ...emptySelection, ...selection } }
          const rows = await ask(engine, watchedProjects, params)
          expect(await fromDesk(desk, watchedProjects, params), JSON.stringify(params)).toEqual(rows)
          found.both += rows.filter((row) => row.pinned && row.past_thresholds).length
          found.earlier += rows.filter((row) => row.year < row.list_year).length
          found.running += params.minYearsRunning > 1 ? rows.filter((row) => row.past_thresholds).length : 0
          found.cutless += rows.filter((row) => row.cut === null).length
          found.equal += rows.filter((row, at) => row.cut !== null && row.cut === rows[at - 1]?.cut).length
          found.none += Number(rows.length === 0)
        }
      }),
      { numRuns: 40, seed: 20231231, endOnFailure: true },
    )
    for (const [name, times] of Object.entries(found)) expect(times, name).toBeGreaterThan(10)
  }, 240_000)

  it('can be more than a call takes arguments', async () => {
    const count = 200_000
    await fill(engine, { project_year: [form({ project: '甲', year: 2022, ...budgets('100', null, '50') })] })
    await engine.rows(sql`
INSERT INTO project_year (form_id, project_id, project, department, year, initial_budget, full_year_budget, executed)
SELECT i || '-2023', CAST(i AS VARCHAR), '项目' || i, '教育局', 2023, 100 + i, 50, 50
FROM range(${count}) AS each(i)`)
    const rows = await fromDesk(await deskOf(engine), watchedProjects, { ...choice, pinned: ['甲'] })
    expect(rows).toHaveLength(count + 1)
    expect([rows?.[0], rows?.at(-1)].map((row) => [row?.['project_id'], row?.['cut']])).toEqual([[String(count - 1), '200049.00'], ['甲', null]])
  }, 120_000)
})
