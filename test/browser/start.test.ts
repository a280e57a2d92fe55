import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { open, visit, type Visit } from './site.ts'

/** Issue 7: script and style that arrive before the first picture, as they travel. */
const mostBytes = 350_000

interface Sent {
  readonly name: string
  /** Bytes that came over the wire, the head included: 0 from the cache. */
  readonly sent: number
  readonly body: number
  readonly plain: number
}

/** Script and style that the page asked for, of the engine nothing: it is asked for behind the picture. */
function codeUntil(visitor: Visit, end: 'first view' | 'now'): Promise<readonly Sent[]> {
  return visitor.page.evaluate((end) => {
    const [mark] = performance.getEntriesByName('jilan:first-view')
    const last = end === 'now' ? performance.now() : (mark?.startTime ?? 0)
    return performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name, startTime }) => startTime < last && /[.](js|css)$/.test(name) && !/duckdb/.test(name))
      .map(({ name, transferSize, encodedBodySize, decodedBodySize }) => ({ name: name.replace(/^.*[/]/, ''), sent: transferSize, body: encodedBodySize, plain: decodedBodySize }))
  }, end)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0)
}

describe('the start', () => {
  let visitor: Visit
  beforeAll(async () => {
    visitor = await visit()
    await visitor.page.addInitScript(() => performance.setResourceTimingBufferSize(2000))
    await open(visitor.page, '#/overview')
  })
  afterAll(() => visitor.close())

  it('takes less than 350 kB of script and style for the first picture, compressed on their way', async () => {
    const code = await codeUntil(visitor, 'first view')
    const list = code.toSorted((a, b) => b.body - a.body).map(({ name, body }) => `${body} ${name}`)
    expect(code.length).toBeGreaterThan(5)
    expect(sum(code.map(({ body }) => body)), list.join('\n')).toBeLessThan(mostBytes)
    expect(code.filter(({ body, plain }) => plain > 1500 && body > 0.7 * plain)).toEqual([])
  })

  it('brings no chart that the overview does not draw, no editor, no reader of files', async () => {
    const names = (await codeUntil(visitor, 'first view')).map(({ name }) => name.replace(/-[\w-]{8}[.]/, '.'))
    expect(names).toContain('first.js')
    expect(names.filter((name) => /^(scatter|box-plot|legend|canvas|SqlView|SqlDialog|ChoiceList|csv-cells|en)[.]js$/.test(name))).toEqual([])
  })

  it('asks for no script or style again on a second visit', async () => {
    const { page } = visitor
    await page.goto('about:blank')
    await open(page, '#/overview')
    const code = await codeUntil(visitor, 'now')
    expect(code.length).toBeGreaterThan(5)
    expect(code.filter(({ sent }) => sent > 0)).toEqual([])
    expect(inject('siteUrl')).toBe(new URL(page.url()).origin)
  })
})
