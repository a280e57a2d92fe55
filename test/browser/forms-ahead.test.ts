import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { toPlainNumber } from '@/domain/number-text.ts'
import { toFindingKey } from '@/domain/finding-key.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection } from '@/domain/selection.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { bridgeProjects } from '@/queries/bridge-projects.ts'
import { budgetBridge } from '@/queries/budget-bridge.ts'
import { budgetReliability } from '@/queries/budget-reliability.ts'
import { cutsByProject } from '@/queries/cuts-by-project.ts'
import { askFindings, wholeScope } from '@/queries/findings.ts'
import { indicatorTotals } from '@/queries/indicator-totals.ts'
import { indicators } from '@/queries/indicators.ts'
import { projectIndicators } from '@/queries/project-indicators.ts'
import { projectYears } from '@/queries/project-years.ts'
import { projects } from '@/queries/projects.ts'
import { ask } from '@/queries/query.ts'
import { recomputedScores } from '@/queries/recomputed-scores.ts'
import { askSearch } from '@/queries/search.ts'
import { askStandouts } from '@/queries/standouts.ts'
import { watchedProjects } from '@/queries/watched-projects.ts'
import { asking } from '../queries/asking.ts'
import { figures, open, settled, tableRows, visit, type Visit } from './site.ts'

/** A visitor whose browser gets no engine. */
async function visitWithoutEngine(): Promise<Visit> {
  const visitor = await visit()
  await visitor.context.route(/duckdb-[^/]*\.wasm/, (route) => route.abort())
  return visitor
}

describe('what was made ahead of every form', () => {
  let engine: Engine
  const cuts = { selection: { ...emptySelection, minCut: 0.15, q: '教' }, minAmount: '0', changeWords: defaultRuleSet.changeWords, maskedOnly: false, minYearsRunning: 1 }
  const cutsAddress = '#/cuts?data=demo-city&lang=zh&min_cut=0.15&q=%E6%95%99'
  beforeAll(async () => {
    engine = await openNativeEngine()
    await loadDatasetFolder(engine, 'data/demo-city')
  })
  afterAll(() => engine.close())

  it('answers the cuts of any filter and threshold without an engine', async () => {
    const { page, close } = await visitWithoutEngine()
    await open(page, cutsAddress)
    const expected = await ask(engine, cutsByProject, cuts)
    const shown = await tableRows(page, 'cuts')
    expect(expected.length).toBeGreaterThan(10)
    expect(shown.map(({ key, cells }) => [key, cells['cut'], cells['years_running'], cells['reason_given']])).toEqual(
      expected.map((row) => [row.form_id, row.cut, String(row.years_running), row.reason_given === null ? '' : String(row.reason_given)]),
    )
    await close()
  })

  it('lists the projects of a text without an engine', async () => {
    const { page, close } = await visitWithoutEngine()
    await open(page, '#/projects?data=demo-city&lang=zh&q=%E5%AD%A6&from=2020')
    const expected = await ask(engine, projects, { ...emptySelection, q: '学', from: 2020 })
    const shown = await tableRows(page, 'projects')
    expect(expected.length).toBeGreaterThan(20)
    expect(shown.map(({ key, cells }) => [key, cells['initial_budget']])).toEqual(expected.map((row) => [row.project_id, row.initial_budget ?? '']))
    await close()
  })

  it('shows how reliable the departments are in other years without an engine', async () => {
    const { page, close } = await visitWithoutEngine()
    await open(page, '#/departments?data=demo-city&lang=zh')
    await open(page, '#/departments?data=demo-city&lang=zh&from=2018&to=2022')
    const expected = (await ask(engine, budgetReliability, { selection: { ...emptySelection, from: 2018, to: 2022 }, by: 'department' })).filter(({ year }) => year === 2022)
    const shown = await tableRows(page, 'department-reliability')
    const byKey = (left: readonly unknown[], right: readonly unknown[]) => (String(left[0]) < String(right[0]) ? -1 : 1)
    expect(expected.length).toBeGreaterThan(5)
    expect(shown.map(({ key, cells }) => [key, cells['year'], cells['outturn'], cells['composition_variance']]).toSorted(byKey)).toEqual(expected.map((row) => [row.department, '2022', toPlainNumber(row.outturn), toPlainNumber(row.composition_variance)]).toSorted(byKey))
    await close()
  })

  it('bridges other years, to each of their projects, without an engine', async () => {
    const { page, close } = await visitWithoutEngine()
    await open(page, '#/overview?data=demo-city&lang=zh')
    await page.locator('[data-filter="bridge_to"]').selectOption('2021')
    await settled(page, { view: 'overview' })
    const years = { selection: emptySelection, lastYear: 2020, thisYear: 2021 }
    const expected = await ask(engine, bridgeProjects, { ...years, part: 'cuts' })
    expect(expected.length).toBeGreaterThan(20)
    expect((await tableRows(page, 'bridge-projects')).map(({ key, cells }) => [key, cells['amount'], cells['this_executed']])).toEqual(expected.map((row) => [row.project_id, row.amount, row.this_executed]))
    await page.locator('figure[data-chart="bridge"] [data-action="toggle-table"]').click()
    expect((await tableRows(page, 'bridge-table')).map(({ key, cells }) => [key, cells['amount']])).toEqual((await ask(engine, budgetBridge, years)).map((row) => [row.part, row.amount]))
    await close()
  })

  it('says what stands out in any years, department and thresholds without asking for an engine', async () => {
    const { page, context, errors, close } = await visit()
    // Who saves data gets no engine before a question needs one.
    await context.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }))
    const engines: string[] = []
    context.on('request', (request) => {
      if (/duckdb-[^/]*\.wasm/.test(request.url())) engines.push(request.url())
    })
    await open(page, '#/overview?data=demo-city&lang=zh')
    const department = '霁川市教育局'
    for (const chosen of [{ from: 2016, to: 2021 }, { from: 2019, department }, { to: 2023, minCut: 0.1, minExecution: 0.8 }]) {
      const words = Object.entries(chosen).map(([name, value]) => `${name.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`)}=${encodeURIComponent(value)}`)
      await open(page, `#/overview?data=demo-city&lang=zh&${words.join('&')}`)
      const expected = await askStandouts(asking(engine), { ruleSet: defaultRuleSet, selection: { ...emptySelection, ...chosen } })
      expect(expected.length).toBeGreaterThan(2)
      const said = page.locator('[data-panel="standouts"] li')
      expect(await said.evaluateAll((items) => items.map((item) => item.getAttribute('data-standout')))).toEqual(expected.map(({ id }) => id))
      for (const [index, { sentence }] of expected.entries()) expect(await said.nth(index).locator('p').innerText()).toContain(sentence.zh.map(({ text }) => text).join(''))
    }
    expect([engines, errors]).toEqual([[], []])
    // The dialog shows the rows behind a sentence, which the engine has.
    await page.locator('[data-panel="standouts"] [data-action="show-sql"]').last().click()
    expect(await page.locator('[role="dialog"] [data-role="executor"]').getAttribute('data-executor')).toBe('rollup')
    await close()
  })

  const encoded = (chosen: Readonly<Record<string, string | number>>) => Object.entries(chosen).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')

  it('adds the indicators of a unit and of a text up without an engine', async () => {
    const { page, close } = await visitWithoutEngine()
    const [known] = await engine.rows(sql`SELECT mode(unit ORDER BY unit) AS unit, mode(department ORDER BY department) AS department FROM project_year`)
    const [unit, department] = [String(known?.['unit']), String(known?.['department'])]
    for (const [view, chosen] of [['overview', { unit }], ['overview', { q: '学', from: 2019 }], [`department/${encodeURIComponent(department)}`, { q: '社会' }]] as const) {
      await open(page, `#/${view}?data=demo-city&lang=zh&${encoded(chosen)}`, { view: view.split('/', 1)[0] ?? '' })
      const [expected] = await ask(engine, indicatorTotals, { ...emptySelection, ...chosen, ...(view === 'overview' ? {} : { department }) })
      expect(expected?.indicator_count).toBeGreaterThan(10)
      const shown = await Promise.all(['indicator_count', 'score_rate'].map((name) => page.locator(`main [data-metric="${name}"]`).first().getAttribute('data-value')))
      expect(shown).toEqual([String(expected?.indicator_count), toPlainNumber(expected?.score_rate ?? Number.NaN)])
    }
    await close()
  })

  it.each([{ region: '' }, { department: '霁川市教育局' }, { q: '培训' }, { unit: '', from: 2018, to: 2022 }])('lists the indicators of %o without an engine', async (asked) => {
    const { page, close } = await visitWithoutEngine()
    const [known] = await engine.rows(sql`SELECT mode(unit ORDER BY unit) AS unit, mode(region ORDER BY region) AS region FROM project_year`)
    const chosen = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value === '' ? String(known?.[name]) : value]))
    // Targets that drifted are the engine's: the page never says that it is ready.
    await page.goto(`${inject('siteUrl')}/#/indicators?data=demo-city&lang=zh&${encoded(chosen)}`)
    const expected = await ask(engine, indicators, { ...emptySelection, ...chosen })
    await page.locator(`[data-table="indicators"][data-row-count="${expected.length}"]`).waitFor()
    expect(expected.length).toBeGreaterThan(5)
    expect((await tableRows(page, 'indicators')).map(({ key, cells }) => [key, cells['project_count'], cells['department_count'], cells['indicator_count'], cells['score_rate'], cells['attained_share']])).toEqual(
      expected.map((row) => [row.level3, ...[row.project_count, row.department_count, row.indicator_count].map(String), ...[row.score_rate, row.attained_share].map((share) => (share === null ? '' : toPlainNumber(share)))]),
    )
    await close()
  })

  it('lists the watched projects of any thresholds, years and pins without an engine', async () => {
    const { page, close } = await visitWithoutEngine()
    const [pinned] = await ask(engine, projects, { ...emptySelection, department: '霁川市教育局' })
    const base = { minAmount: '0', changeWords: defaultRuleSet.changeWords, maskedOnly: false, minYearsRunning: 1, pinned: [pinned?.project_id ?? ''] }
    for (const [words, selection] of [['min_cut=0.1&min_execution=0.8', { minCut: 0.1, minExecution: 0.8 }], ['min_cut=0.02&min_execution=0.5&to=2022&department=%E9%9C%81%E5%B7%9D%E5%B8%82%E6%95%99%E8%82%B2%E5%B1%80', { minCut: 0.02, minExecution: 0.5, to: 2022, department: '霁川市教育局' }]] as const) {
      await open(page, `#/watchlist?data=demo-city&lang=zh&min_amount=0&pins=${base.pinned.join('')}&${words}`)
      const expected = await ask(engine, watchedProjects, { ...base, selection: { ...emptySelection, ...selection } })
      expect(expected.filter((row) => row.past_thresholds).length).toBeGreaterThan(0)
      expect(expected.filter((row) => row.pinned)).toHaveLength(1)
      expect((await tableRows(page, 'watchlist')).map(({ key, cells }) => [key, cells['cut'], cells['years_running']])).toEqual(expected.map((row) => [row.project_id, row.cut ?? '', String(row.years_running)]))
    }
    await close()
  })

  it('finds departments, projects and indicators by a text without an engine', async () => {
    const { page, close } = await visitWithoutEngine()
    await open(page, '#/overview?data=demo-city&lang=zh')
    for (const text of ['教', '培训', '满意', 'nobody']) {
      const expected = await askSearch(asking(engine), text)
      await page.locator('[data-action="search"]').fill(text)
      await page.locator(expected.length === 0 ? '.hits [role="status"]' : `[role="option"] >> text="${expected[0]?.name ?? ''}"`).first().waitFor()
      const found = await page.locator('.hit[data-key]').evaluateAll((hits) => hits.map((hit) => [hit.getAttribute('data-kind'), hit.getAttribute('data-key')]))
      expect(found).toEqual(expected.map(({ kind, key }) => [kind, key]))
    }
    await close()
  })

  it("shows a project's years and indicators out of its history, of which it reads one block", async () => {
    const { page, context, close } = await visitWithoutEngine()
    const ranges: string[] = []
    context.on('request', (request) => {
      if (request.url().includes('/history/part')) ranges.push(request.headers()['range'] ?? 'all of it')
    })
    const [project] = await ask(engine, projects, emptySelection)
    const projectId = project?.project_id ?? ''
    await page.goto(`${inject('siteUrl')}/#/project/${projectId}?data=demo-city&lang=zh`)
    await page.locator('[data-table="indicators"] [data-key]').first().waitFor()
    const [years, ofProject] = [await ask(engine, projectYears, { projectId }), await ask(engine, projectIndicators, { projectId })]
    expect((await tableRows(page, 'years')).map(({ cells }) => [cells['year'], cells['executed']])).toEqual(years.map((row) => [String(row.year), row.executed ?? '']))
    const lastYear = years.at(-1)?.year
    expect((await tableRows(page, 'indicators')).map(({ cells }) => cells['score'])).toEqual(ofProject.filter((row) => row.year === lastYear).map((row) => row.score ?? ''))
    expect(ranges).toEqual([expect.stringMatching(/^bytes=\d+-\d+$/)])
    await close()
  })

  it.each([{}, { rules: 'hubei' }, { from: 2020, q: '培训', rules: 'default' }])('finds in a project what its rules find, with the scores that they give, without an engine: %o', async (asked) => {
    const { page, close } = await visitWithoutEngine()
    const [{ project_id: projectId } = { project_id: '' }] = await engine.rows(sql`SELECT p.project_id FROM project_year AS p JOIN indicator AS i ON i.form_id = p.form_id WHERE p.year = 2025 AND i.score < i.weight GROUP BY p.project_id ORDER BY count(*) DESC, p.project_id LIMIT 1`)
    await open(page, `#/project/${projectId}?data=demo-city&lang=zh&recomputed=1&${encoded(asked)}`, { view: 'project' })
    const scope = { ...wholeScope(defaultRuleSet), projectId: String(projectId) }
    const findings = (await askFindings(engine, scope)).filter(({ year }) => year === 2025)
    const notes = await page.locator('[data-role="notes"] [data-rule]').evaluateAll((all) => all.map((note) => [note.getAttribute('data-rule') ?? '', Number(note.getAttribute('data-count'))] as const))
    const counts = (pairs: readonly (readonly [string, number])[]) => Object.fromEntries([...new Set(pairs.map(([rule]) => rule))].toSorted().map((rule) => [rule, pairs.reduce((sum, [each, count]) => sum + (each === rule ? count : 0), 0)]))
    expect(findings.length).toBeGreaterThan(3)
    expect(counts(notes)).toEqual(counts(findings.map(({ rule }) => [rule, 1])))
    const scores = (await ask(engine, recomputedScores, { ruleSet: defaultRuleSet, projectId: String(projectId) })).filter(({ year, seq }) => year === 2025 && seq !== null)
    const shown = (await tableRows(page, 'indicators')).map(({ cells }) => cells['recomputed'])
    expect(shown).toEqual(scores.map(({ lowest, highest }) => (lowest === null ? '' : lowest === highest ? String(Number(lowest)) : `${Number(lowest)}–${Number(highest)}`)))
    await close()
  })

  it.each(['audit', 'report'])('counts and lists the findings of %s, before anyone has chosen anything, without an engine', async (view) => {
    const { page, close } = await visitWithoutEngine()
    await open(page, `#/${view}?data=demo-city&lang=zh`, { view })
    const findings = await askFindings(engine, wholeScope(defaultRuleSet))
    expect((await figures(page))['finding_count']).toBe(String(findings.length))
    const listed = await page.locator('[data-table="findings"] tbody [data-key]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')))
    expect(listed.length).toBeGreaterThan(15)
    expect(listed).toEqual(findings.slice(0, listed.length).map(toFindingKey))
    await close()
  })

  it('leaves to the engine what stands out where the indicators of the year are damaged', async () => {
    const { page, context, errors, close } = await visit()
    await context.route(/derived\/indicators\/year=2021/, (route) => route.fulfill({ body: Buffer.from('JLNC') }))
    await open(page, '#/overview?data=demo-city&lang=zh&to=2021')
    const expected = await askStandouts(asking(engine), { ruleSet: defaultRuleSet, selection: { ...emptySelection, to: 2021 } })
    const said = page.locator('[data-panel="standouts"] li')
    expect(expected.map(({ id }) => id)).toContain('repeated-indicator')
    expect(await said.evaluateAll((items) => items.map((item) => item.getAttribute('data-standout')))).toEqual(expected.map(({ id }) => id))
    expect(errors).toEqual([])
    await close()
  })

  it.each(['forms.jlnc', 'places.jlnc'])('is left alone where %s is damaged: the engine answers', async (name) => {
    const { page, context, errors, close } = await visit()
    await context.route(new RegExp(`derived/${name}`), (route) => route.fulfill({ body: Buffer.from('JLNC') }))
    await open(page, cutsAddress)
    const expected = await ask(engine, cutsByProject, cuts)
    expect((await tableRows(page, 'cuts')).map(({ key }) => key)).toEqual(expected.map((row) => row.form_id))
    expect(errors).toEqual([])
    await close()
  })
})
