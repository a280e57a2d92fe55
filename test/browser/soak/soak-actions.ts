import type { Page } from 'playwright-core'
import { choose, confirm, csvFile, report } from '../import-files.ts'
import { settled } from '../site.ts'
import { idle, write } from '../sql-workbench.ts'
import type { Chance } from './chance.ts'

/** What a person does next. It resolves when the page has settled on what was done, or throws where it never does. */
export interface SoakAction {
  readonly name: string
  readonly weight: number
  readonly act: (page: Page, chance: Chance) => Promise<void>
}

/** Datasets that the person made: what was imported under which id, as the text of its file. */
export type OwnDatasets = Map<string, string>

const views = ['overview', 'departments', 'projects', 'indicators', 'cuts', 'watchlist', 'audit', 'report', 'sql', 'data', 'compare']
const noFilter = { department: null, q: null, from: null, to: null, region: null, unit: null }
const long = 'SELECT count(*) FROM range(3000000) AS a(i), range(3000) AS b(j) WHERE (i * j) % 7 = 3'
const short = ['SELECT year, sum(executed) AS executed FROM project_year GROUP BY year ORDER BY year', 'SELECT * FROM indicator LIMIT 2000', 'SELECT department, count(*) AS n FROM project_metrics WHERE masked_cut GROUP BY department', 'SELECT no_such_column FROM project_year']

async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.locator('main[data-state="ready"]').waitFor({ timeout: 120_000 })
}

/** Changes the address as a link would: some parameters set or taken away, the rest kept. */
async function changeAddress(page: Page, part: { readonly path?: string; readonly parameters?: Readonly<Record<string, string | null>> }): Promise<void> {
  await page.evaluate(({ path, parameters }) => {
    const [now = '', query = ''] = location.hash.slice(1).split('?')
    const next = new URLSearchParams(query)
    for (const [name, value] of Object.entries(parameters ?? {})) {
      if (value === null) next.delete(name)
      else next.set(name, value)
    }
    location.hash = `${path ?? now}?${next.toString()}`
  }, part)
}

/** One step back. Where that is a dataset removed since, the page must say so, and the person goes on to one that is there. */
async function goBack(page: Page, own: OwnDatasets): Promise<void> {
  await page.evaluate(() => new Promise((done) => {
    addEventListener('popstate', done, { once: true })
    setTimeout(done, 1000)
    history.back()
  }))
  const data = new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '').get('data')
  if (data?.startsWith('own-') && !own.has(data)) {
    await page.locator('main[data-state="error"]').waitFor({ timeout: 120_000 })
    await changeAddress(page, { parameters: { data: null } })
  }
  await settle(page)
}

function filters(chance: Chance, departments: readonly string[]): Readonly<Record<string, string | null>> {
  const from = 2014 + chance.below(12)
  return chance.pick([
    { from: String(from), to: String(Math.min(2025, from + chance.below(6))) },
    { from: null, to: null },
    { department: chance.pick(departments) },
    { department: null, unit: null, region: null, q: null },
    { q: chance.pick(['网络', '设备', '社区', 'A', '%', "'"]) },
    { min_cut: chance.pick(['0.05', '0.1', '0.3', '1']) },
    { min_cut: null, min_execution: null },
  ])
}

function press(page: Page, selector: string, nth: number): Promise<boolean> {
  return page.locator(selector).evaluateAll((found, at) => {
    const element = found[at % Math.max(1, found.length)]
    if (element instanceof HTMLElement) element.click()
    return element !== undefined
  }, nth)
}

/** Follows a link of a table. The address changes once the code of its view is there, and until then the page is ready as it was. */
async function drill(page: Page, nth: number): Promise<void> {
  const before = new URL(page.url()).hash
  const link = page.locator('main [data-table] [data-key] a[href^="#/"]')
  const to = await link.evaluateAll((found, at) => {
    const element = found[at % Math.max(1, found.length)]
    if (element instanceof HTMLElement) element.click()
    return element?.getAttribute('href') ?? null
  }, nth)
  if (to === null) return
  await page.waitForFunction(([href, old]) => location.hash === href || location.hash !== old, [to, before])
  await settle(page)
}

async function startSql(page: Page, text: string): Promise<void> {
  await changeAddress(page, { path: '/sql' })
  await settle(page)
  await write(page, text)
  await page.locator('[data-action="run-sql"]').click()
}

async function removeDataset(page: Page, own: OwnDatasets, id: string): Promise<void> {
  await changeAddress(page, { path: '/data', parameters: { data: null } })
  await settle(page)
  const row = page.locator(`[data-table="datasets"] tr[data-key="${id}"]`)
  await row.locator('[data-action="remove-dataset"]').click()
  await row.waitFor({ state: 'detached' })
  own.delete(id)
  await settle(page)
}

/** Everything that the soak does, on the built site, by address, mouse and files. */
export function soakActions(own: OwnDatasets, departments: readonly string[]): readonly SoakAction[] {
  return [
    { name: 'view', weight: 6, act: async (page, chance) => (await changeAddress(page, { path: `/${chance.pick(views)}` }), await settle(page)) },
    { name: 'filter', weight: 8, act: async (page, chance) => (await changeAddress(page, { parameters: filters(chance, departments) }), await settle(page)) },
    {
      name: 'filters in a row',
      weight: 4,
      act: async (page, chance) => {
        for (let turn = 0; turn < 5; turn += 1) {
          await changeAddress(page, { parameters: filters(chance, departments) })
          await page.waitForTimeout(chance.below(120))
        }
        await settle(page)
      },
    },
    { name: 'drill', weight: 8, act: (page, chance) => drill(page, chance.below(500)) },
    { name: 'back', weight: 3, act: (page) => goBack(page, own) },
    { name: 'sort', weight: 2, act: async (page, chance) => void ((await press(page, 'main [data-table] th button', chance.below(40))) && (await settle(page))) },
    { name: 'table of a chart', weight: 2, act: async (page, chance) => void ((await press(page, 'main figure [data-action="toggle-table"]', chance.below(20))) && (await settle(page))) },
    { name: 'theme', weight: 1, act: async (page) => void ((await press(page, '[data-action="toggle-theme"]', 0)) && (await settle(page))) },
    { name: 'language', weight: 1, act: async (page) => void ((await press(page, '[data-action="toggle-language"]', 0)) && (await settle(page))) },
    {
      name: 'show SQL',
      weight: 1,
      act: async (page, chance) => {
        if (!(await press(page, 'main [data-action="show-sql"]', chance.below(20)))) return
        await page.locator('[role="dialog"]').waitFor()
        await page.keyboard.press('Escape')
        await page.locator('[role="dialog"]').waitFor({ state: 'detached' })
        await settle(page)
      },
    },
    { name: 'run SQL', weight: 3, act: async (page, chance) => (await startSql(page, chance.pick(short)), await idle(page)) },
    {
      name: 'cancel SQL',
      weight: 2,
      act: async (page, chance) => {
        await startSql(page, long)
        await page.waitForTimeout(chance.below(600))
        await press(page, '[data-action="cancel-sql"]:not([disabled])', 0)
        await idle(page)
      },
    },
    { name: 'switch dataset', weight: 3, act: async (page, chance) => (await changeAddress(page, { path: '/overview', parameters: { ...noFilter, data: chance.pick([null, 'songjiang-2023', ...own.keys()]) } }), await settle(page)) },
    {
      name: 'import',
      weight: 2,
      act: async (page, chance) => {
        if (own.size >= 2) return removeDataset(page, own, chance.pick([...own.keys()]))
        await changeAddress(page, { path: '/data', parameters: noFilter })
        await settle(page)
        const file = csvFile('soak.csv', ...Array.from({ length: 1 + chance.below(400) }, (_, index) => `${2020 + (index % 5)},部门${chance.below(9)},项目${index},${chance.below(1e6)}.${chance.below(10)},${chance.below(1e6)},${chance.below(1e6)}`))
        await choose(page, [file])
        await report(page)
        if (chance.below(3) === 0) {
          await page.click('[data-action="cancel-import"]')
          await settled(page, { view: 'data' })
          return
        }
        own.set(await confirm(page), new TextDecoder().decode(file.bytes))
        await page.click('[data-action="close-report"]')
        await settle(page)
      },
    },
  ]
}

/** Removes what was imported and goes back to where the soak began. */
export async function closeDatasets(page: Page, own: OwnDatasets): Promise<void> {
  for (const id of own.keys()) await removeDataset(page, own, id)
  await page.evaluate(() => void (location.hash = '#/overview'))
  await settle(page)
}
