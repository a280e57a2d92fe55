import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trustTally } from '../support/trust-record.ts'
import { expectQuiet, open, settled, visit, type Visit } from './site.ts'
import { idOf, truth } from './truth.ts'
import { views } from './views.ts'

const tally = trustTally('access-keyboard', { area: 'access', what: 'the keyboard alone: every stop of Tab in every view, both ways, its order and that it is seen; menus and dialogs; focus and title after a change of view', unit: 'walks' })
afterAll(() => tally.write())

interface Stop {
  readonly what: string
  /** Whether it comes after the stop before it in the document. */
  readonly isAfter: boolean
  readonly isFirst: boolean
  readonly isMarked: boolean
  readonly isCovered: boolean
}

/** Where the focus is, and whether a person sees it there. Null when it has left the page. */
function stop(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement) || focused === document.body) return null
    const label = focused.matches('.visually-hidden') ? (focused.closest('label') ?? focused.previousElementSibling) : null
    const seen = label instanceof HTMLElement ? label : focused
    const box = seen.getBoundingClientRect()
    // What is larger than the window is seen by its part in the window.
    const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)]
    const [width, height] = [Math.min(innerWidth, box.right) - left, Math.min(innerHeight, box.bottom) - top]
    const walked = globalThis as unknown as { stops?: { readonly first: Element; readonly last: Element } }
    const { first, last } = walked.stops ?? { first: focused, last: focused }
    walked.stops = { first, last: focused }
    const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]].map(([x = 0, y = 0]) => document.elementFromPoint(left + width * x, top + height * y))
    const isMarked = [seen, seen.closest('.cm-editor')].some((element) => {
      if (!element) return false
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
    })
    return {
      what: `${focused.tagName.toLowerCase()} ${focused.getAttribute('data-action') ?? focused.getAttribute('data-filter') ?? focused.getAttribute('aria-label') ?? focused.textContent?.trim().slice(0, 30)}`,
      // Long tables take the rows that are out of sight out of the document.
      isAfter: !last.isConnected || last === focused || (last.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
      isFirst: focused === first,
      isMarked,
      isCovered: !points.some((hit) => hit !== null && (seen.contains(hit) || hit.contains(seen))),
    }
  })
}

/** All stops from the top of the page to its end, or back: long tables are leapt over, the editor is left by Escape. */
async function walk(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<readonly Stop[]> {
  const stops: Stop[] = []
  await page.evaluate(() => Object.assign(globalThis, { stops: undefined }))
  for (let turn = 0; turn < 400; turn += 1) {
    if (stops.at(-1)?.what.includes('SQL 编辑器')) await page.keyboard.press('Escape')
    await page.keyboard.press(key)
    const next = await stop(page)
    if (next === null || (next.isFirst && stops.length > 0)) return stops
    stops.push(next)
    if (next.what === (key === 'Tab' ? 'button skip-table' : 'button skip-back')) {
      await page.keyboard.press('Enter')
      const other = await stop(page)
      if (other) stops.push(other)
    }
  }
  throw new Error(`${key} never came to an end: ${stops.slice(-3).map(({ what }) => what).join(', ')}`)
}

const names = (stops: readonly Stop[], wrong: (each: Stop) => boolean) => stops.filter(wrong).map(({ what }) => what)

describe('the keyboard alone', () => {
  let visitor: Visit
  let page: Page
  beforeAll(async () => {
    // A low window, where bars that stay in place cover most.
    visitor = await visit({ width: 1200, height: 560 })
    page = visitor.page
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  it.each(views)('walks through %s in order, and sees where it is', (_view, address) =>
    tally.attempt(async () => {
      await page.goto('about:blank')
      await open(page, address)
      const forward = await walk(page, 'Tab')
      expect(forward[0]?.what).toContain('跳到正文')
      const back = await walk(page, 'Shift+Tab')
      const wrong = { outOfOrder: names(forward, ({ isAfter }) => !isAfter), unmarked: names(forward, ({ isMarked }) => !isMarked), covered: names([...forward, ...back], ({ isCovered }) => isCovered) }
      expect(wrong).toEqual({ outOfOrder: [], unmarked: [], covered: [] })
    }),
  )

  it('goes down a long table and up again, and sees every row that it comes to', () =>
    tally.attempt(async () => {
      await page.goto('about:blank')
      await open(page, '#/projects')
      await page.locator('[data-action="skip-table"]').focus()
      const stops: Stop[] = []
      for (let turn = 0; turn < 120; turn += 1) {
        await page.keyboard.press(turn < 60 ? 'Tab' : 'Shift+Tab')
        const next = await stop(page)
        if (next) stops.push(next)
      }
      expect(stops.length).toBe(120)
      expect(names(stops, ({ isCovered }) => isCovered)).toEqual([])
    }))

  it('skips to the content', () =>
    tally.attempt(async () => {
      await page.goto('about:blank')
      await open(page, '#/overview?data=songjiang-2023')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    }))

  it('is at the heading of the view that opened, and the title says it', () =>
    tally.attempt(async () => {
      const form = truth[0]
      await open(page, '#/overview?data=songjiang-2023')
      for (const [view, address, heading] of [
        ['projects', '#/projects?data=songjiang-2023', '项目'],
        ['project', `#/project/${form ? idOf(form) : ''}?data=songjiang-2023`, form?.project],
        ['audit', '#/audit?data=songjiang-2023&lang=en', 'Self-evaluation'],
      ] as const) {
        await page.evaluate((to) => location.assign(to), address)
        await settled(page, { view })
        expect(await page.evaluate(() => [document.activeElement?.tagName, document.activeElement?.firstChild?.textContent?.trim()])).toEqual(['H1', await page.locator('main h1').evaluate((h1) => h1.firstChild?.textContent?.trim())])
        expect(await page.title()).toContain(heading)
      }
    }))

  it('does not lose what it was typing in when a filter changes the same view', () =>
    tally.attempt(async () => {
      await open(page, '#/overview?data=songjiang-2023&lang=zh')
      await page.locator('[data-action="toggle-theme"]').focus()
      await page.keyboard.press('Enter')
      await page.locator('html[data-theme="dark"]').waitFor()
      await settled(page, { view: 'overview' })
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('toggle-theme')
    }))

  it.each([
    ['#/overview?data=songjiang-2023', 'header [data-filter="data"]'],
    ['#/overview?from=2025', 'header [data-filter="years"]'],
    ['#/projects?from=2025', 'header [data-filter="department"]'],
    ['#/overview?data=songjiang-2023', 'figure[data-chart="ranking"] [data-action="show-sql"]'],
    ['#/cuts?from=2025', 'main [data-filter="min_cut"]'],
    ['#/cuts?from=2025', '[data-action="box-amounts"]'],
    ['#/audit?from=2025', '[data-action="edit-rules"]'],
    ['#/audit?from=2025', '[data-action="mark"]'],
    ['#/data?data=songjiang-2023', 'tr[data-key="songjiang-2023"] [data-action="export-dataset"]'],
  ])('opens, stays in and leaves what %s opens by %s', (address, selector) =>
    tally.attempt(async () => {
      await open(page, address)
      const trigger = page.locator(selector).first()
      await trigger.focus()
      await page.keyboard.press('Enter')
      await page.locator('[role="dialog"]').waitFor()
      await page.waitForFunction(() => document.activeElement?.closest('[role="dialog"]'))
      for (let turn = 0; turn < 4; turn += 1) await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)).toBe(true)
      await page.keyboard.press('Escape')
      await page.locator('[role="dialog"]').waitFor({ state: 'detached' })
      expect(await trigger.evaluate((element) => element === document.activeElement)).toBe(true)
    }),
  )

  it('says in numbers what the brush of the scatter draws', () =>
    tally.attempt(async () => {
      await open(page, '#/cuts?from=2025')
      await page.locator('[data-action="box-amounts"]').focus()
      await page.keyboard.press('Enter')
      await page.locator('[data-filter="initial-from"]').fill('100')
      await page.locator('[data-filter="initial-to"]').fill('500')
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => location.hash.includes('box=1000000%2C5000000%2C0%2C1000000000000000') || location.hash.includes('box=1000000,5000000,0,1000000000000000'))
      await page.locator('[data-filter="box"]').waitFor()
    }))

  it('filters by the text itself, by the last choice of the search', () =>
    tally.attempt(async () => {
      await open(page, '#/projects?data=songjiang-2023')
      await page.keyboard.press('/')
      await page.keyboard.type('法律')
      await page.locator('[role="option"][data-kind="project"]').first().waitFor()
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => decodeURIComponent(location.hash).includes('q=法律'))
    }))
})
