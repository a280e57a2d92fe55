import { array, assert, asyncProperty, constantFrom, integer, option, record } from 'fast-check'
import { expect, test } from 'vitest'
import { emptySelection } from '@/domain/selection.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { bridgeProjects } from '@/queries/bridge-projects.ts'
import { budgetBridge, type BridgePart } from '@/queries/budget-bridge.ts'
import { ask } from '@/queries/query.ts'
import { budgets, fill, form, openTiny } from './tiny-tables.ts'

const years = { selection: emptySelection, lastYear: 2022, thisYear: 2023 }

const tables = {
  project_year: [
    form({ project: '结束', year: 2022, ...budgets('100', '100', '90') }),
    form({ project: '延续', year: 2022, ...budgets('100', '100', '80') }),
    form({ project: '延续', year: 2023, ...budgets('120', '90', '85') }),
    form({ project: '新增', year: 2023, department: '水务局', ...budgets('0', '30', '30') }),
    form({ project: '未报执行', year: 2023, ...budgets('10', '15', null) }),
    form({ project: '无预算', year: 2023, ...budgets(null, null, '7') }),
    form({ project: '前年', year: 2021, ...budgets('1', '1', '1') }),
  ],
}

test('from last year’s executed to this year’s, part by part', async () => {
  const engine = await openTiny(tables)
  const rows = await ask(engine, budgetBridge, years)
  expect(rows.map(({ part, amount, project_count }) => [part, amount, project_count])).toEqual([
    ['last_executed', '170.00', 2],
    ['ended', '-90.00', 1],
    ['started', '17.00', 2], // 0 + 10 + 7: 新增 begins with nothing, 无预算 with what it spent
    ['initial_change', '40.00', 1], // 120 − 80
    ['cuts', '-30.00', 1], // 90 − 120
    ['additions', '35.00', 2], // 30 + 5
    ['unspent', '-5.00', 1], // 85 − 90
    ['unreported', '-15.00', 1],
    ['this_executed', '122.00', 3], // 85 + 30 + 7
  ])
  expect((await ask(engine, bridgeProjects, { ...years, part: 'additions' })).map(({ project, amount }) => [project, amount])).toEqual([['新增', '30.00'], ['未报执行', '5.00']])
  const ofWater = await ask(engine, budgetBridge, { ...years, selection: { ...emptySelection, department: '水务局' } })
  expect(ofWater).toEqual([])
  expect(await ask(engine, budgetBridge, { ...years, lastYear: 2020 })).toEqual([])
  expect((await ask(engine, budgetBridge, { ...years, selection: { ...emptySelection, q: "延'续" } }))).toEqual([])
  await engine.close()
})

const cents = option(integer({ min: 0, max: 10 ** 13 }), { nil: null })
const anyForm = record({ project: constantFrom('甲', '乙', '丙', '丁'), year: constantFrom(2022, 2023), initial: cents, full: cents, executed: cents })
const money = (value: number | null) => (value === null ? null : `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`)
const toCents = (text: string) => BigInt(text.replace('.', ''))

test('the parts add up to the cent, and the projects to the parts, whatever the data', async () => {
  const engine = await openNativeEngine()
  await assert(
    asyncProperty(array(anyForm, { maxLength: 8 }), async (drawn) => {
      const forms = [...new Map(drawn.map((one) => [`${one.project}-${one.year}`, one])).values()]
      await fill(engine, { project_year: forms.map(({ project, year, initial, full, executed }) => form({ project, year, ...budgets(money(initial), money(full), money(executed)) })) })
      const rows = await ask(engine, budgetBridge, years)
      const sumOf = (year: number) => forms.filter((one) => one.year === year).reduce((sum, one) => sum + BigInt(one.executed ?? 0), 0n)
      const complete = forms.some(({ year }) => year === 2022) && forms.some(({ year }) => year === 2023)
      expect(rows.length).toBe(complete ? 9 : 0)
      if (!complete) return
      const amounts = new Map<BridgePart, bigint>(rows.map(({ part, amount }) => [part, toCents(amount)]))
      expect(amounts.get('last_executed')).toBe(sumOf(2022))
      expect(amounts.get('this_executed')).toBe(sumOf(2023))
      expect([...amounts].filter(([part]) => part !== 'this_executed').reduce((sum, [, amount]) => sum + amount, 0n)).toBe(sumOf(2023))
      for (const part of amounts.keys()) {
        const projects = await ask(engine, bridgeProjects, { ...years, part })
        expect(projects.reduce((sum, { amount }) => sum + toCents(amount), 0n)).toBe(amounts.get(part))
      }
    }),
    { numRuns: 25 },
  )
  await engine.close()
})
