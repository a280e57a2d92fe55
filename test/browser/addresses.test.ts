import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { charts, expectQuiet, figures, open, settled, tableRows, visit, type Visit } from './site.ts'
import { idOf, truth } from './truth.ts'

const form = truth[3]
const department = encodeURIComponent(form?.department ?? '')
const project = form ? idOf(form) : ''
const level3 = encodeURIComponent(form?.indicators[0]?.level3 ?? '')
const real = 'data=songjiang-2023'

/** What a person sees of a view: its figures, its tables' keys, its charts. */
async function seen(page: Page) {
  const tables = await page.locator('main [data-table]').evaluateAll((elements) => elements.map((element) => [element.getAttribute('data-table'), [...element.querySelectorAll('[data-key]')].slice(0, 40).map((row) => row.getAttribute('data-key'))]))
  return { figures: await figures(page), charts: await charts(page), tables }
}

describe('addresses', () => {
  let visitor: Visit
  let page: Page
  beforeAll(async () => {
    visitor = await visit()
    page = visitor.page
    await open(page, `#/overview?${real}`)
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  it('come back with Back, one level at a time, and go again with Forward', async () => {
    const overview = await seen(page)
    await open(page, `#/department/${department}?${real}`)
    const ofDepartment = await seen(page)
    await page.locator(`[data-table="projects"] [data-key="${project}"] a`).first().click()
    await settled(page, { view: 'project' })
    const ofProject = await seen(page)
    await page.goBack()
    await settled(page, { view: 'department' })
    expect(await seen(page)).toEqual(ofDepartment)
    await page.goBack()
    await settled(page, { view: 'overview' })
    expect(await seen(page)).toEqual(overview)
    await page.goForward()
    await page.goForward()
    await settled(page, { view: 'project' })
    expect(await seen(page)).toEqual(ofProject)
  })

  it('keep a filter that only the dataset has which they change to', async () => {
    await open(page, `#/overview?${real}`)
    await open(page, `#/overview?data=demo-city&department=${encodeURIComponent('霁川市教育局')}`)
    expect(new URL(page.url()).hash).toContain('department=')
    expect((await figures(page))['department_count']).toBe('1')
    await open(page, `#/overview?${real}`)
    // The site's first dataset, which the address need not name.
    await open(page, `#/overview?department=${encodeURIComponent('霁川市教育局')}`)
    expect(new URL(page.url()).hash).toContain('department=')
    expect((await figures(page))['department_count']).toBe('1')
  })

  it('carry a filter that was chosen, and Back takes it off', async () => {
    await open(page, '#/overview')
    const before = await figures(page)
    await open(page, '#/overview?from=2024&to=2025')
    const narrowed = await figures(page)
    expect(narrowed['form_count']).not.toBe(before['form_count'])
    await page.goBack()
    await settled(page, { view: 'overview' })
    expect(await figures(page)).toEqual(before)
  })

  it.each(['overview', 'departments', `department/${department}`, 'projects', `project/${project}`, 'indicators', `indicator/${level3}`])('reopen %s as it was', async (route) => {
    const address = `#/${route}?${real}&min_cut=0.5&lang=en&theme=dark`
    await open(page, address)
    const first = await seen(page)
    expect(new URL(page.url()).hash).toBe(address)
    const again = await visit()
    await open(again.page, address)
    expect(await seen(again.page)).toEqual(first)
    expect(await again.page.locator('html').getAttribute('lang')).toBe('en')
    expectQuiet(again)
    await again.close()
  })

  it('are not answered yet while the words of their language are on their way', async () => {
    const visitor = await visit()
    const { page } = visitor
    await open(page, '#/overview?lang=zh')
    let bring = () => {}
    const held = new Promise<void>((resolve) => (bring = resolve))
    await page.route(/\/assets\/en-[^/]+\.js/, async (route) => {
      await held
      await route.continue()
    })
    await page.evaluate(() => void (location.hash = '#/overview?lang=en&from=2024'))
    await page.locator('main[data-state="loading"]').waitFor()
    bring()
    await settled(page, { view: 'overview' })
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expectQuiet(visitor)
    await visitor.close()
  })

  it('change with the dataset picker, and the figures with them', async () => {
    await open(page, '#/overview?lang=zh')
    await page.locator('header').getByRole('button', { name: /数据集/ }).click()
    await page.getByRole('option', { name: /松江/ }).click()
    await page.locator('[data-metric="form_count"][data-value="6"]').first().waitFor()
    await settled(page, { view: 'overview' })
    expect(page.url()).toContain(real)
    expect(await page.locator('[data-banner="synthetic"]').count()).toBe(0)
  })
})

describe('the keyboard alone', () => {
  let visitor: Visit
  let page: Page
  beforeAll(async () => {
    visitor = await visit()
    page = visitor.page
    await open(page, `#/overview?${real}`)
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  /** Presses Tab until a link of a table with that text has the focus. */
  async function tabTo(text: string): Promise<void> {
    for (let turn = 0; turn < 150; turn += 1) {
      const focused = await page.evaluate(() => document.activeElement?.closest('[data-table]') && document.activeElement.tagName === 'A' ? document.activeElement.textContent : null)
      if (focused?.trim() === text) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab never came to ${text}`)
  }

  it('drills from the overview to an indicator and back', async () => {
    await open(page, `#/overview?${real}`)
    await tabTo(form?.department ?? '')
    await page.keyboard.press('Enter')
    await settled(page, { view: 'department' })
    await tabTo(form?.project ?? '')
    await page.keyboard.press('Enter')
    await settled(page, { view: 'project' })
    await tabTo(form?.indicators[1]?.level3 ?? '')
    await page.keyboard.press('Enter')
    await settled(page, { view: 'indicator' })
    expect(decodeURIComponent(page.url())).toContain(form?.indicators[1]?.level3 ?? '')
    for (const view of ['project', 'department', 'overview']) {
      await page.goBack()
      await settled(page, { view })
    }
  })

  it('finds a project by / and Enter', async () => {
    await open(page, `#/overview?${real}`)
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('search')
    await page.keyboard.type('法律')
    await page.locator(`[role="option"][data-key="${project}"]`).waitFor()
    const hits = await page.locator('[role="option"]').evaluateAll((options) => options.map((option) => [option.getAttribute('data-kind'), option.getAttribute('data-key')]))
    const at = hits.findIndex(([kind, key]) => kind === 'project' && key === project)
    for (let step = 0; step < at; step += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await settled(page, { view: 'project' })
    expect(page.url()).toContain(`#/project/${project}`)
  })

  it('reads a chart as a table with the same numbers', async () => {
    await open(page, `#/department/${department}?${real}`)
    const chart = page.locator('figure[data-chart="ranking"]')
    await chart.locator('[data-action="toggle-table"]').focus()
    await page.keyboard.press('Enter')
    const rows = await tableRows(page, 'ranking-table')
    expect(rows.map(({ cells }) => cells['executed']).toSorted()).toEqual(truth.map(({ executed }) => executed).toSorted())
  })
})

describe('a click on a mark', () => {
  it('goes one level down', async () => {
    const visitor = await visit()
    const { page } = visitor
    await open(page, `#/department/${department}?${real}`)
    await page.locator('figure[data-chart="ranking"]').evaluate((chart) => chart.scrollIntoView({ block: 'center' }))
    const bars = page.locator('figure[data-chart="ranking"] svg path')
    // The longest bar is the largest project: its box is wide and flat.
    const boxes = await bars.evaluateAll((paths) => paths.map((path) => path.getBoundingClientRect()).map(({ x, y, width, height }) => ({ x, y, width, height })))
    const [bar] = boxes.filter(({ width, height }) => height > 4 && height < 40 && width > 60).toSorted((a, b) => b.width - a.width)
    expect(bar).toBeDefined()
    if (bar) await page.mouse.click(bar.x + 30, bar.y + bar.height / 2)
    await settled(page, { view: 'project' })
    const largest = truth.toSorted((a, b) => Number(b.initial_budget) - Number(a.initial_budget))[0]
    expect(page.url()).toContain(largest ? idOf(largest) : 'none')
    expectQuiet(visitor)
    await visitor.close()
  })
})
