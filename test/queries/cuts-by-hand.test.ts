import { array, assert, asyncProperty, constantFrom, integer, option, record } from 'fast-check'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection, type Selection } from '@/domain/selection.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { additions } from '@/queries/additions.ts'
import { bridgeProjects } from '@/queries/bridge-projects.ts'
import { budgetBridge } from '@/queries/budget-bridge.ts'
import { budgetReliability } from '@/queries/budget-reliability.ts'
import { cutsByGroup } from '@/queries/cuts-by-group.ts'
import { cutsByProject } from '@/queries/cuts-by-project.ts'
import { cutsHistogram } from '@/queries/cuts-histogram.ts'
import { cutsScatter } from '@/queries/cuts-scatter.ts'
import { cutsSummary } from '@/queries/cuts-summary.ts'
import { departmentMeasure } from '@/queries/department-measure.ts'
import { ask } from '@/queries/query.ts'
import { watchedProjects } from '@/queries/watched-projects.ts'
import { isCut, isIn, isMasked, readForms, sum, yearsRunning, yuan, type CentForm, type Thresholds } from './cuts-model.ts'
import { budgets, fill, form } from './tiny-tables.ts'

const close = (shown: number | null, part: bigint | null, whole: bigint | null) => {
  if (part === null || whole === null || whole <= 0n) expect(shown).toBeNull()
  else {
    const expected = Number((part * 10n ** 15n) / whole) / 1e15
    expect((shown ?? Number.NaN) - expected).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)))
    expect(expected - (shown ?? Number.NaN)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)))
  }
}
const byAmount = (a: CentForm, b: CentForm) => {
  const difference = (b.initial ?? 0n) - (b.full ?? 0n) - ((a.initial ?? 0n) - (a.full ?? 0n))
  return difference === 0n ? (a.form_id < b.form_id ? -1 : 1) : difference > 0n ? 1 : -1
}

/** Every question of the cuts, watchlist and trends pages against sums in whole cents. */
async function judge(engine: Engine, scope: Partial<Selection>, thresholds: Thresholds): Promise<void> {
  const selection: Selection = { ...emptySelection, ...scope, minCut: thresholds.minCut / 100, minExecution: thresholds.minExecution / 100 }
  const choice = { selection, minAmount: yuan(thresholds.minAmount), changeWords: defaultRuleSet.changeWords, maskedOnly: false, minYearsRunning: 1 }
  const all = await readForms(engine)
  const forms = all.filter((each) => isIn(each, selection))
  const cut = forms.filter((each) => isCut(each, thresholds)).toSorted(byAmount)
  const masked = cut.filter((each) => isMasked(each, thresholds))
  const cutOf = (each: CentForm) => (each.initial ?? 0n) - (each.full ?? 0n)
  const raised = forms.filter(({ initial, full }) => initial !== null && full !== null && initial > 0n && full > initial)
  const added = forms.filter(({ initial, full }) => (initial ?? 0n) === 0n && (full ?? 0n) > 0n)

  const [summary] = await ask(engine, cutsSummary, choice)
  expect(summary).toMatchObject({
    form_count: forms.length,
    cut_count: cut.length,
    cut: yuan(sum(cut.map(cutOf))),
    masked_count: masked.length,
    masked_cut: yuan(sum(masked.map(cutOf))),
    running_count: cut.filter((each) => yearsRunning(each, all, thresholds) >= 2).length,
    addition_count: raised.length,
    addition: yuan(sum(raised.map((each) => -cutOf(each)))),
    added_count: added.length,
    added: yuan(sum(added.map(({ full }) => full))),
  })

  const rows = await ask(engine, cutsByProject, choice)
  expect(rows.map((row) => [row.form_id, row.cut, row.masked_cut, row.years_running])).toEqual(cut.map((each) => [each.form_id, yuan(cutOf(each)), isMasked(each, thresholds), yearsRunning(each, all, thresholds)]))
  rows.forEach((row, index) => {
    const each = cut[index]
    if (!each) return
    close(row.cut_rate, cutOf(each), each.initial)
    close(row.execution_rate, each.executed, each.full)
    close(row.execution_of_initial, each.executed, each.initial)
  })

  const groups = await ask(engine, cutsByGroup, { ...choice, by: 'department' as const })
  expect(groups.map((row) => [row.name, row.form_count, row.cut_count, row.cut]).toSorted()).toEqual(
    [...new Set(forms.map(({ department }) => department))].map((department) => {
      const own = cut.filter((each) => each.department === department)
      return [department, forms.filter((each) => each.department === department).length, own.length, yuan(sum(own.map(cutOf)))]
    }).toSorted(),
  )

  const points = await ask(engine, cutsScatter, { ...choice, limit: 100_000 })
  expect(points.map(({ form_id }) => form_id).toSorted()).toEqual(forms.filter(({ initial, full }) => initial !== null && full !== null && initial > 0n && full >= 0n).map(({ form_id }) => form_id).toSorted())
  expect(points.filter((row) => row.past_thresholds).length).toBe(cut.filter(({ initial, full }) => (initial ?? 0n) > 0n && (full ?? -1n) >= 0n).length)

  const bins = await ask(engine, cutsHistogram, selection)
  const compared = forms.filter(({ initial, full }) => initial !== null && full !== null && initial > 0n)
  expect(bins.reduce((count, row) => count + row.form_count, 0)).toBe(compared.length)
  for (const row of bins.filter((each) => each.kind === 'cut')) {
    const from = BigInt(row.from_percent ?? 0)
    const inBin = compared.filter((each) => cutOf(each) > 0n && 100n * cutOf(each) >= from * (each.initial ?? 0n) && (from === 95n || 100n * cutOf(each) < (from + 5n) * (each.initial ?? 0n)))
    expect([row.from_percent, row.form_count]).toEqual([row.from_percent, inBin.length])
  }

  const more = await ask(engine, additions, { selection, minAmount: '0' })
  expect(more.filter((row) => row.kind === 'added').map(({ form_id }) => form_id).toSorted()).toEqual(added.map(({ form_id }) => form_id).toSorted())
  expect(yuan(sum(more.filter((row) => row.kind === 'addition').map((row) => BigInt(row.addition.replace('.', '')))))).toBe(yuan(sum(raised.map((each) => -cutOf(each)))))

  const lastYear = forms.reduce((most, { year }) => Math.max(most, year), 0)
  const listed = await ask(engine, watchedProjects, { ...choice, pinned: [] })
  expect(listed.map(({ form_id }) => form_id)).toEqual(cut.filter(({ year }) => year === lastYear).map(({ form_id }) => form_id))

  const cells = await ask(engine, departmentMeasure, { measure: 'cut', selection })
  for (const cell of cells) {
    const own = forms.filter((each) => each.department === cell.department && each.year === cell.year && each.initial !== null && each.full !== null)
    expect(cell.value).toBe(own.length === 0 ? null : yuan(sum(own.map(cutOf))))
  }
  expect(cells.length).toBe(new Set(forms.map(({ department, year }) => `${year} ${department}`)).size)

  for (const row of await ask(engine, budgetReliability, { selection, by: 'all' as const })) {
    const own = forms.filter(({ year }) => year === row.year)
    const [executed, initial] = [sum(own.map((each) => each.executed)), sum(own.map((each) => each.initial))]
    if (own.some((each) => each.executed !== null) && own.some((each) => each.initial !== null)) close(row.outturn, executed, initial)
    else expect(row.outturn).toBeNull()
  }

  const years = [...new Set(all.map(({ year }) => year))].toSorted((a, b) => a - b)
  const thisYear = years.at(-1) ?? 0
  const bridge = { selection, lastYear: years.at(-2) ?? thisYear - 1, thisYear }
  const parts = await ask(engine, budgetBridge, bridge)
  if (parts.length > 0) {
    const amount = (text: string) => BigInt(text.replace('.', ''))
    const scoped = all.filter((each) => isIn(each, { ...selection, from: null, to: null }))
    const executedIn = (year: number) => sum(scoped.filter((each) => each.year === year).map((each) => each.executed))
    expect(parts.at(0)?.amount).toBe(yuan(executedIn(bridge.lastYear)))
    expect(parts.at(-1)?.amount).toBe(yuan(executedIn(bridge.thisYear)))
    expect(sum(parts.slice(0, -1).map((row) => amount(row.amount)))).toBe(executedIn(bridge.thisYear))
    for (const { part, amount: whole } of parts) expect(yuan(sum((await ask(engine, bridgeProjects, { ...bridge, part })).map((row) => amount(row.amount))))).toBe(whole)
  }
}

test.each(['songjiang-2023', 'demo-city'])('every question of cuts, watchlist and trends on %s equals sums in whole cents', async (dataset) => {
  const engine = await openNativeEngine()
  await loadDatasetFolder(engine, fileURLToPath(new URL(`../../data/${dataset}`, import.meta.url)))
  const usual = { minCut: 20, minExecution: 95, minAmount: 0n }
  const scopes: readonly Partial<Selection>[] = dataset === 'demo-city' ? [{}, { from: 2025, to: 2025 }, { to: 2019 }, { from: 2030 }] : [{}, { from: 2030 }]
  for (const scope of scopes) await judge(engine, scope, usual)
  await judge(engine, {}, { minCut: 0, minExecution: 100, minAmount: 10_000_000n })
  await judge(engine, {}, { minCut: 100, minExecution: 0, minAmount: 1n })
  await engine.close()
}, 240_000)

const cents = option(integer({ min: 0, max: 10 ** 6 }).map(BigInt), { nil: null })
const anyForm = record({ project: constantFrom('甲', '乙', '丙'), department: constantFrom('教育局', '水务局'), year: integer({ min: 2019, max: 2023 }), initial: cents, full: cents, executed: cents })

test('and on whatever data: empty years, zero budgets, one project, absent values, additions', async () => {
  const engine = await openNativeEngine()
  const thresholds = record({ minCut: constantFrom(0, 5, 20, 50, 100), minExecution: constantFrom(0, 80, 95, 100), minAmount: constantFrom(0n, 1n, 500_000n) })
  await assert(
    asyncProperty(array(anyForm, { maxLength: 10 }), thresholds, constantFrom<Partial<Selection>>({}, { from: 2021 }, { department: '教育局' }, { to: 2020 }), async (drawn, limits, scope) => {
      const forms = [...new Map(drawn.map((one) => [`${one.department}${one.project}-${one.year}`, one])).values()]
      const text = (value: bigint | null) => (value === null ? null : yuan(value))
      await fill(engine, { project_year: forms.map(({ project, department, year, initial, full, executed }) => form({ project, department, project_id: `${department}${project}`, year, ...budgets(text(initial), text(full), text(executed)) })) })
      await judge(engine, scope, limits)
    }),
    { numRuns: 25 },
  )
  await engine.close()
}, 240_000)
