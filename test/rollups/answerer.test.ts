import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { emptySelection } from '@/domain/selection.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { aggregate } from '@/queries/aggregate.ts'
import { ask, type Query } from '@/queries/query.ts'
import { createAnswerer, nothingPrepared, type Prepared } from '@/rollups/answerer.ts'
import { makeRollup } from '@/rollups/make-rollup.ts'
import { openCells } from '@/rollups/open-cells.ts'
import { prepareAnswers, readAnswers, writeAnswers, type PreparedAnswers } from '@/rollups/prepared-answers.ts'
import { rollupPlans } from '@/rollups/rollup-plans.ts'
import { budgets, form, openTiny } from '../queries/tiny-tables.ts'

const totals = aggregate({ name: 'totals', groupBy: ['department'], measures: ['project_count', 'executed', 'execution_rate', 'unit_count'] })
const byDepartment = aggregate({ name: 'by department', groupBy: ['department'], measures: ['project_count', 'executed', 'execution_rate'] })
const largest: Query<{ readonly atLeast: number }, { readonly project: string }> = {
  name: 'largest',
  row: z.strictObject({ project: z.string() }),
  statement: ({ atLeast }) => sql`SELECT project FROM project_year WHERE executed >= ${atLeast} ORDER BY project`,
}

let engine: Engine
let prepared: Prepared
let opened = 0
const answerer = createAnswerer({
  prepared: () => prepared,
  engine: async () => {
    opened += 1
    return engine
  },
})

beforeAll(async () => {
  engine = await openTiny({
    project_year: [
      form({ project: '甲', year: 2022, ...budgets('100.10', '80.00', '40.00') }),
      form({ project: '甲', year: 2023, ...budgets('0.20', '0.10', '0.10') }),
      form({ project: '乙', year: 2023, department: '水务局', unit: '一所', ...budgets('300.00', '300.00', '150.00') }),
      form({ project: '丙', year: 2023, department: '水务局', unit: '二所', ...budgets('3.00', '3.00', '1.50') }),
    ],
  })
  const tables = []
  for (const plan of rollupPlans) tables.push(openCells(await makeRollup(engine, plan)))
  prepared = { tables, answers: await prepareAnswers(engine, [totals.statement(emptySelection), largest.statement({ atLeast: 1 })]) }
})
afterAll(() => engine.close())

describe('a question', () => {
  it('is answered by sums made ahead where they cover it, in the same turn and without the database', async () => {
    const selection = { ...emptySelection, from: 2023 }
    opened = 0
    expect(answerer.answerNow(byDepartment, selection)).toEqual({
      rows: [
        { department: '教育局', project_count: 1, executed: '0.10', execution_rate: 1 },
        { department: '水务局', project_count: 2, executed: '151.50', execution_rate: 0.5 },
      ],
      by: 'rollup',
      table: 'by-department',
    })
    expect([(await answerer.ask(byDepartment, selection)).rows, opened]).toEqual([await ask(engine, byDepartment, selection), 0])
  })

  it('is answered by an answer made ahead where it is that very question', async () => {
    opened = 0
    expect([await answerer.ask(largest, { atLeast: 1 }), await answerer.ask(totals, emptySelection)]).toMatchObject([
      { rows: [{ project: '丙' }, { project: '乙' }, { project: '甲' }], by: 'prepared' },
      { rows: [{ department: '教育局', unit_count: 1 }, { department: '水务局', unit_count: 2 }], by: 'prepared' },
    ])
    expect(opened).toBe(0)
  })

  it('goes to the database where a single value is another', async () => {
    opened = 0
    expect(answerer.answerNow(largest, { atLeast: 2 })).toBeNull()
    expect([await answerer.ask(largest, { atLeast: 2 }), opened]).toEqual([{ rows: [{ project: '乙' }, { project: '甲' }], by: 'engine', table: null }, 1])
    expect((await answerer.ask(totals, { ...emptySelection, to: 2023 })).by).toBe('engine')
    expect((await answerer.ask(byDepartment, { ...emptySelection, q: '水务' })).by).toBe('engine')
  })

  it('goes to the database where nothing was made ahead', async () => {
    const bare = createAnswerer({ prepared: () => nothingPrepared, engine: async () => engine })
    expect(await bare.ask(byDepartment, emptySelection)).toEqual({ rows: await ask(engine, byDepartment, emptySelection), by: 'engine', table: null })
  })

  it('is given up before it starts where it was', async () => {
    await expect(answerer.ask(byDepartment, emptySelection, { signal: AbortSignal.abort(new DOMException('no', 'AbortError')) })).rejects.toThrow('no')
  })
})

describe('prepared answers', () => {
  it('come back from their file, and have the same bytes in any order', () => {
    const rowsOf = (answers: PreparedAnswers) => [...answers].map(([hash, rows]) => [hash, rows()]).toSorted()
    expect(prepared.answers.size).toBe(2)
    expect(rowsOf(readAnswers(writeAnswers(prepared.answers)))).toEqual(rowsOf(prepared.answers))
    expect(readAnswers(writeAnswers(new Map())).size).toBe(0)
    expect(writeAnswers(new Map([...prepared.answers].toReversed()))).toEqual(writeAnswers(prepared.answers))
  })

  it('are refused where the file is damaged or of another version', () => {
    const text = new TextDecoder().decode(writeAnswers(prepared.answers))
    const lines = text.split('\n')
    for (const other of [text.slice(0, -20), text.replace('"version":2', '"version":1'), text.replace(/"[0-9a-f]{64}"/, '"x"'), [...lines.slice(0, 2), ...lines.slice(3)].join('\n'), [...lines.slice(0, 1), ...lines.slice(2)].join('\n').replace('}}', ',}}'), '[]', '']) expect(() => readAnswers(new TextEncoder().encode(other)), other).toThrow()
  })

  it('are a file of JSON with one answer a line, whatever is in their texts, each read when it is asked for', async () => {
    const hash = (digit: string) => digit.repeat(64)
    const rows = [{ text: 'a\nb\u2028\u2029"},\n"', n: 1, none: null, yes: true }]
    const bytes = writeAnswers(new Map([[hash('a'), () => rows], [hash('b'), () => []]]))
    const text = new TextDecoder().decode(bytes)
    expect(JSON.parse(text)).toEqual({ version: 2, answers: { [hash('a')]: rows, [hash('b')]: [] } })
    const read = readAnswers(bytes)
    expect([read.get(hash('a'))?.(), read.get(hash('b'))?.(), read.get(hash('c'))]).toEqual([rows, [], undefined])
    // What is no answer of rows is told when it is asked for: the file's checksum was compared before.
    const wrong = readAnswers(new TextEncoder().encode(text.replace('"n":1', '"n":[]')))
    expect(wrong.get(hash('b'))?.()).toEqual([])
    expect(() => wrong.get(hash('a'))?.()).toThrow()
  })
})
