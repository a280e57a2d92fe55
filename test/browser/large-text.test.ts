import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trustTally } from '../support/trust-record.ts'
import { overflow } from './barriers.ts'
import { expectQuiet, open, visit, type Visit } from './site.ts'
import { views } from './views.ts'

const tally = trustTally('access-text', { area: 'access', what: 'every view with the text of the browser at 200 %, and with wide spacing of letters, words and lines', unit: 'views' })
afterAll(() => tally.write())

/** Texts that are cut: taller or wider than the box that hides the rest, with no way to see it. */
function cutTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *, header *, nav *')].flatMap((element) => {
      const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
      // What is a pixel wide is there for screen readers alone.
      if (!hasText || element.clientWidth <= 1 || element.closest('svg, .visually-hidden, [aria-hidden="true"], .cm-editor') || element.getClientRects().length === 0) return []
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element)
      const isTall = overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 3
      const isWide = overflowX === 'hidden' && textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 3
      return isTall || isWide ? [`${element.tagName.toLowerCase()}.${element.className} ${element.textContent?.trim().slice(0, 30)}`] : []
    }),
  )
}

/** The spacing that WCAG 1.4.12 names, in the page. */
function widelySpaced(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }')
  document.adoptedStyleSheets = [sheet]
}

async function doubledText(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
}

describe.each([
  ['text at 200 %', doubledText],
  ['wide spacing', (page: Page) => page.addInitScript(widelySpaced)],
] as const)('%s', (name, prepare) => {
  let visitor: Visit
  beforeAll(async () => {
    visitor = await visit()
    await prepare(visitor.page)
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  it.each(views)('leaves %s whole', (_view, address) =>
    tally.attempt(async () => {
      const { page } = visitor
      await open(page, address)
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe(name === 'text at 200 %' ? '32px' : '16px')
      expect(await overflow(page)).toBe(0)
      expect(await cutTexts(page)).toEqual([])
    }),
  )
})
