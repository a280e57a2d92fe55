import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { trustTally } from '../support/trust-record.ts'
import { choose, confirm, downloaded, report, sixFiles } from './import-files.ts'
import { expectQuiet, figures, open, settled, visit, type Visit } from './site.ts'
import { cells, openWorkbench, runText } from './sql-workbench.ts'
import { holdWorkers, killWorkers } from './worker-control.ts'

const tally = trustTally('long-work', { area: 'work', what: 'exports stopped midway, an import whose worker dies and is tried again, loading paused and resumed: no half state', unit: 'pieces of work' })
afterAll(tally.write)

let visitor: Visit
let downloads: string[]
beforeEach(async () => {
  visitor = await visit()
  downloads = []
  visitor.page.on('download', (download) => void downloads.push(download.suggestedFilename()))
})
afterEach(async ({ task }) => {
  tally.add({ tried: 1, failed: task.result?.state === 'fail' ? 1 : 0 })
  expectQuiet(visitor)
  await visitor.close()
})

describe('an export stopped midway', () => {
  const rows = 600_000
  it.each(['csv', 'xlsx', 'parquet'] as const)('of an answer as %s leaves no file, and the answer as it was', async (kind) => {
    const { page } = visitor
    await openWorkbench(page, 'data=songjiang-2023&lang=zh')
    expect(await runText(page, `SELECT i, md5(CAST(i AS VARCHAR)) AS a, md5(CAST(i + 1 AS VARCHAR)) AS b FROM range(${rows}) AS r(i)`)).toBeNull()
    const before = await cells(page)
    await page.click(`section [data-action="export-${kind}"]`)
    const work = page.locator('[data-role="work-progress"]')
    if (kind !== 'parquet') await work.locator('progress[value]').waitFor()
    await page.click('[data-action="stop-export"]')
    await work.waitFor({ state: 'detached' })
    expect(await page.locator('[data-role="export-failed"]').count()).toBe(0)
    expect(await cells(page)).toEqual(before)
    expect(await runText(page, 'SELECT form_id FROM project_year ORDER BY form_id LIMIT 2')).toBeNull()
    const whole = await downloaded(page, () => page.click('section [data-action="export-csv"]'))
    expect(Buffer.from(whole.bytes).toString().split('\r\n').length).toBe(4)
    expect(downloads).toEqual([whole.name])
  })

  it('of a dataset leaves no file, and can be done again', async () => {
    const { page } = visitor
    await open(page, '#/data?data=demo-city&lang=zh')
    await page.click('[data-table="datasets"] tr[data-key="demo-city"] [data-action="export-dataset"]')
    await page.click('[data-action="export-dataset-csv"]')
    await page.click('[data-action="stop-export"]')
    await page.locator('[data-role="work-progress"]').waitFor({ state: 'detached' })
    expect(downloads).toEqual([])
    const file = await downloaded(page, () => page.click('[data-action="export-dataset-csv"]'))
    expect(Buffer.from(file.bytes).subarray(0, 2).toString()).toBe('PK')
  })
})

it('an import whose worker dies before it is written is read again, and is then there as a whole', async () => {
  const { page } = visitor
  await holdWorkers(page)
  await open(page, '#/data?lang=zh')
  await choose(page, sixFiles)
  const found = await report(page)
  await killWorkers(page)
  await page.click('[data-action="confirm-import"]')
  await page.locator('[data-role="import-failed"]').waitFor()
  expect(await page.locator('[data-table="datasets"] tr[data-key^="own-"]').count()).toBe(0)
  await page.click('[data-action="retry-import"]')
  expect(await report(page)).toEqual(found)
  await confirm(page)
  expect(await figures(page)).toMatchObject({ form_count: '6' })
})

it('rows that load in the background wait while they are paused, and come when it goes on', async () => {
  const { page } = visitor
  let asked = 0
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await page.route(/\/data\/demo-city\/[a-z_]+\.parquet/, async (route) => {
    asked += 1
    await held
    await route.continue()
  })
  await open(page, '#/overview?data=demo-city&lang=zh')
  const rows = page.locator('[data-role="rows-loading"]')
  await rows.locator('[data-action="pause-loading"]').click()
  await page.locator('[data-role="rows-loading"][data-paused="true"]').waitFor()
  letGo()
  // Views go on meanwhile, from what was made ahead.
  await page.evaluate(() => void (location.hash = '#/departments?data=demo-city&lang=zh'))
  await settled(page, { view: 'departments' })
  expect(await rows.getAttribute('data-paused')).toBe('true')
  // A file that was begun comes to its end, and the one after it was begun with it.
  expect(asked).toBeLessThan(3)
  await rows.locator('[data-action="resume-loading"]').click()
  await rows.waitFor({ state: 'detached' })
  expect(asked).toBe(3)
  expect(await page.locator('[data-role="rows-problem"]').count()).toBe(0)
})
