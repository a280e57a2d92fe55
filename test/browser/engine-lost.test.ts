import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { charts, expectQuiet, figures, open, settled, visit, type Visit } from './site.ts'
import { trustTally } from '../support/trust-record.ts'
import { openWorkbench, result, runText } from './sql-workbench.ts'
import { idOf, truth } from './truth.ts'
import { holdWorkers, killWorkers } from './worker-control.ts'

const department = encodeURIComponent(truth[0]?.department ?? '')
const indicator = encodeURIComponent(truth[0]?.indicators[0]?.level3 ?? '')
const form = truth[0]
const projectId = form ? idOf(form) : ''

const tally = trustTally('engine-killed', { area: 'engine', what: 'the workers killed while each view is looked at, and while it asks; the view comes back as it was', unit: 'kills' })
afterAll(tally.write)

/** Every view, and another address of it that asks for something else. */
const views: readonly (readonly [view: string, address: string, other: string])[] = [
  ['overview', '#/overview', '#/overview?min_cut=0.5'],
  ['departments', '#/departments', '#/departments?min_cut=0.5'],
  ['department', `#/department/${department}`, `#/department/${department}?min_cut=0.5`],
  ['projects', '#/projects', '#/projects?min_cut=0.5'],
  ['project', `#/project/${projectId}`, '#/overview'],
  ['indicators', '#/indicators', `#/indicators?q=${indicator}`],
  ['indicator', `#/indicator/${indicator}`, '#/overview'],
  ['cuts', '#/cuts', '#/cuts?min_cut=0.5'],
  ['compare', '#/compare', '#/overview'],
  ['watchlist', '#/watchlist', '#/overview'],
  ['audit', '#/audit', '#/audit?min_cut=0.5'],
  ['report', '#/report', '#/overview'],
  ['data', '#/data', '#/overview'],
]

function within(address: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}data=songjiang-2023`
}

/** All that a view says: its figures, its charts, its tables. */
async function said({ page }: Visit) {
  const tables = await page.locator('main [data-table]').evaluateAll((elements) => elements.map((table) => [...table.querySelectorAll('[data-key]')].map((row) => [row.getAttribute('data-key'), ...[...row.querySelectorAll('[data-column]')].map((cell) => cell.getAttribute('data-value'))].join('|'))))
  return { figures: await figures(page), charts: await charts(page), tables }
}

describe('the engine is killed', () => {
  let visitor: Visit
  beforeAll(async () => {
    visitor = await visit()
    await holdWorkers(visitor.page)
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  it.each(views)('while %s is looked at, and the view comes back', async (view, address, other) => {
    const { page } = visitor
    await open(page, within(address), { view })
    const before = await said(visitor)
    await killWorkers(page)
    // Elsewhere and back: what the page holds already would prove nothing.
    await tally.attempt(async () => {
      await open(page, within(other))
      await open(page, within(address), { view })
      expect(await said(visitor)).toEqual(before)
    })
  })

  it.each(views)('while %s asks, and the answer comes', async (view, address, other) => {
    const { page } = visitor
    await open(page, within(address), { view })
    const before = await said(visitor)
    await open(page, within(other))
    await page.evaluate((hash) => void (location.hash = hash), within(address).slice(1))
    await page.evaluate(() => new Promise((done) => setTimeout(done)))
    await killWorkers(page)
    await tally.attempt(async () => {
      await settled(page, { view })
      expect(await said(visitor)).toEqual(before)
    })
  })
})

describe('a question after the engine was killed', () => {
  it('is answered by the next engine, and the page says so', async () => {
    const visitor = await visit()
    const { page } = visitor
    await holdWorkers(page)
    // Other thresholds than the usual ones are the engine's to answer, so that it is there with its rows.
    await open(page, '#/audit?data=songjiang-2023&min_cut=0.5')
    const before = await figures(page)
    expect(await page.locator('[data-role="engine-lost"]').count()).toBe(0)
    expect(await killWorkers(page)).toBeGreaterThan(0)
    tally.add({ tried: 1 })
    await page.locator('main [data-action="show-sql"]').first().click()
    await page.locator('[role="dialog"] [data-table="rows-behind"] [data-key]').first().waitFor()
    await page.keyboard.press('Escape')
    const told = page.locator('[data-role="engine-lost"]')
    await told.waitFor()
    expect(await told.getAttribute('data-count')).toBe('1')
    await settled(page, { view: 'audit' })
    expect(await figures(page)).toEqual(before)
    await told.getByRole('button').click()
    expect(await told.count()).toBe(0)
    expectQuiet(visitor)
    await visitor.close()
  })
})

describe('the workbench', () => {
  it('has its engine replaced at once where it is killed, and answers again', async () => {
    const visitor = await visit()
    const { page } = visitor
    await holdWorkers(page)
    await openWorkbench(page, 'data=songjiang-2023')
    expect(await runText(page, 'SELECT count(*) AS n FROM project_year')).toBeNull()
    await killWorkers(page)
    await page.locator('[data-role="engine-replaced"]').waitFor()
    expect(await runText(page, 'SELECT count(*) + 1 AS n FROM project_year')).toBeNull()
    await result(page).getByText('7', { exact: true }).first().waitFor()
    expectQuiet(visitor)
    await visitor.close()
  })
})
