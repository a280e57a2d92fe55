import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cells, downloaded, idle, openWorkbench, result, runText, write } from './sql-workbench.ts'
import { expectQuiet, figures, open, settled, tableRows, visit, type Visit } from './site.ts'

let visitor: Visit
beforeEach(async () => {
  visitor = await visit()
})
afterEach(async () => {
  expectQuiet(visitor)
  await visitor.close()
})

describe('the workbench', () => {
  it('answers with exact values, elapsed time and row count', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023&lang=zh')
    expect(await runText(page, 'SELECT department, sum(initial_budget) AS initial_budget, sum(cut) AS cut FROM project_metrics GROUP BY department')).toBeNull()
    expect((await cells(page))[0]?.slice(1)).toEqual(['62982490.00', '4651454.43'])
    expect(Number(await result(page).getAttribute('data-elapsed-ms'))).toBeGreaterThan(0)
    expect(await result(page).getAttribute('data-row-count')).toBe('1')
    // The department leads to its page.
    await result(page).locator('[data-column="department"] a').click()
    await settled(page, { view: 'department' })
    // And on the way back the answer is still there.
    await page.goBack()
    await settled(page, { view: 'sql' })
    expect((await cells(page))[0]?.slice(1)).toEqual(['62982490.00', '4651454.43'])
  })

  it('runs the statement under the cursor by Ctrl+Enter, the selection, or all', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023')
    await write(page, 'SELECT 1 AS one;\nSELECT 2 AS two;')
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Control+Enter')
    await page.locator('[data-table="sql-result"] [data-column="one"][data-value="1"]').waitFor()
    expect(await cells(page)).toEqual([['1']])
    await page.locator('[data-testid="sql-editor"] .cm-content').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Control+Enter')
    await page.locator('[data-table="sql-result"] [data-column="two"]').waitFor()
    await page.locator('[data-action="run-all-sql"]').click()
    await page.getByRole('button', { name: /语句 1/ }).click()
    await page.locator('[data-table="sql-result"] [data-column="one"][data-value="1"]').waitFor()
    expect(await cells(page)).toEqual([['1']])
  })

  it('underlines the error where DuckDB points at, in words', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023')
    const error = await runText(page, "SELECT '项目' AS a,\n  nope\nFROM project_year")
    expect(error).toMatchObject({ kind: 'binder' })
    expect(error?.words).toContain('第 2 行')
    expect(await page.locator('.cm-lintRange-error').innerText()).toBe('nope')
  })

  it('takes $from and $to from the page, and other parameters from a form', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=demo-city&from=2020&to=2021')
    expect(await runText(page, 'SELECT DISTINCT year FROM project_year WHERE year BETWEEN $from AND $to ORDER BY year')).toBeNull()
    expect(await cells(page)).toEqual([['2020'], ['2021']])
    await write(page, "SELECT $word || '' AS w, '$word' AS quoted")
    await page.locator('[data-parameter="word"] input').fill("o'neil; DROP TABLE project_year")
    await page.locator('[data-action="run-sql"]').click()
    await idle(page)
    expect(await cells(page)).toEqual([["o'neil; DROP TABLE project_year", '$word']])
  })

  it('streams: the first rows of a million are there before the last, and the grid scrolls to any', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023')
    await runText(page, 'SELECT 1 AS warm')
    await write(page, "SELECT i, '项目' || (i % 1000) AS project, (i * 1.5)::DECIMAL(18,2) AS amount, md5(i::VARCHAR) AS h FROM range(1000000) r(i)")
    const counts = page.evaluate(async () => {
      const seen: number[] = []
      const before = performance.now()
      while (performance.now() - before < 30_000) {
        const table = document.querySelector('[data-table="sql-result"]')
        if (table?.querySelector('[data-column="h"][data-value]:not([data-value=""])')) seen.push(Number(table.getAttribute('data-row-count')))
        if (seen.at(-1) === 1_000_000) break
        await new Promise((done) => setTimeout(done, 10))
      }
      return seen
    })
    await page.locator('[data-action="run-sql"]').click()
    const seen = await counts
    expect(seen[0]).toBeLessThan(1_000_000)
    expect(seen.at(-1)).toBe(1_000_000)
    await idle(page)
    await result(page).evaluate((element) => element.scrollTo(0, element.scrollHeight))
    await result(page).locator('[data-key="1000000"] [data-value="1499998.50"]').waitFor()

    // Sort and filter reach the whole of it.
    await result(page).locator('[data-head="amount"] .sorter').click()
    await result(page).locator('[data-key="1"] [data-column="i"][data-value="999999"]').waitFor()
    await page.locator('.find[type="search"]').last().fill('项目999')
    await page.locator('[data-role="filtered-count"]').waitFor()
    await page.locator('[data-table="sql-result"][data-row-count="1000"]').waitFor()
  })

  it('leaves a million-row result alone while someone types', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023')
    await runText(page, "SELECT i, '项目' || i AS s, (i * 1.5)::DECIMAL(18,2) AS d FROM range(1000000) r(i)")
    await page.locator('[data-testid="sql-editor"] .cm-content').click()
    await page.keyboard.press('Control+End')
    await page.evaluate(() => {
      const changes: string[] = []
      Object.assign(window, { resultChanges: changes })
      const table = document.querySelector('[data-table="sql-result"]')
      if (!table) throw new Error('no result')
      new MutationObserver((records) => changes.push(...records.map((record) => record.type))).observe(table, { subtree: true, childList: true, characterData: true, attributes: true })
    })
    await page.keyboard.type('-- typed while the rows stay', { delay: 10 })
    await page.waitForTimeout(600)
    expect(await page.locator('[data-testid="sql-editor"] .cm-content').innerText()).toContain('typed while the rows stay')
    // A key press costs what the editor does with it: nothing of the grid is drawn again.
    expect(await page.evaluate(() => (window as unknown as { resultChanges: string[] }).resultChanges)).toEqual([])
  })

  it('sums a column up, with its histogram', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023')
    await runText(page, 'SELECT initial_budget, full_year_budget FROM project_year')
    await result(page).locator('[data-head="initial_budget"] .more').click()
    await page.locator('[data-summary="count"]').waitFor()
    expect(await page.locator('[data-summary="count"]').innerText()).toBe('6')
    expect(await page.locator('[data-summary="absent"]').innerText()).toBe('0')
    await page.locator('[data-summary="histogram"]').waitFor()
  })

  it('copies a range as TSV', async () => {
    const { page } = visitor
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await openWorkbench(page, 'data=songjiang-2023')
    await runText(page, "SELECT * FROM (VALUES (1.10::DECIMAL(18,2), 'a' || chr(9) || 'b'), (2.20, NULL)) t(d, s)")
    await result(page).locator('[data-column="d"]').first().click()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+c')
    await page.getByText('已复制').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('d\ts\n1.10\t"a\tb"\n2.20\t')
  })

  it('draws a chart, proposed and chosen, and shows its numbers as a table', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=demo-city')
    await runText(page, 'SELECT year, sum(executed) AS executed, sum(full_year_budget) AS full_year_budget FROM project_year GROUP BY year ORDER BY year')
    await page.locator('[data-action="view-chart"]').click()
    await page.locator('figure[data-chart="sql-chart"][data-points="12"]').waitFor()
    for (const kind of ['bar', 'stacked-bar', 'scatter', 'histogram', 'heatmap', 'box-plot', 'line']) {
      await page.locator('[data-chart-choice="kind"]').selectOption(kind)
      await page.locator('figure[data-chart="sql-chart"] svg, figure[data-chart="sql-chart"] canvas').first().waitFor()
    }
    await page.locator('figure[data-chart="sql-chart"] [data-action="toggle-table"]').click()
    expect((await tableRows(page, 'sql-chart-table')).length).toBe(12)
  })

  it('reads plans as a tree with times', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=demo-city')
    await write(page, 'SELECT department, count(*) FROM project_year WHERE year > $from GROUP BY department')
    await page.locator('[data-action="explain-sql"]').click()
    await page.locator('[data-role="plan"] [role="treeitem"]').first().waitFor()
    expect(await page.locator('[data-plan="seconds"]').count()).toBeGreaterThan(1)
  })

  it('makes a column wider, narrower and as wide as its content, without dragging, by mouse and by keyboard', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023')
    expect(await runText(page, `SELECT 1 AS n, '${'长'.repeat(60)}' AS words`)).toBeNull()
    const head = page.locator('[data-head="words"]')
    const width = () => head.evaluate((element) => element.getBoundingClientRect().width)
    const first = await width()
    await head.locator('button[aria-haspopup]').click()
    await page.locator('[data-action="column-wider"]').click()
    expect(await width()).toBe(first + 48)
    await page.locator('[data-action="column-narrower"]').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    expect(await width()).toBe(first - 48)
    await page.locator('[data-action="column-fit"]').click()
    const cell = page.locator('[data-table="sql-result"] [data-column="words"]').first()
    expect(await cell.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true)
    expect(await width()).toBeGreaterThan(first)
  })

  it('exports the whole answer as CSV, XLSX and Parquet', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023')
    await runText(page, "SELECT project, initial_budget, NULL AS nothing FROM project_year ORDER BY form_id")
    const files: Record<string, Buffer> = {}
    for (const kind of ['csv', 'xlsx', 'parquet']) {
      files[kind] = await downloaded(page, () => page.locator(`section [data-action="export-${kind}"]`).first().click())
    }
    expect(files['csv']?.toString('utf8').split('\r\n')[0]).toBe('\uFEFFproject,initial_budget,nothing')
    expect(files['csv']?.toString('utf8').split('\r\n').length).toBe(8)
    expect(files['xlsx']?.subarray(0, 2).toString()).toBe('PK')
    expect(files['parquet']?.subarray(0, 4).toString()).toBe('PAR1')
  })

  it('shows a query from a link and does not run it; the address carries what was written', async () => {
    const { page } = visitor
    await openWorkbench(page, `data=songjiang-2023&query=${encodeURIComponent('SELECT 42 AS answer')}`)
    await page.waitForTimeout(500)
    expect(await page.locator('[data-testid="sql-editor"] .cm-content').innerText()).toContain('SELECT 42')
    expect(await result(page).count()).toBe(0)
    await page.locator('[data-action="run-sql"]').click()
    await idle(page)
    expect(await cells(page)).toEqual([['42']])
    await write(page, `SELECT '${'长'.repeat(300)}' AS long`)
    await page.locator('[data-action="share"]').first().focus()
    const address = page.url()
    expect(address).toContain('bench=')
    const other = await visit()
    await other.page.goto(address)
    await other.page.getByText('长长长').first().waitFor()
    expect(await other.page.locator('[data-table="sql-result"]').count()).toBe(0)
    await other.close()
    await page.goto(address.replace(/bench=[^&]*/, 'bench=%21%21'))
    await page.reload()
    await page.locator('[data-role="link-notice"]').waitFor()
  })

  it('saves with a folder, exports and imports .sql, remembers what ran, over visits', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023')
    await runText(page, 'SELECT 7 AS seven')
    await page.keyboard.press('Control+s')
    await page.locator('[data-action="save-sql"]').click()
    await page.locator('[data-role="save-title"]').fill('七')
    await page.locator('[data-role="save-folder"]').fill('预算')
    await page.locator('[data-role="save-ok"]').click()
    await page.locator('[data-side="saved"]').click()
    await page.locator('[data-saved="七"]').waitFor()
    const file = await downloaded(page, () => page.locator('[data-action="export-sql"]').click())
    expect(file.toString('utf8')).toContain('-- title: 七\n-- folder: 预算')
    await page.locator('[data-action="import-sql"]').setInputFiles({ name: '别的.sql', mimeType: 'application/sql', buffer: Buffer.from('SELECT 8') })
    await page.locator('[data-saved="别的"]').waitFor()
    await page.reload()
    await page.locator('[data-side="history"]').click()
    await page.locator('[data-role="past"]', { hasText: 'SELECT 7' }).waitFor()
  })

  it('pins an answer to the overview, and shows the difference on other data', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023&lang=zh')
    await runText(page, 'SELECT year, count(*) AS forms, sum(executed) AS executed FROM project_year WHERE year IN (2022, 2023) GROUP BY year ORDER BY year')
    await page.locator('[data-action="pin"]').click()
    await page.getByText('已固定到总览').waitFor()
    await open(page, '#/overview?data=songjiang-2023&lang=zh')
    const card = page.locator('[data-role="pinned-queries"]')
    expect(await card.locator('[data-column="executed"]').getAttribute('data-value')).toBe('58331035.57')
    await card.locator('[data-action="rerun-pinned"]').click()
    await card.getByText('与固定时相同').waitFor()
    await open(page, '#/overview?data=demo-city&lang=zh')
    await card.locator('[data-role="other-data"]').waitFor()
    await card.locator('[data-action="rerun-pinned"]').click()
    await card.locator('[data-role="pin-difference"]').waitFor()
    expect(await card.locator('[data-difference="changed"]').count()).toBe(1)
    expect(await card.locator('[data-difference="added"]').count()).toBe(1)
    await card.locator('[data-action="unpin"]').click()
    await card.waitFor({ state: 'detached' })
  })

  it('has no fault that axe finds, in both themes', async () => {
    const { page } = visitor
    for (const theme of ['light', 'dark']) {
      await openWorkbench(page, `data=songjiang-2023&theme=${theme}`)
      expect(await runText(page, 'SELECT department, year, executed, NULL AS nothing FROM project_year')).toBeNull()
      await page.evaluate(axe.source)
      const faults = await page.evaluate(async () => {
        const { axe } = window as unknown as { axe: { run: (root: Element, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
        const main = document.querySelector('main')
        const found = main ? (await axe.run(main, { runOnly: ['wcag2a', 'wcag2aa'] })).violations : []
        return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`)
      })
      expect(faults).toEqual([])
    }
  })

  it('lists temporary tables and drops them', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023')
    await runText(page, 'CREATE TEMP TABLE mine AS SELECT 1 AS a')
    const mine = page.locator('[data-catalogue="mine"]')
    await mine.waitFor()
    await mine.locator('[data-action="drop-temporary"]').click()
    await mine.waitFor({ state: 'detached' })
    expect((await runText(page, 'FROM mine'))?.kind).toBe('catalog')
  })

  it('completes tables, columns and values', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023')
    await runText(page, 'SELECT 1 AS warm')
    await write(page, '')
    await page.keyboard.type("SELECT initial_b", { delay: 10 })
    await page.locator('.cm-tooltip-autocomplete', { hasText: 'initial_budget' }).waitFor()
    await page.keyboard.press('Escape')
    await write(page, "SELECT * FROM project_year WHERE department = ")
    await page.keyboard.press('Control+End')
    await page.keyboard.type("'上", { delay: 10 })
    await page.locator('.cm-tooltip-autocomplete', { hasText: '上海市松江区' }).waitFor()
  })

  it('opens the SQL of a figure of the overview, and gives the same answer', async () => {
    const { page } = visitor
    await open(page, '#/overview?data=demo-city&lang=zh')
    const executed = (await figures(page))['executed'] ?? ''
    await page.locator('[data-action="show-sql"]').first().click()
    await page.locator('.dialog a[data-kind="primary"]').click()
    await page.locator('[data-testid="sql-editor"] .cm-content').waitFor()
    expect(await result(page).count()).toBe(0)
    await page.locator('[data-action="run-sql"]').click()
    await idle(page)
    expect(await page.locator('[data-role="sql-error"]').count()).toBe(0)
    expect((await cells(page)).flat()).toContain(executed)
  })

  it('formats', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023')
    await write(page, 'select year, $from as f from project_year where a=1 -- 注')
    await page.locator('[data-action="format-sql"]').click()
    await page.locator('.cm-line', { hasText: /^SELECT$/ }).waitFor()
    expect(await page.locator('.cm-content').innerText()).toContain('$from AS f')
  })

  it('opens an example, which runs', async () => {
    const { page } = visitor
    await openWorkbench(page, 'data=demo-city')
    await page.locator('[data-side="examples"]').click()
    expect(await page.locator('[data-example]').count()).toBeGreaterThanOrEqual(25)
    await page.locator('[data-example="pivot-years"]').click()
    await page.locator('[data-action="run-sql"]').click()
    await idle(page)
    expect(await result(page).locator('[data-head]').count()).toBe(13)
  })

  it('is in English too', async () => {
    const { page } = visitor
    await open(page, '#/sql?data=songjiang-2023&lang=en')
    await page.getByRole('heading', { name: 'SQL workbench' }).waitFor()
    expect((await runText(page, 'DROP TABLE project_year'))?.words).toContain('read-only')
  })
})
