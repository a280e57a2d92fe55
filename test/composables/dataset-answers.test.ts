import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatasetAnswers } from '@/composables/dataset-answers.ts'
import { UnreadForms, type FormsWorker } from '@/composables/forms-worker.ts'
import type { OpenedAhead } from '@/dataset/open-ahead.ts'
import { emptySelection } from '@/domain/selection.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql, toText } from '@/engine/sql.ts'
import { aggregate } from '@/queries/aggregate.ts'
import { budgetByDepartment } from '@/queries/budget-by-department.ts'
import { facets } from '@/queries/facets.ts'
import { ask } from '@/queries/query.ts'
import { nothingPrepared, type Prepared } from '@/rollups/answerer.ts'
import { makeRollup } from '@/rollups/make-rollup.ts'
import { openCells, type OpenCells } from '@/rollups/open-cells.ts'
import { prepareAnswers } from '@/rollups/prepared-answers.ts'
import { rollupPlans } from '@/rollups/rollup-plans.ts'
import { budgets, form, openTiny } from '../queries/tiny-tables.ts'

let engine: Engine
let tables: readonly OpenCells[]
let asked: string[] = []
/** The engine, and what it was asked. */
const heard: Engine = {
  rows: (statement, options) => {
    asked.push(toText(statement))
    return engine.rows(statement, options)
  },
  load: (...parts) => engine.load(...parts),
  parquet: (...parts) => engine.parquet(...parts),
  close: async () => undefined,
}

beforeAll(async () => {
  engine = await openTiny({
    project_year: [
      form({ project: '甲', year: 2022, ...budgets('100.00', '80.00', '40.00') }),
      form({ project: '乙', year: 2023, department: '水务局', ...budgets('300.00', '300.00', '150.00') }),
    ],
  })
  tables = await Promise.all(rollupPlans.map(async (plan) => openCells(await makeRollup(engine, plan))))
})
afterAll(() => engine.close())

function ahead(part: Partial<OpenedAhead> = {}): OpenedAhead {
  return { tables, answers: new Map(), later: async () => nothingPrepared, ...part }
}
/** Whoever has the forms, answering each question the same way. */
function formsThat(answer: FormsWorker['ask']): FormsWorker {
  return { ask: answer, warm: async () => undefined, end: () => undefined }
}
const from2023 = { ...emptySelection, from: 2023 }

describe('the answers of a dataset', () => {
  it('come at once out of sums, which are said to have answered', async () => {
    asked = []
    const answers = createDatasetAnswers(ahead(), heard)
    const rows = answers.ask(budgetByDepartment, from2023)
    expect(rows).not.toBeInstanceOf(Promise)
    expect(rows).toEqual(await ask(engine, budgetByDepartment, from2023))
    expect([asked, answers.executorOf(toText(budgetByDepartment.statement(from2023)))]).toEqual([[], { by: 'rollup', table: 'by-department' }])
    expect(answers.executorOf(toText(budgetByDepartment.statement(emptySelection)))).toBeNull()
  })

  it('know statements that were answered ahead, also where several are asked one after the other', async () => {
    asked = []
    const statement = sql`SELECT count(*) AS n FROM project_year`
    const answers = createDatasetAnswers(ahead({ tables: [], answers: await prepareAnswers(engine, [statement, facets.statement(null)]) }), heard)
    expect(await answers.engine.rows(statement)).toEqual([{ n: 2 }])
    expect(answers.ask(facets, null)).toEqual(await ask(engine, facets, null))
    expect([asked, answers.executorOf(toText(statement))?.by, answers.executorOf(toText(facets.statement(null)))?.by]).toEqual([[], 'prepared', 'prepared'])
    expect(await answers.engine.rows(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }])
    expect(asked).toHaveLength(1)
  })

  it('wait for the tables that come later before the engine is asked', async () => {
    asked = []
    let brought = 0
    const answers = createDatasetAnswers(ahead({ tables: [], later: async () => ((brought += 1), { tables, answers: new Map() }) }), heard)
    expect(await answers.ask(budgetByDepartment, from2023)).toEqual(await ask(engine, budgetByDepartment, from2023))
    expect(answers.ask(budgetByDepartment, emptySelection)).not.toBeInstanceOf(Promise)
    expect([brought, asked]).toEqual([1, []])
  })

  it('come from the engine where the tables that come later are damaged', async () => {
    asked = []
    const answers = createDatasetAnswers(ahead({ tables: [], later: () => Promise.reject(new Error('cut short')) }), heard)
    expect(await answers.ask(budgetByDepartment, from2023)).toEqual(await ask(engine, budgetByDepartment, from2023))
    expect([asked.length, answers.executorOf(toText(budgetByDepartment.statement(from2023)))?.by]).toEqual([1, 'engine'])
  })

  it('are asked of the engine until sums are made of its rows', async () => {
    const answers = createDatasetAnswers(null, heard)
    expect(answers.hasSums.value).toBe(false)
    expect(answers.ask(budgetByDepartment, from2023)).toBeInstanceOf(Promise)
    await answers.makeSums()
    expect([answers.hasSums.value, answers.ask(budgetByDepartment, from2023)]).toEqual([true, await ask(engine, budgetByDepartment, from2023)])
  })

  it('come from the engine again once the sums are refused, tables still on their way included', async () => {
    let bring: (rest: Prepared) => void = () => undefined
    const answers = createDatasetAnswers(ahead({ later: () => new Promise((resolve) => (bring = resolve)) }), heard)
    const later = answers.bringLater()
    answers.refuse()
    bring({ tables, answers: new Map() })
    await later
    expect([answers.hasSums.value, answers.ask(budgetByDepartment, from2023)]).toEqual([false, expect.any(Promise)])
  })

  it('reject with the reason of whoever gives up', async () => {
    const stop = new AbortController()
    stop.abort(new Error('enough'))
    const answers = createDatasetAnswers(null, heard)
    await expect(answers.ask(budgetByDepartment, from2023, { signal: stop.signal })).rejects.toThrow('enough')
    await expect(answers.engine.rows(sql`SELECT 1 AS one`, { signal: stop.signal })).rejects.toThrow('enough')
  })
})

describe('sums and rows', () => {
  it('agree where the sums are made of the rows', async () => {
    expect(await createDatasetAnswers(ahead(), heard).contradictions(engine)).toEqual([])
  })

  it('contradict each other where one amount is another', async () => {
    const other = await openTiny({ project_year: [form({ project: '甲', year: 2022, ...budgets('100.00', '80.00', '40.01') }), form({ project: '乙', year: 2023, department: '水务局', ...budgets('300.00', '300.00', '150.00') })] })
    expect(await createDatasetAnswers(ahead(), heard).contradictions(other)).toEqual([{ table: 'by-department', addend: 'executed', made: '190.00', rows: '190.01' }])
    await other.close()
  })

  it('can not contradict each other where nothing was made ahead', async () => {
    expect(await createDatasetAnswers(null, heard).contradictions(engine)).toEqual([])
  })
})

describe('questions that the sums leave open', () => {
  const byUnit = aggregate({ name: 'by unit', groupBy: ['unit'], measures: ['form_count'] })
  const text = (query: { statement: (selection: typeof emptySelection) => Parameters<typeof toText>[0] }) => toText(query.statement(emptySelection))

  it('are asked of the forms, which are said to have answered', async () => {
    asked = []
    const questions: unknown[] = []
    const answers = createDatasetAnswers(ahead(), heard, formsThat(async (question) => {
      questions.push(question)
      return [{ unit: '一所', form_count: 7 }]
    }))
    expect(await answers.ask(byUnit, emptySelection)).toEqual([{ unit: '一所', form_count: 7 }])
    expect(questions).toEqual([{ kind: 'sums', declaration: { name: 'by unit', groupBy: ['unit'], measures: ['form_count'] }, scope: { selection: emptySelection } }])
    expect([asked, answers.executorOf(text(byUnit))]).toEqual([[], { by: 'rollup', table: 'forms' }])
  })

  it('go to the engine where the forms do not cover them, are damaged, or were refused', async () => {
    const rows = await ask(engine, byUnit, emptySelection)
    const uncovered = createDatasetAnswers(ahead(), heard, formsThat(async () => null))
    const damaged = createDatasetAnswers(ahead(), heard, formsThat(() => Promise.reject(new Error('cut short'))))
    const refused = createDatasetAnswers(ahead(), heard, formsThat(async () => [{ unit: 'other', form_count: 0 }]))
    refused.refuse()
    for (const answers of [uncovered, damaged, refused]) {
      asked = []
      expect(await answers.ask(byUnit, emptySelection)).toEqual(rows)
      expect([asked, answers.executorOf(text(byUnit))]).toEqual([[text(byUnit)], { by: 'engine', table: null }])
    }
    await refused.makeSums()
    expect(await refused.ask(byUnit, emptySelection)).toEqual(rows)
  })

  it('come from what was made again, once it was', async () => {
    asked = []
    const answers = createDatasetAnswers(null, heard)
    await answers.ask(byUnit, emptySelection)
    expect([answers.executorOf(text(byUnit))?.by, answers.hasSums.value]).toEqual(['engine', false])
    answers.replace(ahead({ tables: [], later: async () => ({ tables, answers: new Map() }) }), formsThat(async () => [{ unit: '一所', form_count: 7 }]))
    expect([await answers.ask(byUnit, emptySelection), answers.executorOf(text(byUnit))]).toEqual([[{ unit: '一所', form_count: 7 }], { by: 'rollup', table: 'forms' }])
    expect(answers.ask(budgetByDepartment, from2023)).not.toBeInstanceOf(Promise)
    expect([answers.hasSums.value, asked]).toEqual([true, [text(byUnit)]])
  })

  it('are given up where another one was asked meanwhile', async () => {
    asked = []
    const stop = new AbortController()
    const answers = createDatasetAnswers(ahead(), heard, formsThat(async () => {
      stop.abort(new DOMException('no', 'AbortError'))
      return null
    }))
    await expect(answers.ask(byUnit, emptySelection, { signal: stop.signal })).rejects.toThrow('no')
    expect(asked).toEqual([])
  })
})

describe('what was to be made ahead', () => {
  const byUnit = aggregate({ name: 'by unit', groupBy: ['unit'], measures: ['form_count'] })
  const damaged = () => Promise.reject(new UnreadForms('cut short'))

  it('is lacking where nothing came, and no more once it was made', () => {
    const answers = createDatasetAnswers(null, heard)
    expect(answers.isLacking()).toBe(true)
    answers.replace(ahead(), null)
    expect(answers.isLacking()).toBe(false)
  })

  it('is lacking once the rows refuse it', () => {
    const answers = createDatasetAnswers(ahead(), heard)
    expect(answers.isLacking()).toBe(false)
    answers.refuse()
    expect(answers.isLacking()).toBe(true)
  })

  it('is lacking once forms can not be read, whoever finds out', async () => {
    const asking = createDatasetAnswers(ahead(), heard, formsThat(damaged))
    const warming = createDatasetAnswers(ahead(), heard, { ...formsThat(damaged), warm: damaged })
    await asking.ask(byUnit, emptySelection)
    await warming.warmForms()
    expect([asking.isLacking(), warming.isLacking()]).toEqual([true, true])
  })

  it('is lacking once tables that come later can not be read', async () => {
    const answers = createDatasetAnswers(ahead({ later: () => Promise.reject(new Error('cut short')) }), heard)
    await expect(answers.bringLater()).rejects.toThrow('cut short')
    expect(answers.isLacking()).toBe(true)
  })

  it('is whole where only the thread of the forms ended', async () => {
    const answers = createDatasetAnswers(ahead(), heard, formsThat(() => Promise.reject(new Error('killed'))))
    await answers.ask(byUnit, emptySelection)
    expect(answers.isLacking()).toBe(false)
  })

  it('that was on its way when it was made again is left aside, also where it fails', async () => {
    let bring: (rest: Prepared) => void = () => undefined
    let fail: (error: Error) => void = () => undefined
    const slow = createDatasetAnswers(ahead({ tables: [], later: () => new Promise((resolve) => (bring = resolve)) }), heard)
    const failing = createDatasetAnswers(ahead({ later: () => new Promise((_, reject) => (fail = reject)) }), heard)
    const brought = [slow.bringLater(), failing.bringLater()]
    slow.replace(ahead({ tables: [] }), null)
    failing.replace(ahead(), null)
    bring({ tables, answers: new Map() })
    fail(new Error('cut short'))
    await Promise.allSettled(brought)
    expect([slow.ask(budgetByDepartment, from2023), failing.isLacking()]).toEqual([expect.any(Promise), false])
  })

  it('keeps its place where quick sums are ready only after it', async () => {
    const answers = createDatasetAnswers(null, heard)
    const making = answers.makeSums()
    answers.replace(ahead({ answers: await prepareAnswers(engine, [facets.statement(null)]) }), null)
    await making
    expect(answers.ask(facets, null)).not.toBeInstanceOf(Promise)
  })
})
