import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseText } from '@/import/parse-cell.ts'
import { readCsv } from '@/import/read-csv.ts'
import { readFiles } from '@/import/read-files.ts'
import { readXlsx } from '@/import/read-xlsx.ts'
import { toProjectId } from '@/domain/project-id.ts'
import { trustTally } from '../support/trust-record.ts'
import { asStored, hostileNames } from './hostile-names.ts'
import { choose, confirm, csvFile, downloaded, report } from './import-files.ts'
import { expectQuiet, open, tableRows, visit, type Visit } from './site.ts'
import { idle, runText } from './sql-workbench.ts'

const data = 'data=broken/hostile/manifest.json'
const names = hostileNames.map(asStored)
const tally = trustTally('hostile-names', { area: 'content', what: `${names.length} names of HTML, script, chart and message marks, formulas, 10,000 characters; in every table, chart, tooltip and export, at 1440 and 390`, unit: 'names × views' })
afterAll(() => tally.write())

/** What a browser makes of white space, and drawing of marks that don't show. */
const plain = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Fails where anything in the page came from a name: an element, a dialog, a request, an error, a width that is not the page's. */
async function expectPlain(visitor: Visit): Promise<void> {
  const { page } = visitor
  expectQuiet(visitor)
  expect(await page.evaluate(() => [...document.querySelectorAll('img[src="x"], iframe, script:not([src]), svg[onload], [onerror]')].map((element) => element.outerHTML))).toEqual([])
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth <= clientWidth ? [] : [...document.querySelectorAll('main *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1 && !element.closest('table, .cm-editor')).slice(0, 5).map((element) => `${element.tagName}.${element.className}`)
  })
  expect(wide).toEqual([])
  expect(await page.evaluate(() => Object.keys(Object.assign(Object.create(null), Object.prototype))), 'written into every object').toEqual([])
  // A message that is missing shows its key.
  expect(/(?:^|\s)(?:common|column|overview|drill|cuts|audit|report|sql|data|trends|drift|explain|watchlist)(?:\.[a-z_]+)+(?:\s|$)/.exec(await page.locator('main').innerText())).toBeNull()
}

/** Moves the pointer over every chart until a tooltip is raised; gives the texts. */
async function tooltips(page: Page): Promise<readonly string[]> {
  const texts: string[] = []
  for (const chart of await page.locator('main figure[data-chart] .drawing').all()) {
    await chart.scrollIntoViewIfNeeded()
    const box = await chart.boundingBox()
    if (!box) continue
    const spots = [0.15, 0.3, 0.45, 0.6, 0.75, 0.9].flatMap((x) => [0.25, 0.5, 0.7].map((y) => [x, y] as const))
    for (const [x, y] of spots) {
      await page.mouse.move(box.x + box.width * x, box.y + box.height * y)
      const shown = await chart.locator('.chart-tip').locator('..').filter({ visible: true }).allInnerTexts()
      texts.push(...shown)
      if (shown.length > 0) break
    }
  }
  return texts
}

const routes = ['overview', 'departments', 'projects', 'indicators', 'cuts', 'watchlist', 'compare?compare=department&', 'compare?compare=region&', 'audit', 'report', 'sql', 'data']
const addressOf = (route: string) => `#/${route}${route.includes('?') ? '' : '?'}${data}`

describe.each([
  [1440, 'zh'],
  [390, 'en'],
] as const)('names that mean something elsewhere are names, at %d in %s', (width, lang) => {
  let visitor: Visit
  beforeAll(async () => void (visitor = await visit({ width, height: 900 })))
  afterAll(() => visitor.close())

  it.each(routes)('%s', (route) =>
    tally.attempt(async () => {
      const { page } = visitor
      tally.add({ tried: names.length - 1 })
      await open(page, `${addressOf(route)}&lang=${lang}`)
      await expectPlain(visitor)
      for (const text of await tooltips(page)) expect(text).not.toMatch(/undefined|\[object|NaN/)
      await expectPlain(visitor)
    }),
  )

  // On a narrow screen the two that are long are enough: the others are the same text there.
  const tried = names.map((name, place) => [JSON.stringify(name).slice(0, 60), place] as const).filter(([, place]) => width > 600 || (names[place] ?? '').length > 1000)
  it.each(tried)('%s as a department, a project, an indicator and a filter', (_, place) =>
    tally.attempt(async () => {
      const { page } = visitor
      const name = names[place] ?? ''
      const at = (step: number) => names[(place + step) % names.length] ?? ''
      const id = toProjectId({ region: at(2), department: name, unit: at(1), project: name })
      for (const address of [`#/department/${encodeURIComponent(name)}?${data}`, `#/project/${id}?${data}`, `#/indicator/${encodeURIComponent(name)}?${data}`, `#/overview?${data}&department=${encodeURIComponent(name)}`]) {
        tally.add({ tried: 1 })
        await open(page, `${address}&lang=${lang}`)
        expect(plain((await page.locator('main').textContent()) ?? '')).toContain(plain(name))
        await expectPlain(visitor)
      }
    }),
  )
})

describe('tables and exports of hostile names', () => {
  let visitor: Visit
  beforeAll(async () => void (visitor = await visit()))
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
  })

  it.each([
    ['departments', 'departments', 'department'],
    ['projects', 'projects', 'project'],
    ['indicators', 'indicators', 'level3'],
  ])('%s has every name as it is, on the page, in CSV and in XLSX', (route, table, column) =>
    tally.attempt(async () => {
      const { page } = visitor
      await open(page, `#/${route}?${data}`)
      const rows = await tableRows(page, table)
      const shown = rows.map(({ key, cells }) => cells[column] ?? key)
      expect(shown.toSorted()).toEqual(names.toSorted())
      const button = (action: string) => page.locator(`main [data-action="${action}"]`).last()
      const csv = readCsv(new TextDecoder().decode((await downloaded(page, () => button('export-csv').click())).bytes))
      const xlsx = await readXlsx((await downloaded(page, () => button('export-xlsx').click())).bytes)
      if ('problem' in xlsx) throw new Error(xlsx.problem)
      for (const sheet of [csv.sheet, xlsx.sheets[0]?.table]) {
        const cells = new Set(sheet?.rows.flatMap((row) => row.cells.map(plain)))
        expect(names.filter((name) => !cells.has(plain(name)))).toEqual([])
      }
      tally.add({ tried: names.length * 3 })
    }),
  )

  it('a chart is saved as image, SVG and CSV with the names as text', () =>
    tally.attempt(async () => {
      const { page } = visitor
      await open(page, `#/overview?${data}`)
      const chart = page.locator('figure[data-chart="ranking"]')
      const png = await downloaded(page, () => chart.locator('[data-action="export-image"]').click())
      expect(Buffer.from(png.bytes.subarray(1, 4)).toString()).toBe('PNG')
      const svg = new TextDecoder().decode((await downloaded(page, () => chart.locator('[data-action="export-svg"]').click())).bytes)
      // The largest are drawn: names of the language, the right-to-left one and those of 10,000 characters among them.
      for (const name of ['__proto__', 'constructor', 'toString']) expect(svg).toContain(`>${name}</text>`)
      expect(await page.evaluate((text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent ?? null, svg)).toBeNull()
      expect(svg).not.toMatch(/<(?:img|script|iframe)|onload=|onerror="alert/)
      const csv = new TextDecoder().decode((await downloaded(page, () => chart.locator('[data-action="export-csv"]').click())).bytes)
      for (const name of ['__proto__', 'constructor', 'toString']) expect(csv).toContain(`\r\n${name},`)
    }),
  )

  it('the workbench shows, sorts, charts and exports them', () =>
    tally.attempt(async () => {
      const { page } = visitor
      await open(page, `#/sql?${data}`)
      const error = await runText(page, 'SELECT DISTINCT department, CAST(-5 AS DECIMAL(5,2)) AS "=1+1" FROM project_year ORDER BY department')
      await idle(page)
      expect(error).toBeNull()
      expect(await page.locator('[data-table="sql-result"]').getAttribute('data-row-count')).toBe(String(names.length))
      const csv = new TextDecoder().decode((await downloaded(page, () => page.click('[data-action="export-csv"]'))).bytes)
      const read = readCsv(csv).sheet.rows
      expect(read[0]?.cells).toEqual(['department', '=1+1'])
      expect(csv).toContain("department,'=1+1")
      expect(read.slice(1).map(({ cells }) => cells[0]).toSorted()).toEqual(names.toSorted())
      expect(new Set(read.slice(1).map(({ cells }) => cells[1]))).toEqual(new Set(['-5.00']))
      const xlsx = await readXlsx((await downloaded(page, () => page.click('[data-action="export-xlsx"]'))).bytes)
      if ('problem' in xlsx) throw new Error(xlsx.problem)
      expect(xlsx.sheets[0]?.table.rows.slice(1).map(({ cells }) => plain(cells[0] ?? '')).toSorted()).toEqual(names.map(plain).toSorted())
      await expectPlain(visitor)
    }),
  )

  it('the whole dataset goes out and comes back in with every name', () =>
    tally.attempt(async () => {
      const { page } = visitor
      await open(page, `#/data?${data}`)
      const row = page.locator('[data-table="datasets"] tr[data-key*="hostile"]')
      for (const format of ['csv', 'xlsx']) {
        await row.locator('[data-action="export-dataset"]').click()
        const file = await downloaded(page, () => page.click(`[data-action="export-dataset-${format}"]`))
        expect(file.name).not.toMatch(/[<>:"/\\|?*]/)
        const read = await readFiles([{ name: file.name, bytes: file.bytes }])
        const kept = new Set(read.flatMap((each) => each.rows.project_year.map(({ project }) => project)))
        expect(names.filter((name) => !kept.has(parseText(name) ?? ''))).toEqual([])
      }
    }),
  )

  it('files of such names, with such names in them, are imported', () =>
    tally.attempt(async () => {
      const { page } = visitor
      await open(page, '#/data')
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
      const files = names.slice(0, 12).map((name, place) => csvFile(`${name.replaceAll('/', '∕')}.csv`, `2023,${quoted(name)},${quoted(names[place + 1] ?? '')},many,90,80`, `2023,${quoted(name)},x,=1+1,90,80`))
      await choose(page, files)
      const told = await report(page)
      expect([told.forms, told.errors]).toEqual([0, 24])
      expect(plain(await page.locator('[data-report="import"]').innerText())).toContain('<img src=x onerror="alert(1)">.csv')
      await expectPlain(visitor)
      await page.click('[data-action="cancel-import"]')
      await choose(page, names.slice(0, 12).map((name, place) => csvFile(`${name.replaceAll('/', '∕')}.csv`, `2023,${quoted(name)},${quoted(names[place + 1] ?? '')},100,90,80`)))
      expect(await report(page)).toMatchObject({ errors: 0 })
      const id = await confirm(page)
      await open(page, `#/departments?data=${id}`)
      expect((await tableRows(page, 'departments')).map(({ key }) => key).toSorted()).toEqual(names.slice(0, 12).toSorted())
      await expectPlain(visitor)
    }),
  )
})
