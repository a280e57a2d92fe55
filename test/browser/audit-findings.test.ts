import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { ruleIds } from '@/domain/checks.ts'
import { defaultRuleSet, shippedRuleSets } from '@/domain/rule-sets.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import type { Finding } from '@/queries/checks/check.ts'
import { askFindingCount, askFindings, wholeScope } from '@/queries/findings.ts'
import { jilanHere } from '../cli/jilan.ts'
import { charts, expectQuiet, figures, open, settled, tableRows, visit, type Visit } from './site.ts'
import { idOf, truth } from './truth.ts'

const data = 'data=songjiang-2023'
const byRule = (rows: readonly { readonly rule: string }[]) => Object.fromEntries(ruleIds.map((rule) => [rule, rows.filter((row) => row.rule === rule).length]))

describe('self-evaluation quality of the six forms', () => {
  let visitor: Visit
  let printed: readonly Finding[]
  beforeAll(async () => {
    const { code, out } = await jilanHere(['check', 'data/songjiang-2023', '--format', 'json'])
    expect(code).toBe(0)
    printed = JSON.parse(out) as readonly Finding[]
    visitor = await visit()
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })
  const rows = async () => (await tableRows(visitor.page, 'findings')).map(({ key, cells }) => ({ key, rule: cells['rule'] ?? '', ...cells }))

  it('shows what jilan check prints, finding by finding', async () => {
    await open(visitor.page, `#/audit?${data}`)
    expect(await figures(visitor.page)).toMatchObject({ finding_count: String(printed.length), error_count: '0' })
    const shown = await rows()
    expect(new Set(shown.map(({ key }) => key)).size).toBe(printed.length)
    const told = (rule: unknown, project: unknown, year: unknown, values: unknown) => JSON.stringify([rule, project ?? '', String(year ?? ''), values])
    expect(shown.map((row) => told(row.rule, (row as Record<string, string>)['project'], (row as Record<string, string>)['year'], JSON.parse((row as Record<string, string>)['figures'] ?? '{}'))).toSorted()).toEqual(printed.map(({ rule, project, year, values }) => told(rule, project, year, values)).toSorted())
    const counts = byRule(shown)
    expect(counts).toMatchObject({ 'met-but-deducted': 6, 'weight-sum': 0, 'score-sum': 0, 'fund-sum': 0, 'rate-mismatch': 0 })
    expect((await tableRows(visitor.page, 'rules')).map(({ key, cells }) => [key, Number(cells['finding_count'])]).toSorted()).toEqual(Object.entries(counts).toSorted())
    expect(await charts(visitor.page)).toEqual({ heatmap: 1 })
  })

  it('filters by rule through the address: met but deducted, one a form, each on satisfaction', async () => {
    await open(visitor.page, `#/audit?${data}`)
    await visitor.page.locator('[data-table="rules"] [data-key="met-but-deducted"] button.name').click()
    await settled(visitor.page, { view: 'audit' })
    expect(visitor.page.url()).toContain('rule=met-but-deducted')
    const shown = await tableRows(visitor.page, 'findings')
    expect(shown.map(({ cells }) => cells['project']).toSorted()).toEqual(truth.map(({ project }) => project).toSorted())
    for (const { cells } of shown) {
      expect(cells['indicator']).toContain('满意度')
      expect([cells['reported'], cells['recomputed']]).toEqual(['8.00', '10.00'])
    }
  })

  it('switches a rule off, and stays so after a reload', async () => {
    await open(visitor.page, `#/audit?${data}`)
    const toggle = visitor.page.locator('[data-table="rules"] [data-key="unexplained"] [role="switch"]')
    await toggle.click()
    await settled(visitor.page, { view: 'audit' })
    const left = String(printed.filter(({ rule }) => rule !== 'unexplained').length)
    expect((await figures(visitor.page))['finding_count']).toBe(left)
    expect(byRule(await rows())['unexplained']).toBe(0)
    await visitor.page.reload()
    await settled(visitor.page, { view: 'audit' })
    expect((await figures(visitor.page))['finding_count']).toBe(left)
    expect(await toggle.getAttribute('aria-checked')).toBe('false')
  })

  it('marks a finding as seen with a note, which survives a reload and leaves with the worksheet', async () => {
    const { page } = visitor
    await open(page, `#/audit?${data}&rule=masked-cut`)
    const row = page.locator('[data-table="findings"] [data-key]').first()
    const key = await row.getAttribute('data-key')
    await row.locator('[data-action="mark"]').click()
    await page.locator('[data-field="note"]').fill('已核实："压减"函，=见附件')
    await page.locator('[data-action="mark-seen"]').click()
    await page.reload()
    await settled(page, { view: 'audit' })
    expect(await page.locator(`[data-table="findings"] [data-key="${key}"] [data-column="status"]`).getAttribute('data-value')).toBe('seen')
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('[data-action="export-csv"][aria-label="导出底稿 CSV"]').click()])
    const chunks: Buffer[] = []
    for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk as Uint8Array))
    const text = Buffer.concat(chunks).toString('utf8')
    expect(text).toContain('"已核实：""压减""函，=见附件"')
    expect(text.trim().split('\r\n')).toHaveLength(5)
    await page.locator(`[data-table="findings"] [data-key="${key}"] [data-action="mark"]`).click()
    await page.locator('[data-action="unmark-seen"]').click()
    expect(await page.locator(`[data-table="findings"] [data-key="${key}"] [data-column="status"]`).getAttribute('data-value')).toBe('open')
  })

  it('leads from a finding to its row on the form, and back to all like it', async () => {
    const { page } = visitor
    const form = truth.find(({ project }) => project === '设备运行与维护')
    expect(form).toBeDefined()
    await open(page, `#/audit?${data}&rule=met-but-deducted`)
    await page.locator('[data-table="findings"] [data-key] a').filter({ hasText: '设备运行与维护' }).click()
    await settled(page, { view: 'project' })
    const id = form ? idOf(form) : ''
    expect(page.url()).toContain(id)
    expect(await page.locator('[data-mark="indicator-9-score"]').getAttribute('class')).toMatch(/marked.*pointed/)
    const notes = page.locator('[data-role="notes"] [data-rule]')
    const mine = printed.filter(({ project, rule }) => project === '设备运行与维护' || rule === 'flat-scores')
    const repeated = 8
    expect(await page.locator('[data-role="notes"]').getAttribute('data-count')).toBe(String(mine.length + repeated))
    expect(new Set(await notes.evaluateAll((all) => all.map((note) => note.getAttribute('data-rule'))))).toEqual(new Set([...mine.map(({ rule }) => rule), 'boilerplate']))
    // A note points at its cells, and a cell at its note.
    await notes.filter({ hasText: '被遮住的调减' }).hover()
    expect(await page.locator('[data-mark="execution_rate"]').getAttribute('class')).toContain('pointed')
    await page.locator('[data-mark="indicator-9-deviation_reason"]').hover()
    expect(await page.locator('[data-role="notes"] [data-rule="unexplained"]').getAttribute('class')).toContain('pointed')
    await page.locator('[data-action="recomputed"]').click()
    expect((await tableRows(page, 'indicators')).find(({ cells }) => cells['level3'] === '各科室部门满意度')?.cells['recomputed']).toBe('10')
    await page.locator('[data-role="notes"][aria-busy="false"]').waitFor()
    expect(await notes.filter({ hasText: '达标仍扣分' }).innerText()).toContain('同类 6 处')
  })

  it('folds the notes under their rows on a narrow page', async () => {
    const narrow = await visit({ width: 390, height: 844 })
    const form = truth[2]
    await open(narrow.page, `#/project/${form ? idOf(form) : ''}?${data}`)
    const folded = narrow.page.locator('[data-table="indicators"] tr.notes details')
    expect(await folded.count()).toBeGreaterThan(0)
    await folded.last().locator('summary').click()
    expect(await folded.last().locator('[data-rule]').count()).toBeGreaterThan(0)
    expect(await narrow.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expectQuiet(narrow)
    await narrow.close()
  })

  it('copies a rule set, says in words what is wrong with it, and uses it', async () => {
    const { page } = visitor
    await open(page, `#/audit?${data}`)
    await page.locator('[data-action="edit-rules"]').click()
    await page.locator('[data-action="copy-rules"]').click()
    const text = page.locator('[data-field="rule-set"]')
    const own = JSON.parse(await text.inputValue()) as typeof defaultRuleSet
    await text.fill(JSON.stringify({ ...own, weights: { ...own.weights, execution: 20 } }))
    expect(await page.locator('[data-role="rule-problem"]').allInnerTexts()).toEqual(['weights：各项分值加起来不等于总分'])
    expect(await page.locator('[data-action="save-rules"]').isDisabled()).toBe(true)
    await text.fill(JSON.stringify({ ...own, maskedCut: { minCut: 0.6, minExecution: 0.95 } }))
    await page.locator('[data-action="save-rules"]').click()
    await settled(page, { view: 'audit' })
    expect(page.url()).toContain(`rules=${own.id}`)
    expect((await tableRows(page, 'rules')).find(({ key }) => key === 'masked-cut')?.cells['finding_count']).toBe('1')
    await open(page, `#/audit?${data}&rules=nowhere`)
    expect(await page.locator('[data-role="address-problem"]').innerText()).toContain('nowhere')
  })

  it('explains a figure: definition, formula, SQL and the rows behind it', async () => {
    const { page } = visitor
    await open(page, `#/overview?${data}`)
    await page.locator('.card').filter({ has: page.locator('[data-metric="masked_cut_count"]') }).first().hover()
    await page.locator('.card').filter({ has: page.locator('[data-metric="masked_cut_count"]') }).first().locator('[data-action="show-sql"]').click()
    await page.locator('[data-role="rows-behind"][data-state="done"]').waitFor()
    expect(await page.locator('[data-role="formula"]').innerText()).toContain('20%')
    expect((await tableRows(page, 'rows-behind')).map(({ cells }) => cells['project']).toSorted()).toEqual(printed.filter(({ rule }) => rule === 'masked-cut').map(({ project }) => project).toSorted())
    await page.keyboard.press('Escape')
  })

  it('prints a report: vectors, definitions, hash and address, on numbered pages', async () => {
    const { page } = visitor
    await open(page, `#/report?${data}`)
    expect(await figures(page)).toMatchObject({ finding_count: String(printed.length), masked_cut_count: '4', initial_budget: '62982490.00' })
    expect(Object.keys(await charts(page)).toSorted()).toEqual(['distribution', 'heatmap', 'ranking', 'trend'])
    expect(await page.locator('figure[data-chart] .drawing > svg').count()).toBe(4)
    expect(await page.locator('[data-about="hash"] dd').innerText()).toMatch(/^[0-9a-f]{64}$/)
    expect(await page.locator('[data-about="address"] dd').innerText()).toContain('#/report?data=songjiang-2023')
    expect((await tableRows(page, 'cuts')).length).toBe(4)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(2)
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12]/)
  })
})

describe('self-evaluation quality of the demo city', () => {
  let visitor: Visit
  let native: Engine
  beforeAll(async () => {
    native = await openNativeEngine()
    await loadDatasetFolder(native, fileURLToPath(new URL('../../data/demo-city', import.meta.url)))
    visitor = await visit()
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
    await native.close()
  })

  it.each(shippedRuleSets.map((ruleSet) => [ruleSet.id, ruleSet] as const))('counts as native DuckDB does under the rule set %s', async (id, ruleSet) => {
    await open(visitor.page, `#/audit?rules=${id}`)
    expect((await figures(visitor.page))['finding_count']).toBe(String(await askFindingCount(native, wholeScope(ruleSet))))
  })

  it('pages through the errors, in the order that the command line has', async () => {
    await open(visitor.page, '#/audit?rule=ratchet-down')
    const found = (await askFindings(native, wholeScope({ ...defaultRuleSet, off: ruleIds.filter((id) => id !== 'ratchet-down') }))).map(({ form_id, seq }) => `ratchet-down·${form_id}·${seq}`)
    const table = visitor.page.locator('[data-table="findings"]')
    expect(await table.getAttribute('data-row-count')).toBe(String(found.length))
    const shown = await table.locator('[data-key]').evaluateAll((all) => all.map((row) => row.getAttribute('data-key')))
    expect(shown.length).toBeLessThan(100)
    expect(shown).toEqual(found.slice(0, shown.length))
    await table.evaluate((element) => element.parentElement?.scrollTo({ top: element.parentElement.scrollHeight }))
    await visitor.page.locator(`[data-table="findings"] [data-key="${found.at(-1)}"]`).waitFor()
  })

  it('groups indicators that are worded alike, and finds targets that drift down', async () => {
    await open(visitor.page, '#/indicators')
    const groups = await tableRows(visitor.page, 'indicator-groups')
    expect(groups.length).toBeGreaterThan(0)
    for (const { cells } of groups) expect(Number(cells['members'])).toBeGreaterThan(1)
    const drifts = visitor.page.locator('[data-table="target-drift"] [data-column="drift"]')
    expect(Number(await drifts.first().getAttribute('data-value'))).toBeLessThan(0)
  })
})
