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
  /** Its place among all elements of the document: grows on the way forward. */
  readonly place: number
  readonly isMarked: boolean
  readonly isCovered: boolean
  readonly isSmall: boolean
}

/** Where the focus is, and whether a person sees it there. Null when it has left the page. */
function stop(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement) || focused === document.body) return null
    const label = focused.matches('.visually-hidden') ? (focused.closest('label') ?? focused.previousElementSibling) : null
    const seen = label instanceof HTMLElement ? label : focused
    const { left, top, width, height } = seen.getBoundingClientRect()
    const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]].map(([x = 0, y = 0]) => document.elementFromPoint(left + width * x, top + height * y))
    const style = getComputedStyle(seen)
    const before = getComputedStyle(seen, '::before')
    const isMarked = [style, before].some(({ outlineStyle, outlineWidth, boxShadow }) => (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none') || seen.closest('.cm-focused, :focus-within.grid') !== null
    const inText = style.display === 'inline' && seen.parentElement?.textContent?.trim() !== seen.textContent?.trim()
    return {
      what: `${focused.tagName.toLowerCase()} ${focused.getAttribute('data-action') ?? focused.getAttribute('data-filter') ?? focused.getAttribute('aria-label') ?? focused.textContent?.trim().slice(0, 30)}`,
      place: [...document.querySelectorAll('*')].indexOf(focused),
      isMarked,
      isCovered: !points.some((hit) => hit !== null && (seen.contains(hit) || hit.contains(seen))),
      isSmall: !inText && width < 24 && height < 24,
    }
  })
}

/** All stops from the top of the page to its end, or back. */
async function walk(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<readonly Stop[]> {
  const stops: Stop[] = []
  for (let turn = 0; turn < 900; turn += 1) {
    await page.keyboard.press(key)
    const next = await stop(page)
    if (next === null || next.place === stops[0]?.place) return stops
    stops.push(next)
  }
  throw new Error(`${key} never came to an end: ${stops.slice(-3).map(({ what }) => what).join(', ')}`)
}

const names = (stops: readonly Stop[], wrong: (each: Stop, index: number) => boolean) => stops.filter(wrong).map(({ what }) => what)

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
      // The editor of the workbench keeps Tab for itself until Escape is pressed.
      expect(names(forward, ({ place }, index) => place < (forward[index - 1]?.place ?? -1))).toEqual([])
      expect(names(forward, ({ isMarked }) => !isMarked)).toEqual([])
      expect(names(forward, ({ isCovered }) => isCovered)).toEqual([])
      expect(names(forward, ({ isSmall }) => isSmall)).toEqual([])
      const back = await walk(page, 'Shift+Tab')
      expect(names(back, ({ isCovered }) => isCovered)).toEqual([])
    }),
  )

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
