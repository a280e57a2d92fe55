import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { charts, expectQuiet, figures, open, settled, tableRows, visit, type Visit } from './site.ts'
import { idOf, sumOf, truth } from './truth.ts'

const data = 'data=songjiang-2023'
const department = truth[0]?.department ?? ''
const count = (values: readonly unknown[]) => String(new Set(values).size)
const numbers = (values: Readonly<Record<string, string>>, ...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, Number(values[name])]))

const initial = sumOf(truth.map((form) => form.initial_budget))
const full = sumOf(truth.map((form) => form.full_year_budget))
const executed = sumOf(truth.map((form) => form.executed))
const wholeBudget = { project_count: '6', initial_budget: initial, full_year_budget: full, executed, cut: sumOf([initial, `-${full}`]) }

describe('the six forms, from the whole budget to one indicator', () => {
  let visitor: Visit
  beforeAll(async () => {
    visitor = await visit()
    await open(visitor.page, `#/overview?${data}`)
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  it('adds up on the overview', async () => {
    await open(visitor.page, `#/overview?${data}`)
    const shown = await figures(visitor.page)
    expect(shown).toMatchObject({ ...wholeBudget, form_count: '6', department_count: '1', indicator_count: '56', average_score: '98', execution_rate: '1', masked_cut_count: '4' })
    // As DATA.md says them, beside what the truth adds up to.
    expect([initial, full, executed, wholeBudget.cut]).toEqual(['62982490.00', '58331035.57', '58331035.57', '4651454.43'])
    expect(Number(shown['cut_rate'])).toBeCloseTo(4651454.43 / 62982490, 12)
    expect(Number(shown['execution_of_initial'])).toBeCloseTo(58331035.57 / 62982490, 12)
    const [points, weights] = [truth.flatMap((form) => form.indicators.map(({ score }) => score)), truth.flatMap((form) => form.indicators.map(({ weight }) => weight))].map((values) => values.reduce((sum, value) => sum + value, 0))
    expect(Number(shown['score_rate'])).toBeCloseTo((points ?? 0) / (weights ?? 1), 12)
    expect(await visitor.page.locator('[data-banner="synthetic"]').count()).toBe(0)
    expect(await charts(visitor.page)).toMatchObject({ trend: 1, ranking: 1, distribution: 1 })
  })

  it('names the department, and leads to it by a click on its row', async () => {
    await open(visitor.page, `#/departments?${data}`)
    const rows = await tableRows(visitor.page, 'departments')
    expect(rows.map(({ key }) => key)).toEqual([department])
    expect(rows[0]?.cells).toMatchObject({ department, initial_budget: initial, full_year_budget: full, executed, cut: wholeBudget.cut, project_count: '6' })
    await visitor.page.locator(`[data-table="departments"] [data-key="${department}"] a`).first().click()
    await settled(visitor.page, { view: 'department' })
    expect(await figures(visitor.page)).toMatchObject({ ...wholeBudget, indicator_count: '56' })
  })

  it('lists the six projects as the forms have them', async () => {
    await open(visitor.page, `#/department/${encodeURIComponent(department)}?${data}`)
    const rows = await tableRows(visitor.page, 'projects')
    expect(rows).toHaveLength(6)
    for (const form of truth) {
      const row = rows.find(({ key }) => key === idOf(form))
      expect(row?.cells).toMatchObject({ project: form.project, initial_budget: form.initial_budget, full_year_budget: form.full_year_budget, executed: form.executed, cut: sumOf([form.initial_budget, `-${form.full_year_budget}`]) })
      expect(numbers(row?.cells ?? {}, 'execution_rate', 'average_score')).toEqual({ execution_rate: Number(form.executed) / Number(form.full_year_budget), average_score: form.total_score })
      expect(Number(row?.cells['execution_of_initial'])).toBeCloseTo(Number(form.executed) / Number(form.initial_budget), 12)
    }
  })

  it.each(truth.map((form) => [form.project, form] as const))('shows the form %s, character for character', async (_, form) => {
    await open(visitor.page, `#/department/${encodeURIComponent(department)}?${data}`)
    await visitor.page.locator(`[data-table="projects"] [data-key="${idOf(form)}"] a`).first().click()
    await settled(visitor.page, { view: 'project' })

    expect(await figures(visitor.page)).toMatchObject({ initial_budget: form.initial_budget, full_year_budget: form.full_year_budget, executed: form.executed, form_count: '1', average_score: String(form.total_score) })
    const text = await visitor.page.locator('main').innerText()
    for (const part of [form.project, form.department, form.expected_goal, form.actual_goal]) expect(text).toContain(part)

    const funds = await tableRows(visitor.page, 'funds')
    const total = funds.find(({ key }) => key === 'total')?.cells ?? {}
    expect(total).toMatchObject({ initial_budget: form.initial_budget, full_year_budget: form.full_year_budget, executed: form.executed, execution_rate_percent: form.execution_rate_percent })
    expect(numbers(total, 'execution_weight', 'execution_score')).toEqual({ execution_weight: form.execution_weight, execution_score: form.execution_score })
    for (const fund of form.funds) {
      const { initial_budget, full_year_budget, executed: spent } = funds.find(({ cells }) => cells['source'] === fund.source)?.cells ?? {}
      expect({ initial_budget, full_year_budget, spent }).toEqual({ initial_budget: fund.initial_budget ?? '', full_year_budget: fund.full_year_budget ?? '', spent: fund.executed ?? '' })
    }

    const rows = await tableRows(visitor.page, 'indicators')
    const shown = rows.filter(({ cells }) => 'level3' in cells).map(({ cells: { level1, level2, level3, target, actual, weight, score, deviation_reason } }) => ({ level1, level2, level3, target, actual, weight: Number(weight), score: Number(score), deviation_reason }))
    expect(shown).toEqual(form.indicators.map(({ seq: _seq, deviation_reason, ...indicator }) => ({ ...indicator, deviation_reason: deviation_reason ?? '' })))
    expect(await charts(visitor.page)).toMatchObject({ timeline: 1, funds: form.funds.length, 'indicator-scores': form.indicators.length })
  })

  it('leads from an indicator of a form to wherever it occurs', async () => {
    const form = truth[2]
    const indicator = form?.indicators.find(({ level3 }) => truth.filter((other) => other.indicators.some((each) => each.level3 === level3)).length > 1)
    expect(form && indicator).toBeTruthy()
    if (!form || !indicator) return
    await open(visitor.page, `#/project/${idOf(form)}?${data}`)
    await visitor.page.locator('[data-table="indicators"] a').filter({ hasText: indicator.level3 }).first().click()
    await settled(visitor.page, { view: 'indicator' })
    const places = truth.flatMap((each) => each.indicators.filter(({ level3 }) => level3 === indicator.level3).map((place) => ({ form: each, place })))
    expect(await figures(visitor.page)).toMatchObject({ indicator_count: String(places.length), project_count: count(places.map(({ form: { project } }) => project)) })
    const rows = await tableRows(visitor.page, 'indicators')
    expect(rows.map(({ cells }) => [cells['project'], cells['target'], cells['actual'], Number(cells['weight']), Number(cells['score'])]).toSorted()).toEqual(places.map(({ form: { project }, place }) => [project, place.target, place.actual, place.weight, place.score]).toSorted())
  })

  it('counts the indicators of all forms, each text once', async () => {
    await open(visitor.page, `#/indicators?${data}`)
    expect(await figures(visitor.page)).toMatchObject({ indicator_count: '56' })
    const rows = await tableRows(visitor.page, 'indicators')
    const counts = new Map<string, number>()
    for (const { level3 } of truth.flatMap((form) => form.indicators)) counts.set(level3, (counts.get(level3) ?? 0) + 1)
    expect(rows.map(({ cells }) => [cells['level3'], Number(cells['indicator_count'])]).toSorted()).toEqual([...counts].toSorted())
  })
})
